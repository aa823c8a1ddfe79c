"""Whatever is sent to the forms of accounts, sessions and members: an answer, never a failure."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import builders
from tests.access import TABLE, accounts, members, sessions
from tests.test_access import address, home, visit

__all__ = ["address", "home"]
pytestmark = pytest.mark.django_db
FORMS = [row for row in (*accounts.ROWS, *sessions.ROWS, *members.ROWS) if set(row.post) - {405, 404}]
FIELDS = (
    "login", "password", "password1", "oldpassword", "email", "code", "credential", "recipient", "name", "remember", "next",
    "action_add", "action_send", "session", "others", "account", "kesken", "roles", "language", "title", "starts_on",
    "last_day", "colleague", "organisation", "message", "identity_check", "words", "csrfmiddlewaretoken",
)  # fmt: skip
VISITORS = ("anonymous", "lead", "administrator", "no_second_factor", "link_holder")
relaxed = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
# Bytes as a browser would never send them: NUL, lone surrogates, what is no UTF-8.
raw = st.binary(max_size=40).map(lambda value: "".join(f"%{byte:02X}" for byte in value))
known = st.sampled_from(
    ["", "%00", "%ED%A0%80", "%F0%9F%98%80", "9" * 40, "-1", "1", "lead", "fi", "a%40b.example", "%27%22%3C", "31.2.2026", "{}",
     "%5B%5D", "null", "%7B%22id%22%3A%221%22%7D", "x" * 3000, "%E2%80%8B", "%0D%0A", "1.1.0001", "2026-02-30", "%FF%FE"]
)  # fmt: skip
KINDS = ("multipart/form-data; boundary=x", "application/json")
_PART = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n'
broken = st.sampled_from([b"--x", _PART, _PART + b"\x00\xed\xa0\x80\r\n--x--", b"{", b"\xff"])
pairs = st.lists(st.tuples(st.one_of(st.sampled_from(FIELDS), raw), st.one_of(known, raw)), max_size=8)


def urls(address) -> list[str]:
    return [address(row) for row in FORMS]


@relaxed
@given(number=st.integers(0, len(FORMS) - 1), visitor=st.sampled_from(VISITORS), sent=pairs, asked=st.one_of(known, raw))
def test_no_field_breaks_a_form(address, home, *, number, visitor, sent, asked):
    url = urls(address)[number]
    body = "&".join(f"{name}={value}" for name, value in sent)
    with builders.undone():
        client = visit(Client(), visitor, home)
        response = client.generic("POST", f"{url}?next={asked}", body, content_type="application/x-www-form-urlencoded")
    assert response.status_code in (200, 302, 400, 403, 404, 405, 409, 429), (url, body)


@relaxed
@given(number=st.integers(0, len(FORMS) - 1), kind=st.sampled_from(KINDS), body=st.one_of(st.binary(max_size=200), broken))
def test_no_body_breaks_a_form(address, home, number, kind, body):
    url = urls(address)[number]
    with builders.undone():
        response = visit(Client(), "lead", home).generic("POST", url, body, content_type=kind)
    assert response.status_code in (200, 302, 400, 403, 404, 405, 409, 429), (url, body)


@pytest.mark.parametrize("visitor", ["anonymous", "lead"])
def test_a_megabyte_in_every_field_is_an_answer(address, home, visitor):
    huge = dict.fromkeys(("login", "password", "code", "name"), "ä" * 500_000)
    for url in urls(address):
        with builders.undone():
            response = visit(Client(), visitor, home).post(url, huge)
        assert response.status_code < 500, url


def test_the_fields_are_those_of_many_forms(address):
    assert len(FORMS) > 30
    assert {row.name for row in FORMS} <= {row.name for row in TABLE}
