"""Rows of hours in few words, for the tests of opening hours: `weekly("ma-pe 9-15")`, `exception("24.12.", closed=True)`."""

from datetime import date, datetime, time

from opinraitti.lib.calendar import HELSINKI
from services.exchange.neutral import Hours
from services.hours import open_state

DAYS = ["ma", "ti", "ke", "to", "pe", "la", "su"]


def _time(text: str) -> time:
    hour, _colon, minute = text.partition(":")
    return time(int(hour) % 24, int(minute or 0))


def _day(text: str) -> date:
    """“24.12.” (in 2026) or “24.12.2027”."""
    day, month, year = text.split(".")
    return date(int(year or 2026), int(month), int(day))


def weekly(text: str, **fields) -> list[Hours]:
    """“ma-pe 9-15”, “pe 22-4”, “pe 18-ma 6” (from Friday to Monday)."""
    days, opens, *rest = text.replace("-", " ").split()
    if len(rest) == 2 and rest[0] in DAYS:
        return [_row(DAYS.index(days), opens, rest[1], closes_weekday=DAYS.index(rest[0]), **fields)]
    if opens in DAYS:
        numbers = range(DAYS.index(days), DAYS.index(opens) + 1)
        return [_row(number, *rest, **fields) for number in numbers]
    return [_row(DAYS.index(days), opens, rest[0], **fields)]


def _row(weekday, opens, closes, **fields) -> Hours:
    return Hours(weekday=weekday, opens=_time(opens), closes=_time(closes), **fields)


def exception(dates: str, times: str = "", **fields) -> list[Hours]:
    """“24.12.” or “1.7.-31.7.”, with “9-12” or `closed=True` and the like."""
    first, _dash, last = dates.partition("-")
    opens, _dash, closes = times.partition("-")
    clock = {"opens": _time(opens), "closes": _time(closes)} if times else {}
    return [Hours(kind="exception", date_from=_day(first), date_to=_day(last) if last else None, **clock, **fields)]


def at(text: str) -> datetime:
    """“7.1. 9:00” or “7.1.2027 9:00” on a Finnish clock."""
    day, clock = text.split()
    return datetime.combine(_day(day), _time(clock), HELSINKI)


def said(rows, moment, **kwargs):
    """“open until 2.3. 15:00”, “closed until 3.3. 9:00 loppiainen”, “always” …"""
    state = open_state(rows, at(moment) if isinstance(moment, str) else moment, **kwargs)
    until = state.closes_at or state.opens_at
    words = [state.state, f"until {until.day}.{until.month}. {until:%H:%M%z}" if until else "", state.holiday]
    return " ".join(filter(None, words)).replace("+0200", "")


def check(rows, moment, expected, **kwargs):
    """Holds `said` against what is expected, with the rows in both orders."""
    assert said(rows, moment, **kwargs) == expected
    assert said(list(reversed(rows)), moment, **kwargs) == expected, "the order of rows must not matter"
