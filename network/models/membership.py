"""Who works where and as what: memberships with their roles, and the reviews of them."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from network.enums import Role
from network.models.organisation import Organisation
from opinraitti.lib.calendar import today
from opinraitti.lib.constraints import in_order, rule


class MembershipQuerySet(models.QuerySet):
    def current(self, day=None):
        """Those in force on `day` (today); the last day counts."""
        day = day or today()
        return self.filter(starts_on__lte=day).filter(Q(ends_on=None) | Q(ends_on__gte=day))

    def not_over(self):
        """Those in force today or later."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=today()))

    def lasting(self):
        """Those in force today whose end nobody has set: what an organisation can count on."""
        return self.filter(starts_on__lte=today(), ends_on=None)

    def of_active_people(self):
        return self.filter(user__is_active=True)

    def public(self):
        """Those whom anyone sees on the organisation's page."""
        return self.current().of_active_people().filter(is_public=True)

    def holding(self, role: str):
        return self.filter(Exists(MembershipRole.objects.filter(membership=OuterRef("pk"), role=role)))


class Membership(models.Model):
    """A person's place in an organisation, from a day to a day. Nothing is deleted: leaving sets the last day.

    What the person advises on and what of it the public may see belong to the place, not to the person.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships", verbose_name=_("käyttäjä"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships", verbose_name=_("organisaatio"))
    title = models.CharField(_("tehtävänimike"), max_length=100, blank=True)
    advises_on = models.CharField(_("missä asioissa autan"), max_length=300, blank=True)
    is_public = models.BooleanField(_("näytä nimeni ja tehtäväni toimijan julkisella sivulla"), default=False)
    is_email_public = models.BooleanField(_("näytä sivulla myös sähköpostini"), default=False)
    is_phone_public = models.BooleanField(_("näytä sivulla myös puhelinnumeroni"), default=False)
    starts_on = models.DateField(_("alkaen"), default=today)
    ends_on = models.DateField(_("viimeinen päivä"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["organisation", "user", "-starts_on"]
        verbose_name = _("jäsenyys")
        verbose_name_plural = _("jäsenyydet")
        indexes = [models.Index(fields=["organisation", "ends_on"], name="membership_of_organisation")]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"],
                condition=Q(ends_on=None),
                name="membership_once",
                violation_error_message=_("Henkilö on jo tämän organisaation jäsen."),
            ),
            in_order("starts_on", "ends_on", name="membership_dates", message=_("Alkupäivä on viimeisen päivän jälkeen.")),
            rule(
                Q(is_public=True) | Q(is_email_public=False, is_phone_public=False),
                name="membership_public_whole",
                message=_("Yhteystiedot näkyvät julkisella sivulla vain, jos nimikin näkyy."),
            ),
        ]

    def __str__(self):
        return f"{self.user} – {self.organisation}"

    @property
    def role_names(self) -> list[str]:
        """The labels of the roles, in the order of `Role`; reads the prefetched `roles`."""
        held = {row.role for row in self.roles.all()}
        return [role.label for role in Role if role in held]


class MembershipRole(models.Model):
    """One role of a membership."""

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="roles", verbose_name=_("jäsenyys"))
    role = models.CharField(_("rooli"), max_length=20, choices=Role)

    class Meta:
        ordering = ["membership", "role"]
        verbose_name = _("jäsenyyden rooli")
        verbose_name_plural = _("jäsenyyden roolit")
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "role"], name="membership_role_once", violation_error_message=_("Rooli on jo annettu.")
            ),
            rule(Q(role__in=Role.values), name="membership_role_known", message=_("Tuntematon rooli.")),
        ]

    def __str__(self):
        return self.get_role_display()


class AccessReview(models.Model):
    """A lead or an administrator has gone through who has access to an organisation; due every six months."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="access_reviews", verbose_name=_("organisaatio"))
    done_on = models.DateField(_("tarkistettu"), default=today)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("tarkistaja"))
    members = models.PositiveIntegerField(_("jäseniä"))

    class Meta:
        ordering = ["-done_on", "-id"]
        verbose_name = _("käyttöoikeuksien tarkistus")
        verbose_name_plural = _("käyttöoikeuksien tarkistukset")
        indexes = [models.Index(fields=["organisation", "done_on"], name="access_review_latest")]

    def __str__(self):
        return f"{self.organisation} {self.done_on}"


class ReviewReminder(models.Model):
    """On this day those who decide in the organisation were reminded of its review."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="review_reminders", verbose_name=_("organisaatio")
    )
    sent_on = models.DateField(_("muistutettu"), default=today)

    class Meta:
        ordering = ["-sent_on", "-id"]
        verbose_name = _("muistutus tarkistuksesta")
        verbose_name_plural = _("muistutukset tarkistuksista")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "sent_on"],
                name="review_reminder_once",
                violation_error_message=_("Tästä tarkistuksesta on jo muistutettu tänään."),
            )
        ]

    def __str__(self):
        return f"{self.organisation} {self.sent_on}"
