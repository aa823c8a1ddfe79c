"""Inside the process that `bench.trace` starts: fills, seals, verifies and notes; prints JSON."""

import json
import resource
import statistics
import sys
import time
from types import SimpleNamespace

from django.db import connection

from opinraitti.lib import audit, reads
from opinraitti.lib.sealing import seal
from opinraitti.lib.trace_digests import CHAINS
from opinraitti.lib.verifying import verify
from opinraitti.models import AuditEvent, Seal

A_TIME, NOTED = 5_000, 1_000
EVENTS, _READS = CHAINS


def _fill(count: int) -> None:
    """Events such as a year brings: changes of memberships with a few details."""
    thing = AuditEvent(pk=7)
    by = SimpleNamespace(audit_name="user:12", organisation=SimpleNamespace(pk=3))
    for first in range(0, count, A_TIME):
        rows = [
            audit.event(by=by, action="membership.role_added", subject=thing, details={"roles": ["lead"], "count": number})
            for number in range(first, min(first + A_TIME, count))
        ]
        AuditEvent.objects.bulk_create(rows)
    # A database at work knows how many rows it has.
    connection.cursor().execute("ANALYZE")


def _timed(work) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _verified(count: int) -> None:
    verdict = verify(EVENTS)
    assert not verdict.fault
    assert verdict.sealed_rows == count


def _note() -> None:
    """What the middleware does after a page of twenty persons."""
    by = SimpleNamespace(audit_name="user:12", organisation=SimpleNamespace(pk=3))
    request = SimpleNamespace(actor=by, resolver_match=SimpleNamespace(view_name="people"))
    reads.note(request, [f"user:{number}" for number in range(20)], "people")
    reads.write(request)


def main() -> None:
    count = int(sys.argv[1])
    _fill(count)
    told, processor = {"seal": _timed(lambda: list(seal(EVENTS)))}, time.process_time()
    told |= {"verify": _timed(lambda: _verified(count)), "processor": time.process_time() - processor}
    noted = [1000 * _timed(_note) for _time in range(NOTED)]
    told |= {"read": statistics.median(noted), "p95": statistics.quantiles(noted, n=20)[-1]}
    told["seals"] = sum(len(made.rows) for made in Seal.objects.iterator(chunk_size=1)) / 2**20
    told["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({name: round(value, 2) for name, value in told.items()}))
