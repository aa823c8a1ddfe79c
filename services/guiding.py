"""Actions on what guides people to the right door: the responsibility map and “Kysy neuvoa”."""

from django.db import transaction

from opinraitti.lib import audit
from services import directory_state
from services.models import FrontDoor, Responsibility


@transaction.atomic
def add_responsibility(*, by, situation_terms=(), municipalities=(), **fields) -> Responsibility:
    """Adds a row to the responsibility map. Raises ValidationError with messages a person can read."""
    row = Responsibility(**fields)
    row.full_clean()
    row.save()
    row.situation_terms.set(situation_terms)
    row.municipalities.set(municipalities)
    audit.record(by=by, action="responsibility.added", subject=row)
    return row


@transaction.atomic
def set_front_door(*, by, **fields) -> FrontDoor:
    """Says whom to ask on every page; replaces what was said before."""
    row = FrontDoor(pk=1, **fields)
    row.clean_fields()
    row.save()
    directory_state.touch()
    audit.record(by=by, action="front_door.set", subject=row, details={"fields": sorted(fields)})
    return row
