"""Which documents are open at a moment. Many services keep the same hours: each set of hours is read once a day."""

import json
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

import numpy as np

from opinraitti.lib.calendar import HELSINKI
from services.hours_days import ONE_DAY, DaysOfHours


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

    `old`: openings of which most hours are the same; what they have read for a day is not read again.
    """

    def __init__(self, hours: list[str], old: "Openings | None" = None):
        numbers: dict[str, int] = {}
        self._pattern_of = np.fromiter((numbers.setdefault(text, len(numbers)) for text in hours), "i4", len(hours))
        self._patterns = list(numbers)
        self._day: _DaySpans | None = None
        self._minute: tuple[int, np.ndarray] | None = None
        if old is not None and old._day is not None:
            self._day = _DaySpans.of(old._day.day, self._patterns, old._day.read)

    def at(self, moment: datetime) -> np.ndarray:
        """bool[n]: whether somebody answers at the moment (aware), to the minute."""
        minute = int(moment.timestamp() // 60)
        if self._minute is None or self._minute[0] != minute:
            day = moment.astimezone(HELSINKI).date()
            if self._day is None or self._day.day != day:
                self._day = _DaySpans.of(day, self._patterns, {})
            open_now = np.zeros(len(self._patterns), bool)
            open_now[self._day.at(minute * 60)] = True
            self._minute = minute, open_now[self._pattern_of]
        return self._minute[1]


@dataclass(frozen=True)
class _DaySpans:
    """All spans that touch a day: patterns int32[s], opens and closes float64[s, 2] in seconds of the epoch.

    `read`: {hours as JSON: opens, closes, opens, closes, … of their spans}.
    """

    day: date
    read: dict[str, array]
    patterns: np.ndarray
    spans: np.ndarray

    @classmethod
    def of(cls, day: date, texts: list[str], known: dict[str, array]) -> "_DaySpans":
        read = {text: known[text] if text in known else array("d", _moments(text, day)) for text in texts}
        patterns = np.repeat(np.arange(len(texts), dtype="i4"), np.array([len(read[text]) // 2 for text in texts], "i8"))
        spans = np.concatenate([np.empty(0), *(np.array(read[text], "f8") for text in texts)]).reshape(-1, 2)
        return cls(day, read, patterns, spans)

    def at(self, seconds: int) -> np.ndarray:
        return self.patterns[(self.spans[:, 0] <= seconds) & (seconds < self.spans[:, 1])]


def _moments(text: str, day: date) -> Iterator[float]:
    for open_on_holidays, rows in json.loads(text or "[]"):
        days = DaysOfHours([_row(row) for row in rows], open_on_holidays=open_on_holidays)
        for which in (day - ONE_DAY, day):
            for span in days.day(which).spans:
                yield from (moment.timestamp() for moment in span.moments)
