"""“Kysy neuvoa”: the one neutral human contact shown on every page."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField

from opinraitti.lib.constraints import rule
from services.models.service import Service


class FrontDoor(models.Model):
    """The only row says whom to ask when one does not know whom to ask. `service` is the same thing as a service."""

    name = I18nCharField(_("nimi"))
    message = I18nTextField(_("viesti"), blank=True, default="")
    phone = models.CharField(_("puhelin"), max_length=30, blank=True)
    email = models.EmailField(_("sähköposti"), blank=True)
    hours_text = I18nCharField(_("palveluaika"), blank=True, default="")
    service = models.ForeignKey(Service, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("palvelu"))

    class Meta:
        verbose_name = _("Kysy neuvoa -yhteys")
        verbose_name_plural = _("Kysy neuvoa -yhteys")
        constraints = [
            rule(Q(id=1), name="front_door_only_one", message=_("Kysy neuvoa -yhteyksiä on vain yksi.")),
            rule(~Q(phone="", email=""), name="front_door_reachable", message=_("Anna puhelinnumero tai sähköposti.")),
        ]

    def __str__(self):
        return str(self.name)
