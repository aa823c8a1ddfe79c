"""Opening hours as schema.org's OpeningHoursSpecification. Pure: rows as `services.hours` reads them, no queries.

By appointment is no opening hour there and is left to the page.
"""

from collections.abc import Iterable
from datetime import date, time

from services.enums import HoursKind
from services.hours import coming_exceptions, coming_holidays

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ALL_DAY = ("00:00", "23:59")
# How schema.org says “closed all day”.
_CLOSED = ("00:00", "00:00")
_TYPE = "OpeningHoursSpecification"


def weekly_hours(rows: Iterable) -> list[dict]:
    """The regular hours: days with equal times and season together."""
    days: dict[tuple, list[str]] = {}
    for row in rows:
        if row.kind == HoursKind.EXCEPTION:
            continue
        for weekday, opens, closes in _by_day(row):
            same = days.setdefault((opens, closes, row.date_from, row.date_to), [])
            same += [DAYS[weekday]] if DAYS[weekday] not in same else []
    return [
        {"@type": _TYPE, "dayOfWeek": names, "opens": opens, "closes": closes} | _season(first, last)
        for (opens, closes, first, last), names in days.items()
    ]


def _by_day(row) -> list[tuple[int, str, str]]:
    """(weekday, opens, closes) of a weekly row; a closing time before the opening time is of the next day.

    Hours that last longer are told day by day.
    """
    if row.always_open:
        return [(day, *_ALL_DAY) for day in range(7)]
    if row.opens is None or row.weekday is None or row.closed or row.by_appointment:
        return []
    opens, closes = _clock(row.opens), _clock(row.closes)
    length = (row.closes_weekday - row.weekday) % 7 if row.closes_weekday is not None else 0
    if length == 0 or (length == 1 and row.closes <= row.opens):
        return [(row.weekday, opens, closes)]
    between = [((row.weekday + day) % 7, *_ALL_DAY) for day in range(1, length)]
    return [(row.weekday, opens, _ALL_DAY[1]), *between, ((row.weekday + length) % 7, "00:00", closes)]


def exceptional_hours(rows: Iterable, *, today: date, open_on_holidays: bool) -> list[dict]:
    """Days soon that differ: exceptions and public holidays, in order."""
    rows = list(rows)
    told = []
    for period in coming_exceptions(rows, today, open_on_holidays=open_on_holidays):
        spans = [(_clock(span.opens.time()), _clock(span.closes.time())) for span in period.day.spans]
        for opens, closes in spans or ([_CLOSED] if period.day.closed else []):
            told.append((period.first, opens, closes, period.last))
    for day in coming_holidays(rows, today, open_on_holidays=open_on_holidays):
        told.append((day.date, *_CLOSED, day.date))
    told.sort(key=lambda one: one[0])
    return [{"@type": _TYPE, "opens": opens, "closes": closes} | _season(first, last) for first, opens, closes, last in told]


def _season(first: date | None, last: date | None) -> dict:
    ends = {"validFrom": first, "validThrough": last}
    return {name: day.isoformat() for name, day in ends.items() if day}


def _clock(value: time) -> str:
    return value.strftime("%H:%M")
