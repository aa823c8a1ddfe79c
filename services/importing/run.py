"""The one way records come in from outside: PTV, the demo network, a sheet."""

from collections.abc import Callable, Iterable

from django.db import transaction
from django.utils import timezone

from services.exchange.findings import Note, Refusal, Skipped
from services.exchange.neutral import Record
from services.importing.application import Application
from services.importing.comparison import Comparison, Plan
from services.importing.incoming import Incoming
from services.importing.report import Change, ImportReport, Outcome
from services.importing.vanishing import VANISHING_SHARE, unidentified, vanished
from services.models import DirectoryState


def import_records(
    records: Iterable[Record],
    *,
    source: str,
    by,
    write: bool,
    complete: bool = False,
    progress: Callable[[str], None] | None = None,
    refused: Iterable[Refusal] = (),
    notes: Iterable[Note] = (),
    skipped: Iterable[Skipped] = (),
    vanishing_share: float = VANISHING_SHARE,
) -> ImportReport:
    """Compares the records with the database and, when `write`, brings it in line in one transaction.

    `complete`: these are all the records `source` has; services and channels it no longer has are archived, at most
    `vanishing_share` (0–1) of either, else ImportRefused. What `refused`, `notes` and `skipped` tell of the reading
    goes into the report, and a refused record that is still there has not vanished. The second of two equal imports
    writes nothing. Records may come in any order and refer to what the source brought before.
    """
    tell = progress or (lambda _text: None)
    incoming = Incoming(records)
    report = ImportReport(source, write, refused=list(refused), notes=[*notes, *incoming.notes], skipped=list(skipped))
    if not write:
        _compared(incoming, report, complete, vanishing_share, tell)
        return report
    with transaction.atomic():
        # On PostgreSQL two imports at once wait for each other here; SQLite has one writer anyway.
        list(DirectoryState.objects.select_for_update())
        plan = _compared(incoming, report, complete, vanishing_share, tell)
        if plan.writes:
            Application(plan, by=by, now=timezone.now(), progress=tell).run()
    return report


def _compared(incoming: Incoming, report: ImportReport, complete: bool, share: float, tell) -> Plan:
    plan = Comparison(incoming, report, timezone.now(), tell).run()
    if complete:
        if unidentified(report.refused):
            report.notes.append(Note("input", "", "something had no id: nothing was archived"))
        plan.gone = vanished(plan.world, incoming, report.refused, share)
        report.changes += [
            Change(kind, foreign_id, Outcome.ARCHIVED) for kind in ("channel", "service") for foreign_id in plan.gone[kind]
        ]
    return plan
