"""Which documents are open at a moment. Many services keep the same hours: each set of hours is read once a day."""

import json
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

import numpy as np

from opinraitti.lib.calendar import HELSINKI
from services.hours_days import ONE_DAY, DaysOfHours
from services.search.compact import Texts
from services.search.terms import hashed


@dataclass(frozen=True)
class _Row:
    """A row of hours as `services.hours_days` reads it, from a document."""

    kind: str
    weekday: int | None
    closes_weekday: int | None
    opens: time | None
    closes: time | None
    date_from: date | None
    date_to: date | None
    closed: bool
    always_open: bool
    by_appointment: bool
    note: str = ""


def _row(values: list) -> _Row:
    kind, weekday, closes_weekday, *rest = values
    clocks = (value and time.fromisoformat(value) for value in rest[:2])
    dates = (value and date.fromisoformat(value) for value in rest[2:4])
    return _Row(kind, weekday, closes_weekday, *clocks, *dates, *rest[4:])


class Openings:
    """The hours of numbered documents. `hours`: what `services.search.documents.hours` gives, as JSON, one a document.

    Equal hours are one pattern. `old`: openings of which most patterns are the same; what they have read for a day is
    not read again.
    """

    def __init__(self, hours: Iterable[str], old: "Openings | None" = None):
        numbers: dict[str, int] = {}
        self._pattern_of = np.fromiter((numbers.setdefault(text, len(numbers)) for text in hours), "i4")
        self._patterns = Texts(numbers)
        self._hashes = np.fromiter(map(hashed, numbers), "u8", len(numbers))
        self._day: _DaySpans | None = None
        self._minute: tuple[int, np.ndarray] | None = None
        if old is not None and old._day is not None:
            self._day = self._read(old._day.day, dict(zip(old._hashes.tolist(), old._day.by_pattern(), strict=True)))

    def at(self, moment: datetime) -> np.ndarray:
        """bool[n]: whether somebody answers at the moment (aware), to the minute."""
        minute = int(moment.timestamp() // 60)
        if self._minute is None or self._minute[0] != minute:
            day = moment.astimezone(HELSINKI).date()
            if self._day is None or self._day.day != day:
                self._day = self._read(day, {})
            open_now = np.zeros(len(self._patterns), bool)
            open_now[self._day.at(minute * 60)] = True
            self._minute = minute, open_now[self._pattern_of]
        return self._minute[1]

    def _read(self, day: date, known: Mapping[int, np.ndarray]) -> "_DaySpans":
        """`known`: {hash of a pattern: its spans on the day}."""
        pairs = zip(self._hashes.tolist(), self._patterns, strict=True)
        return _DaySpans.of(day, [known[key] if key in known else _spans(text, day) for key, text in pairs])


@dataclass(frozen=True)
class _DaySpans:
    """All spans that touch a day, float64[s, 2]: opens and closes in seconds of the epoch. int32[p]: where patterns end."""

    day: date
    spans: np.ndarray
    ends: np.ndarray

    @classmethod
    def of(cls, day: date, patterns: list[np.ndarray]) -> "_DaySpans":
        return cls(day, np.concatenate([np.empty((0, 2)), *patterns]), np.cumsum([len(one) for one in patterns], dtype="i4"))

    def by_pattern(self) -> list[np.ndarray]:
        return np.split(self.spans, self.ends[:-1]) if len(self.ends) else []

    def at(self, seconds: int) -> np.ndarray:
        """The numbers of the patterns that are open."""
        is_open = (self.spans[:, 0] <= seconds) & (seconds < self.spans[:, 1])
        return np.searchsorted(self.ends, np.flatnonzero(is_open), "right")


def _spans(text: str, day: date) -> np.ndarray:
    return np.array(array("d", _moments(text, day))).reshape(-1, 2)


def _moments(text: str, day: date) -> Iterator[float]:
    for open_on_holidays, rows in json.loads(text or "[]"):
        days = DaysOfHours([_row(row) for row in rows], open_on_holidays=open_on_holidays)
        for which in (day - ONE_DAY, day):
            for span in days.day(which).spans:
                yield from (moment.timestamp() for moment in span.moments)
