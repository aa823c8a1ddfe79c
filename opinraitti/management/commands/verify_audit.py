"""`manage.py verify_audit`: is the trace still what it was when it was sealed? Daily, and whenever somebody doubts it."""

import argparse
import re

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from opinraitti.lib.trace_digests import CHAINS, witness
from opinraitti.lib.verifying import Verdict, contradicts, verify

_BY_NAME = {chain.name: chain for chain in CHAINS}
_WITNESS = re.compile(rf"({'|'.join(_BY_NAME)}):[1-9]\d{{0,8}}:[0-9a-f]{{32}}")


def _witness(told: str) -> str:
    if not _WITNESS.fullmatch(told):
        raise argparse.ArgumentTypeError(f"“{told}” is not a line of seal_audit, such as events:12:3f9a…")
    return told


class Command(BaseCommand):
    help = "Recomputes every seal, names the first row that was altered, deleted or put in, and then exits with 1."

    def add_arguments(self, parser):
        parser.add_argument(
            "--witness",
            dest="witnesses",
            action="append",
            default=[],
            type=_witness,
            help="a seal that seal_audit has printed earlier (events:12:3f9a…): it must still be there",
        )

    def handle(self, *, witnesses, **options):
        faults = [fault for told in witnesses if (fault := contradicts(_BY_NAME[told.split(":")[0]], told))]
        for chain in CHAINS:
            verdict = verify(chain)
            self.stdout.write(_told(verdict))
            faults += [verdict.fault] if verdict.fault else []
        if faults:
            raise CommandError(f"The trace is not what it was: {'; '.join(faults)}.")


def _told(verdict: Verdict) -> str:
    name, last = verdict.chain.name, verdict.last
    if last is None:
        sealed = f"{name}: nothing sealed holds" if verdict.fault else f"{name}: nothing is sealed yet"
    else:
        when = timezone.localtime(last.sealed_at)
        sealed = (
            f"{name}: {verdict.sealed_rows} rows are as they were sealed, up to row {last.last_id} of {verdict.chain.table} "
            f"({when:%Y-%m-%d %H:%M}, {witness(last)})"
        )
    return f"{sealed}; {verdict.unsealed_rows} rows after that are not verified."
