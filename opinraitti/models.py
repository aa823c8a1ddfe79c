"""The kernel's tables: who changed what, who looked at whose data, and the seals over both.

Rows are added and never changed or deleted; the database refuses it (`lib.append_only`). No foreign keys: the trace
outlives what it speaks of.
"""

from django.db import connection, models
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from opinraitti.lib.constraints import rule


class TraceQuerySet(models.QuerySet):
    def of_organisation(self, organisation: int):
        return self.filter(organisation=organisation)

    def latest_first(self):
        return self.order_by("-at", "-id")


class AuditEvent(models.Model):
    """One change or security event, told by the action that made it; written by `lib.audit`.

    `organisation` is the id of the one it concerns. `details` holds field names, role names and counts, never the
    personal data itself.
    """

    at = models.DateTimeField(_("milloin"), auto_now_add=True)
    actor = models.CharField(_("kuka"), max_length=200)
    organisation = models.BigIntegerField(_("organisaatio"), null=True, blank=True)
    action = models.CharField(_("mitä"), max_length=80)
    subject_type = models.CharField(_("kohteen laji"), max_length=80, blank=True)
    subject_id = models.CharField(_("kohde"), max_length=80, blank=True)
    details = models.JSONField(_("tarkemmin"), default=dict, blank=True)
    request_id = models.CharField(_("pyynnön tunnus"), max_length=32, blank=True)

    objects = TraceQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("tapahtuma")
        verbose_name_plural = _("tapahtumat")
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="audit_subject"),
            models.Index(fields=["at"], name="audit_at"),
            models.Index(fields=["organisation", "at"], name="audit_organisation"),
            models.Index(fields=["actor", "at"], name="audit_actor"),
        ]
        constraints = [rule(~Q(actor=""), name="audit_actor_required", message=_("Muutoksella on oltava tekijä."))]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor} {self.action} {self.subject_type} {self.subject_id}"


class ReadRecordQuerySet(TraceQuerySet):
    def about(self, persons: list[str]):
        """Those in which any of the persons was shown. On PostgreSQL it has an index (migration 0004)."""
        if not persons:
            return self.none()
        if connection.vendor == "postgresql":
            return self.filter(persons__has_any_keys=persons)
        marks = ", ".join(["%s"] * len(persons))
        shown = f"EXISTS (SELECT 1 FROM json_each(persons) WHERE json_each.value IN ({marks}))"
        return self.filter(RawSQL(shown, persons, output_field=models.BooleanField()))


class ReadRecord(models.Model):
    """A page that showed somebody's personal data to somebody; written by `lib.reads`.

    `persons` are named like actors: “user:12”. `organisation` is the id of the one the reader worked for.
    """

    at = models.DateTimeField(_("milloin"), auto_now_add=True)
    reader = models.CharField(_("kuka"), max_length=200)
    organisation = models.BigIntegerField(_("organisaatio"), null=True, blank=True)
    persons = models.JSONField(_("kenen tietoja"))
    page = models.CharField(_("sivu"), max_length=100)
    purpose = models.CharField(_("mitä varten"), max_length=200)
    request_id = models.CharField(_("pyynnön tunnus"), max_length=32, blank=True)

    objects = ReadRecordQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("katselu")
        verbose_name_plural = _("katselut")
        indexes = [
            models.Index(fields=["at"], name="read_at"),
            models.Index(fields=["organisation", "at"], name="read_organisation"),
            models.Index(fields=["reader", "at"], name="read_reader"),
        ]
        constraints = [rule(~Q(reader=""), name="read_reader_required", message=_("Katselulla on oltava katselija."))]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.reader} {self.page}"


class Seal(models.Model):
    """A batch of one of the two tables, made unalterable by `lib.sealing`; each holds the digest of the one before.

    `rows`: for each row of the batch its id (8 bytes) and the SHA-256 of what it says (32 bytes). `mac` is keyed.
    """

    chain = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    sealed_at = models.DateTimeField()
    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField()
    count = models.PositiveIntegerField()
    rows = models.BinaryField()
    previous = models.BinaryField()
    mac = models.BinaryField()

    class Meta:
        ordering = ["chain", "number"]
        verbose_name = _("sinetti")
        verbose_name_plural = _("sinetit")
        constraints = [
            models.UniqueConstraint(
                fields=["chain", "number"], name="seal_once", violation_error_message=_("Sinetti on jo tehty.")
            )
        ]

    def __str__(self):
        return f"{self.chain} {self.number}"
