"""What the server does before it forks: pages are really answered, nothing is counted, a silent database is no fault."""

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import OperationalError, close_old_connections

from opinraitti import warming
from services.search import tally


@pytest.fixture
def _connection_kept():
    """As Django's own test client does: a real request would close the connection that the test's transaction lives in."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.django_db
@pytest.mark.usefixtures("_connection_kept")
def test_pages_are_answered_in_each_language_and_not_counted(settings):
    settings.ALLOWED_HOSTS = ["localhost"]
    application, answers = get_wsgi_application(), []

    def watched(environ, start):
        return application(environ, lambda status, headers, fault=None: answers.append((environ["PATH_INFO"], status)))

    warming.warm(watched)
    assert {status for _path, status in answers} == {"200 OK"}
    assert {path for path, _status in answers} >= {"/", "/palvelut/", "/sv/palvelut/", "/en/", "/fi-simple/palvelut/"}
    assert tally._counts.waiting == {}


def test_a_database_that_does_not_answer_is_no_fault(monkeypatch):
    def silent():
        raise OperationalError("no answer")

    monkeypatch.setattr(warming.query, "warm", silent)
    warming.warm(None)
