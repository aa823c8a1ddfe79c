"""Codes with meaning: national classifications, our own life situations and topics, languages of service."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField

from opinraitti.lib.constraints import in_order
from services.enums import TermScheme


class Term(models.Model):
    """One code of one scheme. The national lists come with `migrate`; imports may add ontology terms.

    `uri` is today's address of the code and `old_uri` the one older data use (PTV's urn.fi addresses).
    `same_as`: codes of the national lists that mean nearly the same as one of our own terms.
    """

    scheme = models.CharField(_("luokitus"), max_length=30, choices=TermScheme)
    code = models.CharField(_("koodi"), max_length=120)
    uri = models.CharField(_("osoite"), max_length=300, blank=True)
    old_uri = models.CharField(_("entinen osoite"), max_length=300, blank=True)
    label = I18nCharField(_("nimi"))
    description = I18nCharField(_("kuvaus"), blank=True, default="")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("yläluokka")
    )
    same_as = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="own_terms", verbose_name=_("vastaa luokkia")
    )
    position = models.PositiveIntegerField(_("järjestys"), default=0)
    valid_from = models.DateField(_("alkaen"), null=True, blank=True)
    valid_to = models.DateField(_("päättyen"), null=True, blank=True)

    class Meta:
        ordering = ["scheme", "position", "code"]
        verbose_name = _("termi")
        verbose_name_plural = _("termit")
        indexes = [models.Index(fields=["uri"], name="term_uri"), models.Index(fields=["old_uri"], name="term_old_uri")]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "code"], name="term_once", violation_error_message=_("Koodi on jo luokituksessa.")
            ),
            in_order("valid_from", "valid_to", name="term_dates", message=_("Alkupäivä on loppupäivän jälkeen.")),
        ]

    def __str__(self):
        return str(self.label)


class Language(models.Model):
    """A language a service speaks (ISO 639 code); the list is PTV's and ISO 639-1 together."""

    code = models.CharField(_("koodi"), max_length=10, primary_key=True)
    name = I18nCharField(_("nimi"))
    position = models.PositiveIntegerField(_("järjestys"), default=0)

    class Meta:
        ordering = ["position", "code"]
        verbose_name = _("kieli")
        verbose_name_plural = _("kielet")

    def __str__(self):
        return str(self.name)
