"""The trace of changes: explicit, with an actor, in the same transaction as the change."""

from dataclasses import dataclass

from opinraitti.models import AuditEvent


@dataclass(frozen=True)
class SystemActor:
    """A job that acts by itself, such as an import. `name` is the management command's."""

    name: str

    @property
    def audit_name(self) -> str:
        return f"system:{self.name}"


def event(*, by, action: str, subject, details: dict | None = None) -> AuditEvent:
    """An event not yet saved, for actions that write many at once with `bulk_create`.

    `by` is whoever acts: anything with `audit_name`. `subject` is a saved model instance.
    """
    return AuditEvent(
        actor=by.audit_name,
        action=action,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        details=details or {},
    )


def record(*, by, action: str, subject, details: dict | None = None) -> None:
    event(by=by, action=action, subject=subject, details=details).save(force_insert=True)
