"""How often what was searched for, by day and without persons."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from opinraitti.lib.constraints import in_order


class SearchTally(models.Model):
    """Searches of one day with the same base forms on the same language's pages (`services.search.tally` writes it)."""

    day = models.DateField(_("päivä"))
    term = models.CharField(_("hakusanat"), max_length=80)
    language = models.CharField(_("sivun kieli"), max_length=10)
    searches = models.PositiveIntegerField(_("hakuja"), default=0)
    without_results = models.PositiveIntegerField(_("hakuja ilman tuloksia"), default=0)

    class Meta:
        ordering = ["-day", "-searches", "term"]
        verbose_name = _("hakujen lukumäärä")
        verbose_name_plural = _("hakujen lukumäärät")
        constraints = [
            models.UniqueConstraint(
                fields=["day", "term", "language"],
                name="search_tally_once",
                violation_error_message=_("Päivän haut on jo laskettu näillä sanoilla."),
            ),
            in_order(
                "without_results",
                "searches",
                name="search_tally_counts",
                message=_("Tuloksettomia hakuja on enemmän kuin hakuja."),
            ),
        ]

    def __str__(self):
        return f"{self.day} {self.term}"
