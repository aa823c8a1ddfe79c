"""The trace of changes: explicit, with an actor, in the same transaction as the change."""

from dataclasses import dataclass

from opinraitti.lib import request_ids
from opinraitti.models import AuditEvent


@dataclass(frozen=True)
class SystemActor:
    """A job that acts by itself, such as an import. `name` is the management command's."""

    name: str

    @property
    def audit_name(self) -> str:
        return f"system:{self.name}"


@dataclass(frozen=True)
class _Anonymous:
    audit_name: str = "anonymous"


# Somebody who has not signed in.
ANONYMOUS = _Anonymous()


def event(*, by, action: str, subject=None, details: dict | None = None, organisation=None) -> AuditEvent:
    """An event not yet saved, for actions that write many at once with `bulk_create`.

    `by` is whoever acts: anything with `audit_name`. `subject` is a saved model instance; a security event may have
    none. `organisation` is the one it concerns: unless told, the one that `by` works for, if any.
    """
    organisation = organisation or getattr(by, "organisation", None)
    return AuditEvent(
        actor=by.audit_name,
        organisation=organisation and organisation.pk,
        action=action,
        subject_type=subject._meta.label_lower if subject is not None else "",
        subject_id=str(subject.pk) if subject is not None else "",
        details=details or {},
        request_id=request_ids.current(),
    )


def record(*, by, action: str, subject=None, details: dict | None = None, organisation=None) -> None:
    row = event(by=by, action=action, subject=subject, details=details, organisation=organisation)
    row.save(force_insert=True)
