"""The trace for those who may read it: what has been done, and who has looked at whose data."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from network.permissions import Actor, Permission
from opinraitti.lib import reads, sealing
from opinraitti.lib.access import requires
from opinraitti.models import AuditEvent, ReadRecord
from opinraitti.pages import trace_details
from opinraitti.pages.trace_filters import EventForm, ReadForm, TraceForm, organisations_with_people, tidied
from opinraitti.pages.trace_names import Names
from opinraitti.pages.trace_words import purpose_words, sentence

A_PAGE, MOST_PAGES = 50, 200
# How many of the persons of a page are named in the list of reads; all of them where one read is shown alone.
NAMED = 5
PURPOSE = "trace"


@dataclass(frozen=True)
class ShownEvent:
    row: AuditEvent
    who: str
    what: str
    subject: str
    details: list[str]
    organisation: str


@dataclass(frozen=True)
class ShownRead:
    """`more`: how many persons there are besides those named."""

    row: ReadRecord
    who: str
    persons: list[str]
    more: int
    purpose: str
    organisation: str


@require_safe
@requires(Permission.SEE_TRACE, Permission.SEE_TRACE_ANYWHERE)
def events(request):
    """`/loki/`"""
    form = _form(EventForm, request)
    rows, pages = _page(request, form, _visible(AuditEvent.objects, request.actor))
    names = Names(rows=rows, organisations={row.organisation for row in rows})
    reads.note(request, names.persons(), PURPOSE)
    shown = [_shown_event(row, names) for row in rows]
    return render(request, "trace/events.html", _context(request, form, pages) | {"rows": shown})


@require_safe
@requires(Permission.SEE_TRACE, Permission.SEE_TRACE_ANYWHERE)
def who_looked(request):
    """`/loki/katselut/`"""
    form = _form(ReadForm, request)
    rows, pages = _page(request, form, _visible(ReadRecord.objects, request.actor))
    limit = NAMED if form.number is None else None
    codes = {code for row in rows for code in (row.reader, *row.persons[:limit])}
    names = Names(codes=codes, organisations={row.organisation for row in rows})
    reads.note(request, names.persons(), PURPOSE)
    shown = [_shown_read(row, names, limit) for row in rows]
    return render(request, "trace/reads.html", _context(request, form, pages) | {"rows": shown})


def _everywhere(actor: Actor) -> bool:
    return actor.may(Permission.SEE_TRACE_ANYWHERE)


def _form(form_class: type[TraceForm], request) -> TraceForm:
    organisations = organisations_with_people() if _everywhere(request.actor) else None
    return tidied(form_class, request.GET, organisations=organisations)


def _visible(rows, actor: Actor):
    """The lead's are those of the organisation that the lead works for."""
    return rows.all() if _everywhere(actor) else rows.of_organisation(actor.organisation.pk)


def _page(request, form: TraceForm, rows) -> tuple[list, dict]:
    """The rows of the page that the address asks for, the latest first, and where its neighbours are.

    How many there are in all is not counted: there may be millions.
    """
    number = _number(request.GET.get("sivu", ""))
    first = (number - 1) * A_PAGE
    found = list(form.narrowed(rows).latest_first()[first : first + A_PAGE + 1])
    has_next = len(found) > A_PAGE and number < MOST_PAGES
    pages = {"number": number, "previous": number > 1 and _address(request, form, number - 1)}
    pages |= {"next": has_next and _address(request, form, number + 1), "is_last_shown": number == MOST_PAGES}
    return found[:A_PAGE], pages


def _number(text: str) -> int:
    return min(int(text), MOST_PAGES) if text.isdecimal() and len(text) < 10 and int(text) else 1


def _address(request, form: TraceForm, number: int) -> str:
    return f"{request.path}?{urlencode(form.asked | {'sivu': number})}"


def _context(request, form: TraceForm, pages: dict) -> dict:
    everywhere = _everywhere(request.actor)
    return {
        "form": form,
        "pages": pages,
        "asked": form.asked,
        "is_unfolded": any(field.name in form.asked for field in form.behind()),
        "is_single": form.number is not None,
        "everywhere": everywhere,
        "is_unsealed": everywhere and sealing.is_overdue(timezone.now()),
    }


def _shown_event(row: AuditEvent, names: Names) -> ShownEvent:
    return ShownEvent(
        row=row,
        who=names.who(row.actor),
        what=sentence(row.action),
        subject=names.subject(row),
        details=trace_details.lines(row.details, row.subject_type),
        organisation=names.organisation(row.organisation),
    )


def _shown_read(row: ReadRecord, names: Names, limit: int | None) -> ShownRead:
    shown = row.persons[:limit]
    return ShownRead(
        row=row,
        who=names.who(row.reader),
        persons=[names.who(code) for code in shown],
        more=len(row.persons) - len(shown),
        purpose=purpose_words(row.purpose),
        organisation=names.organisation(row.organisation),
    )
