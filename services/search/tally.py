"""Counts what is searched for, by day and without persons (`services.search.tally_term` says how).

A process counts in its memory and writes at most once a minute, or when many different rows have come together: one
statement that adds to what other processes have written. A search never fails because its counting did.
"""

import logging
import time
from collections.abc import Container, Iterator
from contextlib import contextmanager, nullcontext
from datetime import date
from threading import Lock

from django.db import Error, connection, transaction

from opinraitti.lib.calendar import today
from opinraitti.lib.doors import door
from services.models import SearchTally
from services.search.request import SearchRequest
from services.search.tally_term import RareWords, counted_term

DOOR = "search tallies"
FLUSH_SECONDS, FLUSH_ROWS = 60, 200
# Beyond these somebody is making up questions: more are counted together.
MAX_TERMS_A_DAY, MAX_WAITING = 5_000, 2_000
REST = "(muut haut)"
# A reader must not wait behind a long import for the sake of a count.
_SQLITE_PATIENCE_MS = 100

_log = logging.getLogger(__name__)
_Key = tuple[date, str, str]


class _Counts:
    """{(day, term, language): [searches, without results]} since the last writing, and what today has seen."""

    def __init__(self):
        self.lock = Lock()
        self.rare = RareWords()
        self.forget()

    def forget(self) -> None:
        self.waiting: dict[_Key, list[int]] = {}
        self.due = float("inf")
        self.day: date | None = None
        self.terms: set[str] = set()
        self.rare.forget()

    def new_day(self, day: date) -> None:
        if day != self.day:
            self.day, self.terms = day, set()
            self.rare.forget()

    def add(self, key: _Key, searches: int, without_results: int) -> None:
        if key not in self.waiting and len(self.waiting) >= MAX_WAITING:
            key = (key[0], REST, key[2])
        new = key not in self.waiting
        row = self.waiting.setdefault(key, [0, 0])
        row[0] += searches
        row[1] += without_results
        full = new and len(self.waiting) == FLUSH_ROWS
        self.due = min(self.due, time.monotonic() + (0 if full else FLUSH_SECONDS))

    def take_back(self, taken: dict[_Key, list[int]]) -> None:
        for key, (searches, without_results) in taken.items():
            self.add(key, searches, without_results)
        self.due = time.monotonic() + FLUSH_SECONDS

    def take(self) -> dict[_Key, list[int]]:
        taken, self.waiting, self.due = self.waiting, {}, float("inf")
        return taken


_counts = _Counts()


def is_fresh(request: SearchRequest) -> bool:
    """Whether the request is a new question: paging, filtering and undoing look at the same one again."""
    return bool(request.words.strip()) and request.page == 1 and not any(request.chosen.values()) and not request.undone


def count(words: str, language: str, total: int, *, situation: str = "", familiar: Container[str] = ()) -> None:
    """Counts one question asked on a page in `language` that found `total` services; writes when it is time to.

    `situation`: code of the life situation the question was understood as. `familiar`: the vocabulary's words.
    """
    day = today()
    with _counts.lock:
        _counts.new_day(day)
        term = counted_term(words, situation=situation, familiar=familiar, rare=_counts.rare)
        if term not in _counts.terms and len(_counts.terms) >= MAX_TERMS_A_DAY:
            term = REST
        _counts.terms.add(term)
        _counts.add((day, term, language), 1, 0 if total else 1)
        due = time.monotonic() >= _counts.due
    if due:
        flush(hurry=True)


def flush(*, hurry: bool = False) -> None:
    """Writes what waits. A database that cannot take it now gets it, and more, a minute later. `hurry`: a reader waits."""
    with _counts.lock:
        taken = _counts.take()
    if not taken:
        return
    try:
        _write(taken, hurry=hurry)
    except Error as error:
        # The error's own text may hold the row, so only its kind is told.
        _log.warning("Search tallies wait: %s", type(error).__name__)
        with _counts.lock:
            _counts.take_back(taken)


def forget() -> None:
    """Drops what waits (tests)."""
    with _counts.lock:
        _counts.forget()


def _write(taken: dict[_Key, list[int]], *, hurry: bool) -> None:
    # In one order everywhere, so that two processes never wait for each other in a ring.
    rows = [(*key, *counts) for key, counts in sorted(taken.items())]
    with door(DOOR), _impatient() if hurry else nullcontext(), transaction.atomic(), connection.cursor() as cursor:
        for start in range(0, len(rows), FLUSH_ROWS):
            part = rows[start : start + FLUSH_ROWS]
            cursor.execute(_statement(len(part)), [value for row in part for value in row])


@contextmanager
def _impatient() -> Iterator[None]:
    """SQLite locks the whole database while another writes; PostgreSQL only rows."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        (usual,) = cursor.fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {_SQLITE_PATIENCE_MS}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")


def _statement(rows: int) -> str:
    """Adds to the rows that are there. `bulk_create` can only put a new value in an old one's place."""
    table = connection.ops.quote_name(SearchTally._meta.db_table)
    return (
        f"INSERT INTO {table} (day, term, language, searches, without_results) "
        f"VALUES {', '.join(['(%s, %s, %s, %s, %s)'] * rows)} "
        f"ON CONFLICT (day, term, language) DO UPDATE SET searches = {table}.searches + excluded.searches, "
        f"without_results = {table}.without_results + excluded.without_results"
    )
