"""Organisations of the network: today's, their former names, and those whose work others have taken over."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField

from network.enums import NetworkRole, OrganisationKind
from network.models.municipality import Municipality
from opinraitti.lib.constraints import in_order, rule

_BUSINESS_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2)


def valid_business_id(value: str) -> bool:
    """Whether a Finnish business id (“1234567-8”) has the right form and check digit."""
    digits, dash, check = value[:7], value[7:8], value[8:]
    if len(value) != 9 or dash != "-" or not (digits + check).isdecimal():
        return False
    remainder = sum(int(digit) * weight for digit, weight in zip(digits, _BUSINESS_ID_WEIGHTS, strict=True)) % 11
    return remainder != 1 and int(check) == (11 - remainder) % 11


def validate_business_id(value: str) -> None:
    if not valid_business_id(value):
        raise ValidationError(_("Y-tunnus ei ole oikein. Kirjoita se muodossa 1234567-8."))


class OrganisationQuerySet(models.QuerySet):
    def public(self):
        """What the provider list shows: organisations at work in the network, and any other with services."""
        return self.filter(ended_on=None).exclude(network_role=NetworkRole.FORMER)

    def with_history(self):
        """Former names and successions both ways, in three more queries."""
        return self.prefetch_related("former_names", "successions_out__successor", "successions_in__predecessor")


class Organisation(models.Model):
    """An organisation. One that has ended stays, so that its name still leads to who does its work today."""

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(_("osoitteen osa"), max_length=100, unique=True)
    name = I18nCharField(_("nimi"))
    name_since = models.DateField(_("nimi alkaen"), null=True, blank=True)
    kind = models.CharField(_("laji"), max_length=30, choices=OrganisationKind, default=OrganisationKind.OTHER)
    network_role = models.CharField(_("rooli verkostossa"), max_length=20, choices=NetworkRole, default=NetworkRole.OUTSIDE)
    business_id = models.CharField(_("Y-tunnus"), max_length=9, blank=True, validators=[validate_business_id])
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("emo-organisaatio")
    )
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="organisations", verbose_name=_("kotikunta")
    )
    description = I18nTextField(_("kuvaus"), blank=True, default="")
    website = I18nCharField(_("verkkosivu"), blank=True, default="")
    email = models.EmailField(_("sähköposti"), blank=True)
    phone = models.CharField(_("puhelin"), max_length=30, blank=True)
    ended_on = models.DateField(_("toiminta päättyi"), null=True, blank=True)
    created_at = models.DateTimeField(_("luotu"), auto_now_add=True)
    changed_at = models.DateTimeField(_("muutettu"), auto_now=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("organisaatio")
        verbose_name_plural = _("organisaatiot")
        indexes = [models.Index(fields=["network_role", "kind"], name="organisation_role_kind")]
        constraints = [
            rule(~Q(parent=F("id")), name="organisation_not_own_parent", message=_("Organisaatio ei voi olla oma emonsa.")),
            rule(
                Q(ended_on=None) | Q(network_role__in=[NetworkRole.FORMER, NetworkRole.OUTSIDE]),
                name="organisation_ended_is_former",
                message=_("Organisaatio, jonka toiminta on päättynyt, on verkoston entinen toimija."),
            ),
        ]

    def __str__(self):
        return str(self.name)

    def get_absolute_url(self):
        return reverse("organisation", args=[self.slug])


class FormerName(models.Model):
    """A name the organisation bore until `valid_to`; the present name is on the organisation itself."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="former_names", verbose_name=_("organisaatio"))
    name = I18nCharField(_("nimi"))
    valid_from = models.DateField(_("alkaen"), null=True, blank=True)
    valid_to = models.DateField(_("päättyen"))

    class Meta:
        ordering = ["-valid_to"]
        verbose_name = _("entinen nimi")
        verbose_name_plural = _("entiset nimet")
        constraints = [
            in_order("valid_from", "valid_to", name="former_name_dates", message=_("Alkupäivä on loppupäivän jälkeen.")),
            models.UniqueConstraint(
                fields=["organisation", "valid_to"],
                name="former_name_once",
                violation_error_message=_("Organisaatiolla on jo nimi, joka päättyi samana päivänä."),
            ),
        ]

    def __str__(self):
        return str(self.name)


class Succession(models.Model):
    """`successor` took over work of `predecessor` on the day `on`; one may have several successors."""

    predecessor = models.ForeignKey(Organisation, models.CASCADE, related_name="successions_out", verbose_name=_("edeltäjä"))
    successor = models.ForeignKey(Organisation, models.CASCADE, related_name="successions_in", verbose_name=_("seuraaja"))
    on = models.DateField(_("alkaen"))
    note = I18nTextField(_("mitä siirtyi"), blank=True, default="")

    class Meta:
        ordering = ["on", "id"]
        verbose_name = _("seuraanto")
        verbose_name_plural = _("seuraannot")
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"],
                name="succession_once",
                violation_error_message=_("Seuraaja on jo merkitty."),
            ),
            rule(
                ~Q(predecessor=F("successor")),
                name="succession_between_two",
                message=_("Organisaatio ei voi olla oma seuraajansa."),
            ),
        ]

    def __str__(self):
        return f"{self.predecessor} → {self.successor}"
