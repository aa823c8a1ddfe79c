"""One transaction a request: what a request that fails has written is gone, whatever failed and however late.

Real transactions (`transaction=True`): inside pytest's own, a rollback of ours would not be seen.
"""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import Http404, HttpResponse, JsonResponse
from django.template import engines
from django.template.response import TemplateResponse
from django.urls import path

from opinraitti.models import AuditEvent
from opinraitti.urls import urlpatterns as portal_urls

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.test_transactions")]
needs_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="what only PostgreSQL does")
needs_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="what only SQLite does")


def write():
    AuditEvent.objects.create(actor="test", action="write", subject_type="test", subject_id="1")


@login_not_required
def succeeds(request):
    write()
    return HttpResponse("ok")


@login_not_required
def crashes(request):
    write()
    raise RuntimeError("broken after the write")


@login_not_required
def answers_503(request):
    write()
    return HttpResponse("later", status=503)


@login_not_required
def refuses(request):
    write()
    raise Http404


def in_transaction(request=None) -> bool:
    return connection.in_atomic_block


@login_not_required
def renders_late(request):
    """The template is rendered after the view has returned."""
    write()
    template = engines["django"].from_string("{% if seen %}inside{% else %}outside{% endif %}")
    return TemplateResponse(request, template, {"seen": in_transaction})


@login_not_required
def crashes_while_rendering(request):
    def fail():
        raise RuntimeError("broken in the template")

    write()
    return TemplateResponse(request, engines["django"].from_string("{{ fail }}"), {"fail": fail})


@login_not_required
def tells(request):
    return JsonResponse({"in_transaction": in_transaction()})


def handler404(request, exception):
    """Like the portal's page, which shows the human contact: it asks the database."""
    return HttpResponse(f"{AuditEvent.objects.count()} events", status=404)


def handler500(request):
    return HttpResponse("broken", status=500)


views = (succeeds, crashes, answers_503, refuses, renders_late, crashes_while_rendering, tells)
# The portal's own addresses too: a template of any page asks for its navigation.
urlpatterns = [*(path(f"{view.__name__}/", view) for view in views), *portal_urls]


@pytest.fixture
def visitor(client):
    """A client that gets the 500 page as a reader would, instead of the exception."""
    client.raise_request_exception = False
    return client


def test_what_succeeded_is_kept(visitor):
    assert visitor.post("/succeeds/").status_code == 200
    assert AuditEvent.objects.count() == 1


@pytest.mark.parametrize(
    ("address", "status"),
    [("/crashes/", 500), ("/crashes_while_rendering/", 500), ("/answers_503/", 503)],
)
def test_what_a_failed_request_wrote_is_gone(visitor, address, status):
    assert visitor.post(address).status_code == status
    assert AuditEvent.objects.count() == 0


def test_a_404_after_a_write_is_still_a_whole_404(visitor):
    assert visitor.post("/refuses/").status_code == 404
    assert AuditEvent.objects.count() == 0


def test_the_template_is_rendered_inside_the_transaction(visitor):
    assert visitor.post("/renders_late/").content == b"inside"
    assert AuditEvent.objects.count() == 1


def test_a_visitors_get_opens_no_transaction(visitor):
    assert visitor.get("/tells/").json() == {"in_transaction": False}


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_every_unsafe_method_has_one(visitor, method):
    assert getattr(visitor, method)("/tells/").json() == {"in_transaction": True}


def signed_in(visitor, settings):
    visitor.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    return visitor


@needs_sqlite
def test_on_sqlite_a_signed_in_get_queues_behind_nobody(visitor, settings):
    assert signed_in(visitor, settings).get("/tells/").json() == {"in_transaction": False}


@needs_postgresql
def test_on_postgresql_a_signed_in_get_has_its_scope(visitor, settings):
    assert signed_in(visitor, settings).get("/tells/").json() == {"in_transaction": True}


def test_the_next_request_starts_clean_after_a_crash(visitor):
    visitor.post("/crashes/")
    assert visitor.post("/succeeds/").status_code == 200
    assert AuditEvent.objects.count() == 1
