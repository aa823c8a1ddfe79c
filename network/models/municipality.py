"""Municipalities and the areas made of them. Both come with `migrate` from `network/data/`."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField

from network.enums import AreaSort
from opinraitti.lib.constraints import both_or_neither, in_order


class MunicipalityQuerySet(models.QuerySet):
    def current(self, on):
        """The municipalities that exist on the day `on`."""
        return self.filter(models.Q(valid_to=None) | models.Q(valid_to__gte=on)).exclude(valid_from__gt=on)


class Municipality(models.Model):
    """A Finnish municipality; the key is Statistics Finland's three-digit code."""

    code = models.CharField(_("kuntakoodi"), max_length=3, primary_key=True)
    slug = models.SlugField(_("osoitteen osa"), unique=True)
    name = I18nCharField(_("nimi"))
    latitude = models.FloatField(_("leveysaste"), null=True, blank=True)
    longitude = models.FloatField(_("pituusaste"), null=True, blank=True)
    valid_from = models.DateField(_("alkaen"), null=True, blank=True)
    valid_to = models.DateField(_("päättyen"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_from", verbose_name=_("liittyi kuntaan")
    )

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("kunta")
        verbose_name_plural = _("kunnat")
        constraints = [
            both_or_neither(
                "latitude", "longitude", name="municipality_point", message=_("Anna molemmat koordinaatit tai ei kumpaakaan.")
            ),
            in_order("valid_from", "valid_to", name="municipality_dates", message=_("Alkupäivä on loppupäivän jälkeen.")),
        ]

    def __str__(self):
        return str(self.name)


class AreaQuerySet(models.QuerySet):
    def on(self, day):
        """The areas in force on `day`."""
        return self.filter(models.Q(valid_to=None) | models.Q(valid_to__gte=day)).exclude(valid_from__gt=day)


class Area(models.Model):
    """A set of municipalities in force for a time. A changed set is a new row: Kainuu with Vaala ended in 2015.

    Region, employment area, wellbeing county and agency area are four different sets (`AreaSort`).
    """

    sort = models.CharField(_("laji"), max_length=20, choices=AreaSort)
    code = models.CharField(_("koodi"), max_length=20)
    name = I18nCharField(_("nimi"))
    valid_from = models.DateField(_("alkaen"))
    valid_to = models.DateField(_("päättyen"), null=True, blank=True)
    municipalities = models.ManyToManyField(Municipality, related_name="areas", verbose_name=_("kunnat"))

    objects = AreaQuerySet.as_manager()

    class Meta:
        ordering = ["sort", "code", "valid_from"]
        verbose_name = _("alue")
        verbose_name_plural = _("alueet")
        constraints = [
            models.UniqueConstraint(
                fields=["sort", "code", "valid_from"],
                name="area_once",
                violation_error_message=_("Alue on jo olemassa tästä päivästä alkaen."),
            ),
            in_order("valid_from", "valid_to", name="area_dates", message=_("Alkupäivä on loppupäivän jälkeen.")),
        ]

    def __str__(self):
        return str(self.name)
