"""The two ways into an organisation: it invites, or a person asks."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.enums import Role
from network.models.organisation import Organisation
from opinraitti.lib.constraints import both_or_neither


class InvitationQuerySet(models.QuerySet):
    def waiting(self):
        """Neither used nor withdrawn; may have expired."""
        return self.filter(accepted_at=None, withdrawn_at=None)

    def usable(self, moment=None):
        return self.waiting().filter(expires_at__gt=moment or timezone.now())


class Invitation(models.Model):
    """A link sent to an address: whoever holds it may become a member with these roles, once, until it expires.

    The token is in the mail only; here stands its SHA-256. Sending again makes a new token and ends the old one.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="invitations", verbose_name=_("organisaatio"))
    email = models.EmailField(_("sähköposti"), max_length=254)
    roles = models.JSONField(_("roolit"), default=list)
    language = models.CharField(_("kieli"), max_length=10, default="fi")
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(_("lähetetty"), default=timezone.now)
    expires_at = models.DateTimeField(_("voimassa"))
    times_sent = models.PositiveSmallIntegerField(default=1)
    accepted_at = models.DateTimeField(_("hyväksytty"), null=True, blank=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(_("peruttu"), null=True, blank=True)
    asked_again_at = models.DateTimeField(_("uutta linkkiä pyydetty"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        verbose_name = _("kutsu")
        verbose_name_plural = _("kutsut")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                "organisation",
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="invitation_once",
                violation_error_message=_("Tähän osoitteeseen on jo lähetetty kutsu. Lähetä se uudelleen."),
            ),
            both_or_neither(
                "accepted_at", "accepted_by", name="invitation_accepted_whole", message=_("Hyväksynnällä on tekijä ja aika.")
            ),
        ]

    def __str__(self):
        return f"#{self.pk}"

    @property
    def role_names(self) -> list[str]:
        return [role.label for role in Role if role in self.roles]

    @property
    def has_expired(self) -> bool:
        return self.expires_at <= timezone.now()

    @property
    def is_usable(self) -> bool:
        return not (self.accepted_at or self.withdrawn_at or self.has_expired)


class JoinRequestQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(decided_at=None)


class JoinRequest(models.Model):
    """Somebody with an account asks to become a member; the organisation's lead decides."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="join_requests", verbose_name=_("käyttäjä"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="join_requests", verbose_name=_("organisaatio"))
    message = models.CharField(_("viesti"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("pyydetty"), default=timezone.now)
    decided_at = models.DateTimeField(_("päätetty"), null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    is_approved = models.BooleanField(_("hyväksytty"), null=True, blank=True)

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        verbose_name = _("liittymispyyntö")
        verbose_name_plural = _("liittymispyynnöt")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"],
                condition=Q(decided_at=None),
                name="join_request_once",
                violation_error_message=_("Pyyntösi odottaa jo vastausta."),
            ),
            both_or_neither(
                "decided_at", "decided_by", name="join_request_decided_whole", message=_("Päätöksellä on tekijä ja aika.")
            ),
            both_or_neither(
                "decided_at", "is_approved", name="join_request_has_answer", message=_("Päätös on myönteinen tai kielteinen.")
            ),
        ]

    def __str__(self):
        return f"#{self.pk}"
