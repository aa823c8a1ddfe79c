"""The interface held against its own description by schemathesis: what it promises, and what nobody ought to send."""

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings

from tests import builders

schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())
# It does not unpack what it asks for.
PLAIN = {"Accept-Encoding": "identity"}


@pytest.fixture
def one_transaction(db):
    """A request of a real handler ends with its connections; the test's transaction must outlive it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def a_directory(one_transaction):
    for name in ("Uraohjaus", "Kielikurssi", "Työnhaku"):
        builders.full_service(name)


@schema.parametrize()
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_interface_keeps_its_word(case, a_directory):
    case.call_and_validate(headers=PLAIN)


@pytest.mark.parametrize("lang", [None, "fi", "sv"])
def test_whole_rows_have_the_shape_that_is_promised(one_transaction, lang):
    """Nobody guesses an id: these are given."""
    service = builders.full_service(keywords={"fi": ["ura"]}, for_whom={"fi": "Aikuisille"})
    for path, thing in (("services", service), ("organisations", service.organisation)):
        operation = schema[f"/api/v1/{path}/{{id}}"]["GET"]
        case = operation.Case(path_parameters={"id": str(thing.uuid)}, query={"lang": lang} if lang else {})
        assert case.call_and_validate(headers=PLAIN).status_code == 200
