"""The kernel's only table: the trace of who changed what."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditEvent(models.Model):
    """One change, told by the action that made it. Rows are added, never changed; written by `lib.audit`.

    No foreign keys: the trace outlives what it speaks of. `details` holds field names and counts, never
    the personal data itself.
    """

    at = models.DateTimeField(_("milloin"), auto_now_add=True)
    actor = models.CharField(_("kuka"), max_length=200)
    action = models.CharField(_("mitä"), max_length=80)
    subject_type = models.CharField(_("kohteen laji"), max_length=80)
    subject_id = models.CharField(_("kohde"), max_length=80)
    details = models.JSONField(_("tarkemmin"), default=dict)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="audit_subject"),
            models.Index(fields=["at"], name="audit_at"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(actor=""),
                name="audit_actor_required",
                violation_error_message=_("Muutoksella on oltava tekijä."),
            )
        ]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor} {self.action} {self.subject_type} {self.subject_id}"
