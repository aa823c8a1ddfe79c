"""Opening hours as an import compares and writes them, for channels and for connections."""

from opinraitti.lib.text import values
from services.enums import HoursKind
from services.exchange.neutral import Hours
from services.models import OpeningHours

_COLUMNS = (
    "kind", "weekday", "opens", "closes", "closes_weekday", "date_from", "date_to", "closed", "always_open", "by_appointment",
)  # fmt: skip


def problem(row: Hours) -> str:
    """Why no row of ours can hold these hours; "" when one can."""
    weekdays = [day for day in (row.weekday, row.closes_weekday) if day is not None]
    timed, weekly = row.opens is not None, row.kind == HoursKind.WEEKLY
    says = row.closed or row.always_open or row.by_appointment or timed or any(row.note.values())
    faults = (
        (row.kind not in HoursKind.values, "hours of an unknown kind"),
        (not all(0 <= day <= 6 for day in weekdays), "hours on an unknown weekday"),
        (timed != (row.closes is not None), "hours that open or close without the other"),
        (not weekly and row.date_from is None, "exceptional hours without a date"),
        (row.date_from and row.date_to and row.date_from > row.date_to, "hours that end before they begin"),
        (weekly and timed and row.weekday is None, "weekly hours without a weekday"),
        (not says, "hours that say nothing"),
    )
    return next((fault for found, fault in faults if found), "")


def wanted(rows: tuple[Hours, ...]) -> list[tuple]:
    """Comparable with `present`."""
    return [(*(getattr(row, name) for name in _COLUMNS), {code: text for code, text in row.note.items() if text}) for row in rows]


def present(rows) -> list[tuple]:
    """The saved rows in their own order, as `wanted` gives them."""
    ordered = sorted(rows, key=lambda row: (row.position, row.pk))
    return [(*(getattr(row, name) for name in _COLUMNS), values(row.note)) for row in ordered]


def made(rows: tuple[Hours, ...], **owner) -> list[OpeningHours]:
    """Unsaved rows; `owner` is channel= or connection=."""
    return [
        OpeningHours(**{name: getattr(row, name) for name in _COLUMNS}, note=row.note or "", position=number, **owner)
        for number, row in enumerate(rows)
    ]
