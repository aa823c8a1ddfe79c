"""Opening hours of PTV v11 (and the older names of their kinds) as neutral hours."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta

from services.enums import HoursKind
from services.exchange.findings import Refused
from services.exchange.neutral import Hours
from services.exchange.ptv.contacts import Tell
from services.exchange.ptv.payload import day, entries, flag, texts, word

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKLY = ("DaysOfTheWeek", "Standard", "OverMidnight", "Special")
_EXCEPTIONAL = ("Exceptional", "Exception")
# An exception longer than this that names weekdays is no exception; it would become a row a day.
LONGEST_EXCEPTION = 62


def hours(payload: dict, tell: Tell) -> tuple[Hours, ...]:
    """The hours at `serviceHours`. `tell` hears of rows that say nothing we can use."""
    found: list[Hours] = []
    for row in entries(payload, "serviceHours"):
        kind = word(row, "serviceHourType")
        if kind in _WEEKLY:
            found += _weekly(row, tell)
        elif kind in _EXCEPTIONAL:
            found += _exceptional(row, tell)
        else:
            tell("hours of an unknown kind were left out")
    return tuple(found)


def clock(text: str) -> time | None:
    """“9:00:00”, “09:00:00” or “09:00”; “24:00” is midnight. None when there is none."""
    if not text:
        return None
    try:
        hour, minute, *_seconds = (int(piece) for piece in text.split(":"))
        return time(hour % 24 if (hour, minute) == (24, 0) else hour, minute)
    except ValueError:
        raise Refused("an opening hour is not a time") from None


def weekday(row: dict, key: str) -> int | None:
    """0 (Monday) to 6; None for "" and null."""
    name = word(row, key).lower()
    if name and name not in _DAYS:
        raise Refused(f"{key} is not a weekday")
    return _DAYS.index(name) if name else None


def _span(first: int, last: int | None) -> list[int]:
    """The weekdays from `first` to `last`, over the week's end when need be; without `last` one day."""
    return [(first + step) % 7 for step in range(((last if last is not None else first) - first) % 7 + 1)]


def _shared(row: dict) -> dict:
    return {
        "note": texts(row, "additionalInformation"),
        "date_from": day(row, "validFrom"),
        "date_to": day(row, "validTo"),
        "by_appointment": bool(flag(row, "isReservation")),
    }


def _weekly(row: dict, tell: Tell) -> list[Hours]:
    shared = _shared(row)
    if flag(row, "isClosed"):
        return [_closed(shared)]
    if flag(row, "isAlwaysOpen"):
        return [Hours(**shared, always_open=True)]
    over_midnight = word(row, "serviceHourType") in ("OverMidnight", "Special")
    found = [hours for opening in entries(row, "openingHour") for hours in _days(opening, over_midnight, shared, tell)]
    if not found and (shared["by_appointment"] or shared["note"]):
        return [Hours(**shared)]
    if not found and not entries(row, "openingHour"):
        tell("hours without days and times were left out")
    return found


def _days(opening: dict, over_midnight: bool, shared: dict, tell: Tell) -> Iterator[Hours]:
    first, last = weekday(opening, "dayFrom"), weekday(opening, "dayTo")
    opens, closes = clock(word(opening, "from")), clock(word(opening, "to"))
    if first is None or opens is None or closes is None:
        tell("hours without a weekday or a time were left out")
        return
    if over_midnight and last not in (None, first):
        yield Hours(**shared, weekday=first, opens=opens, closes=closes, closes_weekday=last)
        return
    for number in _span(first, None if over_midnight else last):
        next_day = (number + 1) % 7 if closes <= opens else None
        yield Hours(**shared, weekday=number, opens=opens, closes=closes, closes_weekday=next_day)


def _closed(shared: dict) -> Hours:
    """Closed from a day to a day is an exception; closed with no end in sight a row of the week."""
    if shared["date_from"] is None or shared["date_to"] is None:
        return Hours(**shared, closed=True)
    return Hours(**shared, kind=HoursKind.EXCEPTION.value, closed=True)


def _exceptional(row: dict, tell: Tell) -> list[Hours]:
    """An exception without an end is of one day."""
    shared = _shared(row)
    first = shared["date_from"]
    last = shared["date_to"] = shared["date_to"] or first
    if first is None or last < first:
        tell("exceptional hours without dates in order were left out")
        return []
    base = Hours(**shared, kind=HoursKind.EXCEPTION.value)
    if flag(row, "isClosed"):
        return [replace(base, closed=True)]
    if flag(row, "isAlwaysOpen"):
        return [replace(base, always_open=True)]
    found = [hours for opening in entries(row, "openingHour") for hours in _dated(opening, base, tell)]
    if not found and (base.by_appointment or base.note):
        return [base]
    if not found and not entries(row, "openingHour"):
        tell("exceptional hours that say nothing were left out")
    return found


def _dated(opening: dict, base: Hours, tell: Tell) -> list[Hours]:
    """Rows of an exception: one for the whole time, or one a day when it names weekdays or closes after midnight."""
    opens, closes = clock(word(opening, "from")), clock(word(opening, "to"))
    first, last = weekday(opening, "dayFrom"), weekday(opening, "dayTo")
    if opens is None or closes is None:
        tell("exceptional hours without a time were left out")
        return []
    row = replace(base, opens=opens, closes=closes)
    one_day = base.date_from == base.date_to
    if closes > opens and (first is None or one_day):
        return [row]
    if (base.date_to - base.date_from).days >= LONGEST_EXCEPTION:
        tell("exceptional hours of more than two months were left out")
        return []
    days = range(7) if first is None or one_day else _span(first, last)
    return [_on(row, date_) for date_ in _dates(base.date_from, base.date_to) if date_.weekday() in days]


def _dates(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def _on(row: Hours, day_: date) -> Hours:
    next_day = (day_.weekday() + 1) % 7 if row.closes <= row.opens else None
    return replace(row, date_from=day_, date_to=day_, closes_weekday=next_day)
