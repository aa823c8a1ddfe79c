"""What opening hours say of a moment, of a week and of the days ahead. No queries of its own.

`rows` are `OpeningHours` or anything with their attributes (`services.exchange.neutral.Hours`), in any order;
`services.hours_days` tells how they are read.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import partial

from i18nfield.strings import LazyI18nString

from opinraitti.lib.calendar import HELSINKI, public_holiday
from services.enums import HoursKind
from services.hours_days import ONE_DAY, Day, DaysOfHours, local, moment_of
from services.hours_text import state_text

LOOK_AHEAD_DAYS = 60
HOLIDAY_NOTICE_DAYS = 30
# Beyond this an exceptional period counts as going on for now.
_LONGEST_PERIOD_DAYS = 366


class State(StrEnum):
    OPEN = "open"
    ALWAYS = "always"
    CLOSED = "closed"
    APPOINTMENT = "appointment"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class OpenState:
    """What holds at the moment `at`; all moments aware, on a Finnish clock.

    `closes_at` when open; `opens_at` when not, if it opens within 60 days. `holiday`: Finnish name of the public
    holiday that keeps it closed today, or "". `note`: an i18n text that concerns today, or "".
    """

    state: State
    at: datetime
    closes_at: datetime | None = None
    opens_at: datetime | None = None
    holiday: str = ""
    note: LazyI18nString | str = ""

    @property
    def text(self) -> str:
        """A sentence in the active language; "" when the hours are unknown."""
        return state_text(self)


@dataclass(frozen=True)
class Period:
    """Exceptional days in a row, both ends included, with the hours of `day`. `last` None: no end in sight."""

    first: date
    last: date | None
    day: Day


def open_state(rows: Iterable, moment: datetime, *, open_on_holidays: bool = False) -> OpenState:
    """Whether it is open at `moment`, in any timezone. ValueError when the moment has none."""
    if moment.utcoffset() is None:
        raise ValueError("An opening state needs a moment with a timezone.")
    at = moment.astimezone(HELSINKI)
    days = DaysOfHours(rows, open_on_holidays=open_on_holidays)
    today = days.day(at.date())
    answer = partial(OpenState, at=at, note=today.note)
    if days.never_closed:
        return answer(State.ALWAYS)
    closes, opens = _next_change(days, at) if days.ever_open else (None, None)
    if closes and closes >= moment_of(local(at.date(), (LOOK_AHEAD_DAYS + 1) * ONE_DAY)):
        return answer(State.ALWAYS)
    if closes:
        return answer(State.OPEN, closes_at=closes.astimezone(HELSINKI))
    if today.unknown:
        return answer(State.UNKNOWN)
    opens = opens and opens.astimezone(HELSINKI)
    if today.by_appointment or (opens is None and _between_appointments(days, today)):
        return answer(State.APPOINTMENT, opens_at=opens)
    return answer(State.CLOSED, opens_at=opens, holiday=_closing_holiday(days, today))


def week(rows: Iterable, first_day: date, *, open_on_holidays: bool = False) -> list[Day]:
    """Seven days from `first_day`, exceptions and public holidays included."""
    days = DaysOfHours(rows, open_on_holidays=open_on_holidays)
    return [days.day(first_day + n * ONE_DAY) for n in range(7)]


def regular_week(rows: Iterable, today: date) -> list[Day]:
    """Monday to Sunday as they usually are, in the season of the seven days from `today`; [] without weekly rows."""
    weekly = [row for row in rows if row.kind != HoursKind.EXCEPTION]
    days = week(weekly, today, open_on_holidays=True) if weekly else []
    return sorted(days, key=lambda day: day.date.weekday())


def coming_exceptions(
    rows: Iterable, today: date, days: int = LOOK_AHEAD_DAYS, *, open_on_holidays: bool = False
) -> list[Period]:
    """Exceptional periods that begin before `days` days have passed; one under way begins today."""
    calendar = DaysOfHours(rows, open_on_holidays=open_on_holidays)
    periods: list[Period] = []
    last_ahead = _LONGEST_PERIOD_DAYS if calendar.exceptions else 0
    for ahead in range(last_ahead):
        day = calendar.day(today + ahead * ONE_DAY)
        before = periods[-1] if periods and periods[-1].last == day.date - ONE_DAY else None
        if before and day.exception and day.told == before.day.told:
            periods[-1] = Period(before.first, day.date, before.day)
        elif ahead >= days:
            return periods
        elif day.exception:
            periods.append(Period(day.date, day.date, day))
    if periods and periods[-1].last == today + (last_ahead - 1) * ONE_DAY:
        periods[-1] = Period(periods[-1].first, None, periods[-1].day)
    return periods


def coming_holidays(rows: Iterable, today: date, days: int = HOLIDAY_NOTICE_DAYS, *, open_on_holidays: bool = False) -> list[Day]:
    """Public holidays within `days` days that close a day which otherwise has hours; exceptional days left out."""
    rows = list(rows)
    actual, otherwise = DaysOfHours(rows, open_on_holidays=open_on_holidays), DaysOfHours(rows, open_on_holidays=True)
    dates = (today + ahead * ONE_DAY for ahead in range(days))
    closed = [actual.day(day) for day in dates if public_holiday(day)]
    return [day for day in closed if day.closed and not day.exception and not otherwise.day(day.date).closed]


def hours_of(channel, connection=None) -> list:
    """The rows that hold for a channel, or for one service's use of it: its own rows replace the channel's.

    Reads `hours.all()` of both, so prefetch them.
    """
    return (list(connection.hours.all()) if connection else []) or list(channel.hours.all())


def open_states(connections: Iterable, moment: datetime) -> list[OpenState]:
    """What the hours of each of a service's `ServiceChannel`s say at the moment."""
    return [open_state(hours_of(one.channel, one), moment, open_on_holidays=one.channel.open_on_holidays) for one in connections]


def first_open(states: Iterable[OpenState]) -> OpenState | None:
    """The best news among the states of a service, for a card; None when no hours are known.

    Open comes first, then always open, what opens soonest, by appointment, closed.
    """
    return min((state for state in states if state.state != State.UNKNOWN), key=_rank, default=None)


def _rank(state: OpenState) -> tuple[int, float]:
    if state.opens_at:
        return 2, state.opens_at.timestamp()
    return {State.OPEN: 0, State.ALWAYS: 1, State.APPOINTMENT: 3, State.CLOSED: 4}[state.state], 0


def _next_change(days: DaysOfHours, at: datetime) -> tuple[datetime | None, datetime | None]:
    """In UTC: (when it closes, None) if open at `at`, else (None, when it opens or None)."""
    now, until = at.astimezone(UTC), None
    for ahead in range(-1, LOOK_AHEAD_DAYS + 1):
        for span in days.day(at.date() + timedelta(days=ahead)).spans:
            opens, closes = span.moments
            if closes <= max(now, opens):
                continue
            if until is None and opens > now:
                return None, opens
            if until is not None and opens > until:
                return until, None
            until = max(until or closes, closes)
    return until, None


def _closing_holiday(days: DaysOfHours, today: Day) -> str:
    return today.holiday if today.closed and (today.exception or not days.open_on_holidays) else ""


def _between_appointments(days: DaysOfHours, today: Day) -> bool:
    """A day off, such as a Sunday, of a channel one reaches by appointment on other days of the week."""
    if today.exception or _closing_holiday(days, today):
        return False
    return today.closed and any(days.day(today.date + n * ONE_DAY).by_appointment for n in range(1, 7))
