"""Whoever holds a role shows a second factor before anything but taking one into use."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse

from network.enums import Role
from tests import people

pytestmark = pytest.mark.django_db
ENROL, SHOW, DONE = "/tili/vahvistus/kayttoon/", "/kirjaudu/uudelleen/vahvistus/", "/tili/vahvistus/jatka/"


@pytest.fixture
def hurried(client):
    """A counsellor who has signed in with a password only and has no second factor yet."""
    person = people.member(Role.COUNSELLOR)
    people.sign_in(client, person, second_factor=False)
    return person


def test_a_role_without_a_second_factor_leads_to_taking_one_into_use(client, hurried):
    answer = client.get("/tyopoyta/")
    assert answer.url == ENROL
    assert client.get(ENROL).status_code == 200


def test_afterwards_the_person_goes_where_they_were_going(client, hurried):
    client.get("/tyopoyta/oikeudet/?x=1")
    people.sign_in(client, hurried)
    assert client.get(DONE).url == "/tyopoyta/oikeudet/?x=1"
    assert client.get(DONE).url == "/tyopoyta/"


@pytest.mark.parametrize("name", ["mfa_activate_totp", "mfa_add_webauthn"])
def test_the_pages_of_enrolling_are_open(client, hurried, name):
    assert client.get(reverse(name)).status_code == 200


def test_a_form_sent_too_early_is_held_and_nothing_is_done(client, hurried):
    answer = client.post("/tyopoyta/vaihda/", {"membership": "7", "note": ["ä", "b"]})
    assert answer.url == ENROL
    people.sign_in(client, hurried)
    assert client.get(DONE).url == "/kirjaudu/uudelleen/jatka/"
    page = client.get("/kirjaudu/uudelleen/jatka/").content.decode()
    assert 'action="/tyopoyta/vaihda/"' in page
    assert '<input type="hidden" name="note" value="ä"><input type="hidden" name="note" value="b">' in page


def test_htmx_is_told_to_open_the_page(client, hurried):
    answer = client.get("/tyopoyta/", headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == ENROL


def test_a_program_gets_403_in_json(client, hurried):
    answer = client.get("/tyopoyta/", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (403, "application/json")


def test_a_person_without_a_role_is_not_asked(client):
    people.sign_in(client, people.user(), second_factor=False)
    assert client.get(reverse("mfa_index")).status_code == 200


def test_public_pages_ask_nothing(client, hurried, django_assert_num_queries):
    assert client.get("/tietoa/").status_code == 200


@pytest.fixture
def enrolled_elsewhere(hurried):
    """The same person took the app into use in another browser, after this session began."""
    TOTP.activate(hurried, generate_totp_secret())
    return hurried


@pytest.mark.parametrize("name", ["desk", "second_factor_enrol", "mfa_activate_totp", "mfa_add_webauthn", "account_email"])
def test_who_has_a_factor_must_show_it_and_cannot_go_round_by_adding_another(client, enrolled_elsewhere, name):
    assert client.get(reverse(name)).url == f"{SHOW}?next={DONE}"
    assert client.get(SHOW).status_code == 200
    assert Authenticator.objects.filter(user=enrolled_elsewhere).count() == 1
