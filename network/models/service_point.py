"""Places where people meet the network's organisations."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField

from network.models.municipality import Municipality
from network.models.organisation import Organisation
from opinraitti.lib.constraints import both_or_neither, rule

# A box around Finland: degrees outside it are swapped or in another coordinate system.
_IN_FINLAND = Q(latitude__range=(59.0, 70.5), longitude__range=(19.0, 32.0))


class ServicePoint(models.Model):
    """A place: address, WGS84 coordinates, and in words how one gets in."""

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="service_points", verbose_name=_("organisaatio"))
    name = I18nCharField(_("nimi"))
    street = I18nCharField(_("katuosoite"), blank=True, default="")
    postal_code = models.CharField(_("postinumero"), max_length=5, blank=True)
    post_office = I18nCharField(_("postitoimipaikka"), blank=True, default="")
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="service_points", verbose_name=_("kunta")
    )
    latitude = models.FloatField(_("leveysaste"), null=True, blank=True)
    longitude = models.FloatField(_("pituusaste"), null=True, blank=True)
    accessibility = I18nTextField(_("esteettömyys"), blank=True, default="")
    directions = I18nTextField(_("näin löydät perille"), blank=True, default="")

    class Meta:
        ordering = ["id"]
        verbose_name = _("palvelupaikka")
        verbose_name_plural = _("palvelupaikat")
        constraints = [
            both_or_neither(
                "latitude", "longitude", name="service_point_point", message=_("Anna molemmat koordinaatit tai ei kumpaakaan.")
            ),
            rule(
                Q(latitude=None) | _IN_FINLAND,
                name="service_point_in_finland",
                message=_("Koordinaatit eivät ole Suomessa. Tarkista, etteivät leveys- ja pituusaste ole vaihtuneet."),
            ),
        ]

    def __str__(self):
        return str(self.name)
