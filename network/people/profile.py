"""The actions on one's own profile. The trace tells which fields changed, never what stands in them."""

from django.db import transaction

from network.models import Membership, User
from opinraitti.lib import audit


@transaction.atomic
def change_profile(*, by, user: User, told: dict) -> list[str]:
    """`told`: name, phone, speaks, language. Returns the fields that changed."""
    changed = _write(user, told)
    if changed:
        audit.record(by=by, action="profile.changed", subject=user, details={"fields": changed})
    return changed


@transaction.atomic
def change_place(*, by, membership: Membership, told: dict) -> list[str]:
    """`told`: title, advises_on and what of the person is public there. Returns the fields that changed."""
    changed = _write(membership, told)
    if changed:
        details = {"fields": changed}
        organisation = membership.organisation
        audit.record(by=by, action="membership.profile_changed", subject=membership, details=details, organisation=organisation)
    return changed


def _write(row, told: dict) -> list[str]:
    changed = [field for field, value in told.items() if getattr(row, field) != value]
    for field in changed:
        setattr(row, field, told[field])
    if changed:
        row.save(update_fields=changed)
    return changed
