"""Who looked at whose data: one row a page, written after the request's transaction, or the page is not shown.

Real transactions (`transaction=True`): inside pytest's own, what was kept and what was not would look alike.
"""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, connection
from django.http import Http404, HttpResponse
from django.template import engines
from django.template.response import TemplateResponse
from django.test.utils import CaptureQueriesContext
from django.urls import path
from django.views.decorators.csrf import csrf_protect

from network.enums import Role
from opinraitti.lib import audit, reads
from opinraitti.models import AuditEvent, ReadRecord
from opinraitti.urls import urlpatterns as portal_urls
from tests import builders, people
from tests.repository import files, text

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls(__name__)]


def shows(request):
    reads.note(request, ["user:1", "user:2"], "members")
    return HttpResponse("Aino and Eino")


def shows_in_parts(request):
    reads.note(request, ["user:2"], "members")
    reads.note(request, (f"user:{number}" for number in (3, 2)), "trace")
    reads.note(request, [], "nothing")
    return HttpResponse("Eino and Oiva")


def shows_while_rendering(request):
    def names():
        reads.note(request, ["user:1"], "members")
        return "Aino"

    return TemplateResponse(request, engines["django"].from_string("{{ names }}"), {"names": names})


def shows_and_fails(request):
    reads.note(request, ["user:1"], "members")
    audit.record(by=request.actor, action="x.done")
    raise RuntimeError("broken after the reading")


def shows_and_is_not_found(request):
    reads.note(request, ["user:1"], "members")
    raise Http404


def shows_nobody(request):
    return HttpResponse("no persons here")


def refuses(request):
    raise PermissionDenied


@csrf_protect
def asks_for_its_token(request):
    return HttpResponse("done")


views = (
    shows, shows_in_parts, shows_while_rendering, shows_and_fails, shows_and_is_not_found, shows_nobody, refuses,
    asks_for_its_token,
)  # fmt: skip
urlpatterns = [*(path(f"{view.__name__}/", view, name=view.__name__) for view in views), *portal_urls]
handler403 = "opinraitti.pages.errors.forbidden"
handler500 = "opinraitti.pages.errors.server_error"


@pytest.fixture
def home():
    return builders.organisation()


@pytest.fixture
def lead(client, home):
    """The client of a lead who gets the 500 page as a reader would, instead of the exception."""
    client.raise_request_exception = False
    client.person = people.member(Role.LEAD, organisation=home)
    return people.sign_in(client, client.person)


def test_a_page_of_persons_leaves_one_row(lead, home):
    assert lead.get("/shows/").content == b"Aino and Eino"
    row = ReadRecord.objects.get()
    assert (row.reader, row.organisation) == (f"user:{lead.person.pk}", home.pk)
    assert (row.persons, row.page, row.purpose) == (["user:1", "user:2"], "shows", "members")
    assert len(row.request_id) == 32


def test_what_is_noted_in_parts_is_one_row_with_each_person_once(lead):
    lead.get("/shows_in_parts/")
    row = ReadRecord.objects.get()
    assert (row.persons, row.purpose) == (["user:2", "user:3"], "members, trace")


def test_what_only_the_template_shows_is_noted(lead):
    assert lead.get("/shows_while_rendering/").content == b"Aino"
    assert ReadRecord.objects.get().persons == ["user:1"]


def test_a_page_without_persons_leaves_none_and_costs_nothing(lead):
    lead.get("/shows_nobody/")
    with CaptureQueriesContext(connection) as asked:
        lead.get("/shows_nobody/")
    assert not [query["sql"] for query in asked if "INSERT" in query["sql"]]
    assert not ReadRecord.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_noting_costs_one_statement(lead, method):
    lead.get("/shows/")
    with CaptureQueriesContext(connection) as asked:
        getattr(lead, method)("/shows/")
    assert len([query["sql"] for query in asked if "INSERT" in query["sql"]]) == 1
    # The last one, after the request's own transaction.
    assert "INSERT" in asked[-1]["sql"]


def test_it_stands_although_the_request_s_own_changes_are_taken_back(lead):
    assert lead.post("/shows_and_fails/").status_code == 500
    assert not AuditEvent.objects.exists()
    assert ReadRecord.objects.count() == 1
    assert lead.get("/shows_and_is_not_found/").status_code == 404
    assert ReadRecord.objects.count() == 2


def test_the_page_of_our_failure_tells_under_which_name_the_trace_knows_the_request(lead):
    page = lead.post("/shows_and_fails/").content.decode()
    assert f"<code>{ReadRecord.objects.get().request_id}</code>" in page


@pytest.fixture
def no_row_can_be_written():
    def refuse(execute, sql, params, many, context):
        if sql.startswith(('INSERT INTO "opinraitti_readrecord"', 'INSERT INTO "opinraitti_auditevent"')):
            raise OperationalError("the disk is full")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_cannot_be_noted_is_not_shown(lead, method, no_row_can_be_written, caplog):
    answer = getattr(lead, method)("/shows/")
    assert answer.status_code == 503
    assert "Aino" not in answer.content.decode()
    assert "Odota hetki" in answer.content.decode()
    assert "user:1" not in caplog.text
    assert lead.get("/shows_nobody/").status_code == 200


def test_a_refused_page_is_told_once(lead, home):
    assert lead.get("/refuses/").status_code == 403
    event = AuditEvent.objects.get()
    assert (event.actor, event.action) == (f"user:{lead.person.pk}", "access.refused")
    assert (event.organisation, event.details) == (home.pk, {"page": "refuses"})
    assert (event.subject_type, event.subject_id) == ("network.user", str(lead.person.pk))


def test_a_form_without_its_token_is_told_too(lead):
    lead.handler.enforce_csrf_checks = True
    assert lead.post("/asks_for_its_token/").status_code == 403
    assert AuditEvent.objects.get().details == {"page": "asks_for_its_token"}


def test_who_has_not_signed_in_is_not_told_of(client):
    client.handler.enforce_csrf_checks = True
    assert client.post("/asks_for_its_token/").status_code == 403
    assert client.get("/refuses/").status_code == 302
    assert not AuditEvent.objects.exists()


def test_records_are_found_by_the_person_shown(lead):
    for address in ("/shows/", "/shows_in_parts/", "/shows/"):
        lead.get(address)

    def purposes(*persons):
        return list(ReadRecord.objects.about(list(persons)).order_by("id").values_list("purpose", flat=True))

    assert purposes("user:1") == ["members", "members"]
    assert purposes("user:3") == ["members, trace"]
    assert purposes("user:1", "user:3") == ["members", "members, trace", "members"]
    assert purposes("user:12") == purposes("user") == purposes() == []


def test_nothing_is_streamed():
    """A stream would ask the database after the request's scope has ended, and show what was never noted."""
    streaming = re.compile(r"\b(StreamingHttpResponse|FileResponse|streaming_content)\b")
    found = [str(path) for path in files(".py") if "tests" not in path.parts and streaming.search(text(path))]
    assert not found
