"""Which hours belong to a date: rows of hours, exceptions, seasons and public holidays made into days.

A row is an `OpeningHours` or anything with its attributes, in any order. How rows are read:

* A span of at most 24 hours belongs to the day on which it begins and runs over midnight to its end, whatever
  the next day is. A longer one (Fri 18 – Mon 6) is judged day by day.
* On its days an exception that tells hours replaces all weekly rows. Of several the shortest wins (one open day
  within a closed July); equally long ones add up. “Closed” beats times of the same standing.
* On a public holiday only `always_open` and exceptions hold, unless the channel is open on holidays.
* A local time that summer time skips means the moment of the change; a repeated one means the first of the two.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from i18nfield.strings import LazyI18nString

from opinraitti.lib.calendar import HELSINKI, public_holiday
from opinraitti.lib.text import localised, values
from services.enums import HoursKind

ONE_DAY = timedelta(days=1)
_MIDNIGHT = timedelta()
# People write 23.59 when they mean that the day is open to its end.
_END_OF_DAY = time(23, 59)


@dataclass(frozen=True)
class Span:
    """From `opens` up to, not including, `closes`: aware, on a Finnish clock, as told (summer time may skip them)."""

    opens: datetime
    closes: datetime

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """The two in UTC, safe to compare and to count with."""
        return moment_of(self.opens), moment_of(self.closes)


@dataclass(frozen=True)
class Day:
    """The hours that belong to one date.

    `closed`: known to have no hours; without hours and not closed, nobody has told. `by_appointment`: one gets in
    with a booking, at `appointment_spans` when they are told. `holiday`: Finnish name of the public holiday, or "".
    `note`: an i18n text or "". `exception`: an exception speaks of this date.
    """

    date: date
    spans: tuple[Span, ...]
    closed: bool
    holiday: str
    note: LazyI18nString | str
    exception: bool
    by_appointment: bool = False
    appointment_spans: tuple[Span, ...] = ()

    @property
    def unknown(self) -> bool:
        return not (self.spans or self.closed or self.by_appointment)

    @property
    def told(self) -> tuple:
        """Equal for two dates that say the same to a reader."""
        midnight = datetime.combine(self.date, time(), HELSINKI)
        spans, booked = (
            [(span.opens - midnight, span.closes - midnight) for span in some] for some in (self.spans, self.appointment_spans)
        )
        return spans, booked, self.closed, self.by_appointment, values(self.note)


class DaysOfHours:
    """Rows of hours, read once; asked for any date."""

    def __init__(self, rows: Iterable, *, open_on_holidays: bool = False):
        rules = [_rule(row) for row in rows if row.kind != HoursKind.EXCEPTION or row.date_from]
        self._weekly = [rule for rule in rules if not rule.exception]
        self.open_on_holidays = open_on_holidays
        self.exceptions = [rule for rule in rules if rule.exception]
        self._week_is_told = any(rule.tells for rule in self._weekly)

    @property
    def ever_open(self) -> bool:
        """Whether any row tells open hours, on whatever day: if not, no day need be looked at."""
        return any(rule.reach and not rule.by_appointment for rule in (*self._weekly, *self.exceptions))

    @property
    def never_closed(self) -> bool:
        """Whether it is open all days to come, which is seen from the rows without looking at the days."""
        if self.exceptions or any(rule.closed for rule in self._weekly):
            return False
        return any(rule.holds_on_holidays and rule.holds_every_day for rule in self._weekly)

    def day(self, day: date) -> Day:
        holiday = public_holiday(day)
        holding, exception = self._holding(day, bool(holiday) and not self.open_on_holidays)
        if closed := any(rule.closed for rule in holding):
            holding = [rule for rule in holding if rule.closed or not rule.tells]
        spans = _merged((rule for rule in holding if not rule.by_appointment), day)
        booked = [rule for rule in holding if rule.by_appointment]
        return Day(
            date=day,
            spans=spans,
            closed=(closed or self._week_is_told) and not spans and not booked,
            holiday=holiday,
            note=_joined([rule.note for rule in holding if rule.note]),
            exception=exception,
            by_appointment=bool(booked),
            appointment_spans=_merged(booked, day),
        )

    def _holding(self, day: date, shut_by_holiday: bool) -> tuple[list["_Rule"], bool]:
        """The rules that decide `day`, and whether an exception speaks of it. A mere note replaces no hours."""
        exceptions = [rule for rule in self.exceptions if rule.falls_on(day)]
        telling = [rule for rule in exceptions if rule.tells]
        if telling:
            shortest = min(rule.length for rule in telling)
            return [rule for rule in exceptions if rule.length == shortest or not rule.tells], True
        weekly = [rule for rule in self._weekly if rule.falls_on(day)]
        if shut_by_holiday:
            weekly = [rule for rule in weekly if rule.holds_on_holidays]
        return exceptions + weekly, bool(exceptions)


@dataclass(frozen=True)
class _Rule:
    """A row, ready to be asked. `reach`: opening and closing counted from the midnight before opening, if told."""

    exception: bool
    weekday: int | None
    first: date
    last: date
    closed: bool
    by_appointment: bool
    holds_on_holidays: bool
    reach: tuple[timedelta, timedelta] | None
    note: dict[str, str]

    @property
    def tells(self) -> bool:
        return self.closed or self.by_appointment or self.reach is not None

    @property
    def length(self) -> timedelta:
        return self.last - self.first

    @property
    def holds_every_day(self) -> bool:
        return self.weekday is None and (self.first, self.last) == (date.min, date.max)

    def falls_on(self, day: date) -> bool:
        back = self._days_back(day)
        if back and not (self._judged_by_day and self.reach[1] > back * ONE_DAY):
            return False
        return self.first <= (day - back * ONE_DAY if self.exception else day) <= self.last

    def piece(self, day: date) -> tuple[timedelta, timedelta]:
        """Opening and closing of the part that belongs to `day`, counted from its midnight."""
        opens, closes = self.reach
        if not self._judged_by_day:
            return opens, closes
        back = self._days_back(day) * ONE_DAY
        return max(opens - back, _MIDNIGHT), min(closes - back, ONE_DAY)

    @property
    def _judged_by_day(self) -> bool:
        return self.reach is not None and self.reach[1] - self.reach[0] > ONE_DAY

    def _days_back(self, day: date) -> int:
        """Days from the last weekday on which the rule begins to `day`."""
        return 0 if self.weekday is None else (day.weekday() - self.weekday) % 7


def _rule(row) -> _Rule:
    exception = row.kind == HoursKind.EXCEPTION
    weekday = row.weekday
    if exception and weekday is None and row.closes_weekday is not None:
        # The span that closes on a told weekday begins on the first date.
        weekday = row.date_from.weekday()
    by_appointment = row.by_appointment and not row.closed
    always_open = row.always_open and not row.closed and not by_appointment
    return _Rule(
        exception=exception,
        weekday=weekday,
        first=row.date_from or date.min,
        last=row.date_to or (row.date_from if exception else date.max),
        closed=row.closed,
        by_appointment=by_appointment,
        holds_on_holidays=row.closed or always_open,
        reach=(_MIDNIGHT, ONE_DAY) if always_open else _reach(row, weekday),
        note=values(row.note),
    )


def _reach(row, weekday: int | None) -> tuple[timedelta, timedelta] | None:
    if row.closed or row.opens is None or row.closes is None:
        return None
    opens, closes = _since_midnight(row.opens), ONE_DAY if row.closes >= _END_OF_DAY else _since_midnight(row.closes)
    days = 0 if weekday is None or row.closes_weekday is None else (row.closes_weekday - weekday) % 7
    return opens, closes + (days or int(closes <= opens)) * ONE_DAY


def _since_midnight(clock: time) -> timedelta:
    return timedelta(hours=clock.hour, minutes=clock.minute, seconds=clock.second)


def _merged(rules: Iterable[_Rule], day: date) -> tuple[Span, ...]:
    """The parts of the rules that belong to `day`, in order; overlapping and adjacent ones become one."""
    merged: list[list[timedelta]] = []
    for opens, closes in sorted(rule.piece(day) for rule in rules if rule.reach):
        if merged and opens <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], closes)
        else:
            merged.append([opens, closes])
    return tuple(Span(local(day, opens), local(day, closes)) for opens, closes in merged)


def local(day: date, since_midnight: timedelta) -> datetime:
    """A clock time of `day`, aware. The sum is taken on the clock: a day of 23 or 25 hours does not move it."""
    return (datetime.combine(day, time()) + since_midnight).replace(tzinfo=HELSINKI)


def moment_of(on_clock: datetime) -> datetime:
    """A time on a Finnish clock in UTC; a skipped one is the moment of the change, in Europe always a full hour."""
    moment = on_clock.astimezone(UTC)
    skipped = moment.astimezone(HELSINKI).replace(tzinfo=None) != on_clock.replace(tzinfo=None)
    return moment.replace(minute=0, second=0, microsecond=0) if skipped else moment


def _joined(notes: list[dict[str, str]]) -> LazyI18nString | str:
    """The notes, each once, in the languages all of them have (in any, when they share none); "" without notes."""
    notes = [note for n, note in enumerate(notes) if note not in notes[:n]]
    if not notes:
        return ""
    languages = set.intersection(*map(set, notes)) or set().union(*notes)
    return LazyI18nString({code: ", ".join(localised(note, code).text for note in notes) for code in sorted(languages)})
