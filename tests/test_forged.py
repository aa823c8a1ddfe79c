"""What is forged in a request changes nothing: where it leads, whose it seems, whence it comes, what it is called."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from post_office.models import Email

from network.enums import Role
from opinraitti import guessing
from opinraitti.lib import mail
from opinraitti.lib.secrets import unseal
from tests import people
from tests.access import TABLE
from tests.limits_hands import is_signed_in, try_password
from tests.test_access import address, home, visit

__all__ = ["address", "home"]
pytestmark = pytest.mark.django_db
FORGED = (
    "https://paha.example/",
    "//paha.example/",
    "///paha.example/",
    "http:///paha.example/",
    "javascript:alert(1)",
    "/\\paha.example/",
    "\\\\paha.example",
    "https:paha.example",
    "http://testserver@paha.example/",
    "http://testserver.paha.example/",
    "http://testserver:81/",
    "data:text/html,x",
    " //paha.example",
    "\t//paha.example",
    "/\t/paha.example",
    "\x00//paha.example",
)


@pytest.mark.parametrize("forged", FORGED)
def test_a_forged_next_leads_to_no_other_place(client, forged):
    person = people.member(Role.COUNSELLOR)
    page = client.get("/kirjaudu/", {"next": forged}).content.decode()
    assert not re.search(r'(href|action)="(?!/|#|https?://testserver/)', page)
    response = client.post("/kirjaudu/", {"login": person.email, "password": people.PASSWORD, "next": forged})
    assert (response.status_code, response["Location"]) == (302, "/tyopoyta/")


@pytest.mark.parametrize("forged", FORGED)
def test_nor_after_proving_who_one_is(client, forged):
    person = people.member(Role.COUNSELLOR)
    people.sign_in(client, person, fresh=False)
    response = client.post("/kirjaudu/uudelleen/", {"password": people.PASSWORD, "next": forged})
    assert response.status_code == 302
    assert re.match(r"/[a-z]", response["Location"])


@pytest.mark.parametrize("host", ["paha.example", "testserver.paha.example", "testserver@paha.example", "", "testserver/x"])
def test_another_host_is_not_answered(client, host):
    assert client.get("/kirjaudu/", headers={"host": host}).status_code == 400


@pytest.mark.parametrize("host", ["testserver:4711", "TESTSERVER"])
def test_a_link_in_a_mail_leads_to_the_portal_whatever_the_host_was_called(client, settings, host):
    client.post("/salasana/unohtui/", {"email": people.user().email}, headers={"host": host})
    links = re.findall(r"https?://\S+", unseal(Email.objects.get().message, mail.PURPOSE))
    assert links
    assert all(link.startswith(f"{settings.SITE_URL}/") for link in links)


@pytest.mark.parametrize("header", ["x-forwarded-host", "x-host", "x-original-url", "x-rewrite-url", "forwarded"])
def test_no_header_names_another_host_or_page(client, header):
    value = "host=paha.example" if header == "forwarded" else "/tyopoyta/" if "url" in header else "paha.example"
    response = client.get("/kirjaudu/", headers={header: value})
    assert response.status_code == 200
    assert "paha.example" not in response.content.decode()
    assert "Kirjaudu sisään" in response.content.decode()


def test_without_a_trusted_proxy_no_header_makes_a_request_safe(client):
    assert not client.get("/kirjaudu/", headers={"x-forwarded-proto": "https"}).wsgi_request.is_secure()


@pytest.fixture
def four_tries(settings):
    settings.ACCOUNT_RATE_LIMITS = guessing.ACCOUNT | {"login": "4/m/ip"}


def statuses(forwarded, **extra) -> list[int]:
    person = people.user()
    return [try_password(Client(), person, headers={"x-forwarded-for": told}, **extra).status_code for told in forwarded]


def test_without_a_trusted_proxy_another_forwarded_for_is_no_other_visitor(four_tries):
    assert statuses([f"198.51.100.{number}" for number in range(5)]) == [200] * 4 + [429]


def test_behind_a_trusted_proxy_only_its_own_word_is_believed(four_tries, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert statuses([f"198.51.100.{number}, 203.0.113.9" for number in range(5)], REMOTE_ADDR="") == [200] * 4 + [429]
    assert statuses(["203.0.113.9, 203.0.113.10"], REMOTE_ADDR="") == [200]


@pytest.mark.parametrize("forwarded", ["", "nonsense", "1.2.3.4.5", "::::", "\u00e4", "198.51.100.1, ", "a" * 5000])
@pytest.mark.parametrize("trusted", [0, 1])
def test_over_a_unix_socket_one_signs_in_whatever_the_header_says(client, settings, forwarded, trusted):
    """Gunicorn gives no address then."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = trusted
    person = people.user()
    try_password(client, person, people.PASSWORD, REMOTE_ADDR="", headers={"x-forwarded-for": forwarded})
    assert is_signed_in(client)


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "application/xml", "x-www-form-urlencoded", "", "\x7f/;"])
@pytest.mark.parametrize("name", ["account_login", "usersessions_list", "session_unfinished", "account_logout"])
def test_a_form_called_something_else_does_nothing(client, kind, name):
    person = people.member(Role.COUNSELLOR)
    if name != "account_login":
        people.sign_in(client, person)
    body = f"login={person.email}&password={people.PASSWORD}&others=1"
    response = client.generic("POST", reverse(name), body, content_type=kind)
    assert response.status_code in (200, 302, 400)
    if name == "account_login":
        assert not is_signed_in(client)


@pytest.mark.parametrize("token", [None, "", "a" * 64, "ä" * 32, "\x00" * 64, "a" * 100_000], ids=lambda token: str(token)[:4])
def test_without_the_pages_own_token_no_form_does_anything(address, home, token):
    """Every address of the portal, for a lead and an administrator."""
    for visitor in ("lead", "administrator"):
        client = visit(Client(enforce_csrf_checks=True), visitor, home)
        client.cookies["csrf"] = "b" * 32
        for row in TABLE:
            if row.name.startswith("api"):
                continue
            answer = client.post(address(row), {"csrfmiddlewaretoken": token} if token is not None else {})
            assert answer.status_code == 403, row.name


def test_there_are_addresses_that_take_forms():
    assert sum(1 for row in TABLE if set(row.post) - {405}) > 40
