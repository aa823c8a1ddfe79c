"""Where a record came from, and when the directory last changed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from network.models import Organisation, ServicePoint
from opinraitti.lib.constraints import rule
from services.models.channel import Channel
from services.models.service import Service

_TARGETS = ("organisation", "service_point", "channel", "service")


def _one_target() -> Q:
    """Exactly one of the four targets is set."""
    one = Q()
    for target in _TARGETS:
        one |= Q(**{f"{name}__isnull": name != target for name in _TARGETS})
    return one


class SourceRecord(models.Model):
    """Ties a row of ours to the identity it has in a source (PTV, the demo network, …).

    `digest` is the hash of what the source said last; an equal one means nothing to do. `raw` keeps the payload
    as it came, where the source has one. `gone_at`: the source no longer has it (a complete import said so).
    """

    source = models.CharField(_("lähde"), max_length=40)
    foreign_id = models.CharField(_("tunnus lähteessä"), max_length=120)
    target_kind = models.CharField(_("laji"), max_length=20, choices=[(name, name) for name in _TARGETS])
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True, related_name="sources")
    service_point = models.ForeignKey(ServicePoint, models.CASCADE, null=True, blank=True, related_name="sources")
    channel = models.ForeignKey(Channel, models.CASCADE, null=True, blank=True, related_name="sources")
    service = models.ForeignKey(Service, models.CASCADE, null=True, blank=True, related_name="sources")
    digest = models.CharField(_("tiiviste"), max_length=64)
    raw = models.JSONField(_("alkuperäinen"), null=True, blank=True)
    modified = models.DateTimeField(_("muutettu lähteessä"), null=True, blank=True)
    seen_at = models.DateTimeField(_("nähty viimeksi"))
    gone_at = models.DateTimeField(_("poistui lähteestä"), null=True, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("lähdetieto")
        verbose_name_plural = _("lähdetiedot")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "target_kind", "foreign_id"],
                name="source_record_once",
                violation_error_message=_("Tunnus on jo liitetty tästä lähteestä."),
            ),
            rule(_one_target(), name="source_record_one_target", message=_("Lähdetieto kuuluu yhteen kohteeseen.")),
        ]

    def __str__(self):
        return f"{self.source}:{self.foreign_id}"


class DirectoryState(models.Model):
    """The only row: a number that grows with every change of the public directory, and when it last did.

    Anything that keeps a copy (a cache, another worker) compares the number and knows whether the copy is old.
    """

    version = models.PositiveBigIntegerField(_("versio"), default=0)
    changed_at = models.DateTimeField(_("muuttunut"))

    class Meta:
        verbose_name = _("hakemiston tila")
        verbose_name_plural = _("hakemiston tila")
        constraints = [rule(Q(id=1), name="directory_state_only_one", message=_("Hakemistolla on yksi tila."))]

    def __str__(self):
        return str(self.version)
