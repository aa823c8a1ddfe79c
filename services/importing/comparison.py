"""Compares what comes in with what is there: a plan, and a report of it. Reads only."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from services.exchange.findings import Note, Refusal, Refused
from services.exchange.neutral import OrganisationRecord, Record
from services.importing.channels import Channels
from services.importing.digest import digest
from services.importing.incoming import Incoming
from services.importing.organisations import Organisations
from services.importing.places import Places
from services.importing.report import Change, ImportReport, Outcome
from services.importing.services import Services
from services.importing.table import Planned, Table
from services.importing.world import Tie, World

# In this order: each kind refers to those before it.
TABLES: tuple[Table, ...] = (Organisations(), Places(), Channels(), Services())


@dataclass
class Plan:
    """`planned[kind]`: rows to add or change. `refreshed`: only the source's fingerprint differs, no row of ours."""

    world: World
    planned: dict[str, list[Planned]] = field(default_factory=dict)
    refreshed: list[Planned] = field(default_factory=list)
    gone: dict[str, dict[str, Tie]] = field(default_factory=dict)

    @property
    def writes(self) -> bool:
        return bool(any(self.planned.values()) or self.refreshed or any(self.gone.values()))


class Comparison:
    """One run of comparing; the report fills as it goes."""

    def __init__(self, incoming: Incoming, report: ImportReport, now: datetime, progress: Callable[[str], None]):
        self.incoming, self.report, self.now, self.progress = incoming, report, now, progress
        self.world = World(report.source)
        self.plan = Plan(self.world)

    def run(self) -> Plan:
        for table in TABLES:
            records = self.incoming.records[table.kind]
            if records:
                self.progress(f"comparing {len(records)} records of the kind {table.kind}")
            self._compare(table, list(records.values()))
        return self.plan

    def _compare(self, table: Table, records: list[Record]) -> None:
        """Stubs change no organisation and are in no count once the organisation is there."""
        ties = self.world.ties[table.kind]
        records = [record for record in records if not (_is_stub(record) and record.foreign_id in ties)]
        fit = [record for record, _none in self._each(table, records, lambda record, tell: table.check(record))]
        self.world.arriving[table.kind] = {record.foreign_id for record in fit}
        resolved = self._each(table, fit, lambda record, tell: _with_digest(table.resolve(record, self.world, tell)))
        candidates = []
        for _record, (record, fingerprint) in resolved:
            tie = ties.get(record.foreign_id)
            if tie and tie.digest == fingerprint and not tie.gone:
                self._tell(table.kind, record.foreign_id, Outcome.UNCHANGED)
            elif tie and _is_older(record, tie):
                self._tell(table.kind, record.foreign_id, Outcome.UNCHANGED)
                self.report.notes.append(Note(table.kind, record.foreign_id, "older than what is here, which stays"))
            else:
                candidates.append((record, fingerprint, tie))
        self.plan.planned[table.kind] = self._planned(table, candidates)

    def _planned(self, table: Table, candidates: list[tuple[Record, str, Tie | None]]) -> list[Planned]:
        rows = table.rows(tie.target for _record, _fingerprint, tie in candidates if tie)
        planned = [
            Planned(table.kind, record, fingerprint, tie, rows[tie.target] if tie else table.model())
            for record, fingerprint, tie in candidates
        ]
        put = self._each(table, planned, lambda one, tell: table.put(one, self.world, self.now, tell))
        return [one for one, _none in put if self._differs(one)]

    def _each(self, table: Table, things, action) -> list[tuple]:
        """(thing, what `action` gives) of those not refused; refusals and notes go to the report."""
        done = []
        for thing in things:
            foreign_id = thing.record.foreign_id if isinstance(thing, Planned) else thing.foreign_id
            told: dict[str, None] = {}
            try:
                done.append((thing, action(thing, lambda text, told=told: told.setdefault(text))))
            except Refused as problem:
                self._refuse(table.kind, foreign_id, str(problem))
            self.report.notes += [Note(table.kind, foreign_id, text) for text in told]
        return done

    def _refuse(self, kind: str, foreign_id: str, reason: str) -> None:
        self.world.refused[kind, foreign_id] = reason
        self.world.arriving[kind].discard(foreign_id)
        if not (kind == "service_point" and foreign_id in self.incoming.embedded):
            self.report.refused.append(Refusal(kind, foreign_id, reason))

    def _differs(self, one: Planned) -> bool:
        if one.differs:
            outcome = Outcome.ADDED if one.new else Outcome.CHANGED
            fields = () if one.new else tuple(sorted(one.fields | one.parts))
            self._tell(one.kind, one.record.foreign_id, outcome, fields)
            return True
        self._tell(one.kind, one.record.foreign_id, Outcome.UNCHANGED)
        self.plan.refreshed.append(one)
        return False

    def _tell(self, kind: str, foreign_id: str, outcome: Outcome, fields: tuple[str, ...] = ()) -> None:
        self.report.changes.append(Change(kind, foreign_id, outcome, fields))


def _with_digest(record: Record) -> tuple[Record, str]:
    return record, digest(record)


def _is_stub(record: Record) -> bool:
    return isinstance(record, OrganisationRecord) and record.stub


def _is_older(record: Record, tie: Tie) -> bool:
    """Whether the source has already told something newer: a slow page or an old file must not undo it."""
    modified = getattr(record, "modified", None)
    return not tie.gone and None not in (modified, tie.modified) and modified < tie.modified
