"""What the four kinds of records share: columns compared with and put on rows, one way for all."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from i18nfield.strings import LazyI18nString

from opinraitti.lib.text import values
from services.exchange.findings import Refused
from services.exchange.neutral import Record, Texts
from services.importing.world import Tie, World

EASY_FINNISH = "fi-simple"
FOREIGN_ID_LENGTH = 120
CHUNK = 500


@dataclass
class Planned:
    """A record whose references are resolved, beside the row it becomes (`row` unsaved when it is new).

    `fields`: columns that differ; `parts`: related rows that differ. Both are empty for a row that stays as it is.
    """

    kind: str
    record: Record
    digest: str
    tie: Tie | None
    row: models.Model
    fields: set[str] = field(default_factory=set)
    parts: set[str] = field(default_factory=set)

    @property
    def new(self) -> bool:
        return self.tie is None

    @property
    def differs(self) -> bool:
        return self.new or bool(self.fields or self.parts)


class Table:
    """One kind of record and its model. `texts` and `facts` say which field of the record fills which column."""

    kind: str
    model: type[models.Model]
    texts: dict[str, str]
    facts: tuple[str, ...]
    # What `clean_fields` leaves out: the slug, which a new row gets last, and what the kind checks itself.
    checked_here: tuple[str, ...] = ()
    prefetch: tuple[str, ...] = ()

    def check(self, record: Record) -> None:
        """Raises Refused for what no row can hold."""
        if not record.foreign_id or len(record.foreign_id) > FOREIGN_ID_LENGTH:
            raise Refused(f"the id is missing or longer than {FOREIGN_ID_LENGTH} characters")
        if not any(record.names.values()):
            raise Refused("there is no name")

    def resolve(self, record: Record, world: World, tell) -> Record:
        """The record with references to what exists only; `tell` hears what was dropped. Raises Refused."""
        return record

    def columns(self, record: Record, world: World) -> dict[str, object]:
        """Columns besides `texts` and `facts`; asked again when the rows they point to are written."""
        return {}

    def parts(self, record: Record, world: World, row) -> dict[str, object]:
        """The related rows the record wants, comparable with `present`; None leaves a part alone."""
        return {}

    def present(self, row, world: World) -> dict[str, object]:
        """The related rows of a saved row with `prefetch`."""
        return {}

    def write_parts(self, planned: list[Planned], world: World) -> None:
        """Writes the parts of saved rows that are new or whose parts differ."""

    def settle(self, planned: Planned, now: datetime, tell) -> None:
        """Columns that need both the record and the row as it was."""

    def rules(self, row) -> None:
        """The model's constraints, told before the database has to. Raises Refused."""

    def rows(self, pks: Iterable[int]) -> dict[int, models.Model]:
        found = {}
        for chunk in in_chunks(pks):
            found |= self.model.objects.prefetch_related(*self.prefetch).in_bulk(chunk)
        return found

    def put(self, planned: Planned, world: World, now: datetime, tell) -> None:
        """Puts the record on the row in memory and notes what differs. Raises Refused."""
        record, row = planned.record, planned.row
        for column, given in self._texts(record, row).items():
            if values(getattr(row, column)) != given:
                setattr(row, column, LazyI18nString(given) if given else "")
                planned.fields.add(column)
        facts = {name: getattr(record, name) for name in self.facts if getattr(record, name) is not None}
        for column, value in (facts | self.columns(record, world)).items():
            if getattr(row, column) != value:
                setattr(row, column, value)
                planned.fields.add(column)
        self.settle(planned, now, tell)
        try:
            row.clean_fields(exclude=self.checked_here)
        except ValidationError as error:
            problems = [f"{column}: {' '.join(messages)}" for column, messages in error.message_dict.items()]
            raise Refused("; ".join(problems)) from None
        self.rules(row)
        if not planned.new:
            present = self.present(row, world)
            wanted = self.parts(record, world, row)
            planned.parts = {name for name, part in wanted.items() if part is not None and part != present[name]}

    def _texts(self, record: Record, row) -> dict[str, Texts]:
        """{column: texts}; easy Finnish written here stays when the source has no such language at all."""
        easy = any(EASY_FINNISH in (getattr(record, name) or {}) for name in self.texts.values())
        wanted = {}
        for column, name in self.texts.items():
            given = getattr(record, name)
            if given is not None:
                written = values(getattr(row, column)).get(EASY_FINNISH)
                kept = {EASY_FINNISH: written} if written and not easy else {}
                wanted[column] = {code: text for code, text in given.items() if text} | kept
        return wanted


def in_chunks(pks: Iterable[int]) -> Iterable[list[int]]:
    pks = sorted(pks)
    for start in range(0, len(pks), CHUNK):
        yield pks[start : start + CHUNK]
