"""Who looked at whose personal data: a view notes the persons its page shows, the middleware writes one row a page.

The row is written after the request's transaction has ended, whether it was kept or not, and before the answer is
sent. If it cannot be written, the data are not sent.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import Error
from django.http import HttpResponse
from django.template import loader

from opinraitti.lib import audit, request_ids
from opinraitti.lib.doors import door
from opinraitti.models import ReadRecord

READS, REFUSALS = "read records", "refused access"

_log = logging.getLogger(__name__)


@dataclass
class _Noted:
    """What the page of one request shows; dictionaries for their order, each key once."""

    reader: str
    organisation: int | None
    persons: dict[str, None] = field(default_factory=dict)
    purposes: dict[str, None] = field(default_factory=dict)


def note(request, persons: Iterable[str], purpose: str) -> None:
    """The page that answers `request` shows these persons (“user:12”) for `purpose`, a short code such as “members”."""
    persons = dict.fromkeys(persons)
    if not persons:
        return
    if not hasattr(request, "noted_reads"):
        by = request.actor or audit.ANONYMOUS
        organisation = getattr(by, "organisation", None)
        request.noted_reads = _Noted(by.audit_name, organisation and organisation.pk)
    request.noted_reads.persons |= persons
    request.noted_reads.purposes |= {purpose: None}


class ReadRecordMiddleware:
    """Stands outside the request's transaction. Also tells the trace when somebody signed in was refused a page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        try:
            if hasattr(request, "noted_reads"):
                write(request)
            if response.status_code == 403 and request.user.is_authenticated:
                write_refusal(request)
        except Error as fault:
            # The database's own words may hold the row.
            _log.error("What was to be shown could not be noted, so it was not shown: %s", type(fault).__name__)
            return HttpResponse(loader.get_template("503.html").render(), status=503, headers={"Retry-After": "10"})
        return response


def _page(request) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""


def write(request) -> None:
    noted = request.noted_reads
    with door(READS):
        ReadRecord.objects.create(
            reader=noted.reader,
            organisation=noted.organisation,
            persons=list(noted.persons),
            page=_page(request),
            purpose=", ".join(noted.purposes)[:200],
            request_id=request_ids.current(),
        )


def write_refusal(request) -> None:
    with door(REFUSALS):
        by = request.actor or request.user
        audit.record(by=by, action="access.refused", subject=request.user, details={"page": _page(request)})
