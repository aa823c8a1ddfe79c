"""What an import did, or would do: counts, changes by id and field, what was refused and why. No data of anybody."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from services.exchange.findings import Note, Refusal, Skipped

KINDS = ("organisation", "service_point", "channel", "service")
EXAMPLES = 3


class Outcome(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    ARCHIVED = "archived"


@dataclass(frozen=True)
class Change:
    """What became of one record; `fields` are the columns and parts that changed."""

    kind: str
    foreign_id: str
    outcome: Outcome
    fields: tuple[str, ...] = ()


@dataclass
class ImportReport:
    """`written` is False for a dry run."""

    source: str
    written: bool
    changes: list[Change] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    def count(self, outcome: Outcome, kind: str | None = None) -> int:
        return sum(change.outcome == outcome and kind in (None, change.kind) for change in self.changes)

    def of(self, outcome: Outcome) -> list[Change]:
        return [change for change in self.changes if change.outcome == outcome]

    def summary(self) -> str:
        """One line: “added 75, changed 2, unchanged 3, archived 0, refused 1”."""
        counts = Counter(change.outcome for change in self.changes)
        return ", ".join([*(f"{outcome} {counts[outcome]}" for outcome in Outcome), f"refused {len(self.refused)}"])

    def lines(self) -> Iterator[str]:
        """The whole report for people, a line at a time."""
        yield f"Source {self.source}: {self.summary()}"
        for kind in KINDS:
            counts = [f"{outcome} {self.count(outcome, kind)}" for outcome in Outcome]
            if any(change.kind == kind for change in self.changes):
                yield f"  {kind}: {', '.join(counts)}"
        yield from self._changed()
        yield from self._refused()
        yield from self._noted()
        if self.skipped:
            yield "Files skipped:"
            yield from (f"  {file.name}: {file.reason}" for file in self.skipped)
        if not self.written:
            yield "Dry run: nothing was written. Add --write to write it."

    def _changed(self) -> Iterator[str]:
        changed, archived = self.of(Outcome.CHANGED), self.of(Outcome.ARCHIVED)
        if changed or archived:
            yield "Changed:"
        yield from (f"  {change.kind} {change.foreign_id}: {', '.join(change.fields)}" for change in changed)
        yield from (f"  {change.kind} {change.foreign_id}: archived" for change in archived)

    def _refused(self) -> Iterator[str]:
        if self.refused:
            yield "Refused:"
        for refusal in self.refused:
            origin = f" ({refusal.origin})" if refusal.origin else ""
            yield f"  {refusal.kind or 'record'} {refusal.foreign_id or 'without an id'}: {refusal.reason}{origin}"

    def _noted(self) -> Iterator[str]:
        """Notes that say the same are told once, with how many and the first ids."""
        grouped: dict[tuple[str, str], list[str]] = defaultdict(list)
        for note in self.notes:
            grouped[note.kind, note.text].append(note.foreign_id)
        if grouped:
            yield "Notes:"
        for (kind, text), ids in grouped.items():
            more = f" and {len(ids) - EXAMPLES} more" if len(ids) > EXAMPLES else ""
            told = f" [{len(ids)}: {', '.join(ids[:EXAMPLES])}{more}]" if any(ids) else ""
            yield f"  {kind}: {text}{told}"
