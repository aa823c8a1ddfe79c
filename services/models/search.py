"""What the search index keeps of each public service, written in the transaction that changes the service."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from services.models.service import Service


class SearchDocument(models.Model):
    """One public service as the search sees it; `services.search.index` writes it, `services.search.memory` reads it.

    `terms` are 64-bit hashes of index terms (little-endian, ascending) and `weights` their weights (16-bit floats,
    the same order). `facets`: “facet:value” lines. `names`: {language: name in folded words} as JSON. `words`: the words a
    misspelt question may have meant, by spaces. `places`: “latitude,longitude” by spaces. `hours`: the hours by which
    “open now” is told, as JSON. `digest` changes when any of these does.
    """

    service = models.OneToOneField(Service, models.CASCADE, primary_key=True, related_name="search_document")
    analyser = models.CharField(_("analysaattori"), max_length=80)
    digest = models.BigIntegerField(_("tiiviste"))
    terms = models.BinaryField(_("hakutermit"))
    weights = models.BinaryField(_("painot"))
    facets = models.TextField(_("rajaukset"), blank=True)
    names = models.TextField(_("nimet"), blank=True)
    words = models.TextField(_("sanat"), blank=True)
    places = models.TextField(_("sijainnit"), blank=True)
    hours = models.TextField(_("aukioloajat"), blank=True)

    class Meta:
        verbose_name = _("hakutiedot")
        verbose_name_plural = _("hakutiedot")
        indexes = [models.Index(fields=["analyser"], name="search_document_analyser")]

    def __str__(self):
        return f"{self.service_id}"
