"""The responsibility map: who answers for a person in a life stage and situation, and where to start."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField

from network.models import Municipality, Organisation
from opinraitti.lib.constraints import in_order, rule
from services.enums import LifeStage
from services.models.service import Service
from services.models.vocabulary import Term


class Responsibility(models.Model):
    """One row of the map. No municipalities means the whole network's area; ages in years, both included."""

    stage = models.CharField(_("elämänvaihe"), max_length=30, choices=LifeStage)
    situation = I18nCharField(_("tilanne"))
    situation_terms = models.ManyToManyField(Term, related_name="responsibilities", blank=True, verbose_name=_("elämäntilanteet"))
    min_age = models.PositiveSmallIntegerField(_("ikä vähintään"), null=True, blank=True)
    max_age = models.PositiveSmallIntegerField(_("ikä enintään"), null=True, blank=True)
    municipalities = models.ManyToManyField(Municipality, related_name="responsibilities", blank=True, verbose_name=_("kunnat"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="responsibilities", verbose_name=_("vastuuorganisaatio")
    )
    start_service = models.ForeignKey(
        Service, models.PROTECT, null=True, blank=True, related_name="responsibilities", verbose_name=_("aloita tästä palvelusta")
    )
    note = I18nTextField(_("mitä seuraavaksi"), blank=True, default="")
    position = models.PositiveSmallIntegerField(_("järjestys"), default=0)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("vastuukartan rivi")
        verbose_name_plural = _("vastuukartta")
        constraints = [
            in_order("min_age", "max_age", name="responsibility_ages", message=_("Alaikäraja on suurempi kuin yläikäraja.")),
            rule(~Q(situation=""), name="responsibility_situation", message=_("Kuvaa tilanne.")),
        ]

    def __str__(self):
        return str(self.situation)
