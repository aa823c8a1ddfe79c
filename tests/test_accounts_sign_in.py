"""Signing in: by password, by a code from the mail, with the second step; and what nobody learns on the way."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.urls import reverse

from network.enums import Role
from opinraitti.models import AuditEvent
from tests import people
from tests.letters import code_to

pytestmark = pytest.mark.django_db
LOGIN = "/kirjaudu/"


def code_of(secret: str) -> str:
    """What the app shows at this moment."""
    counter = list(yield_hotp_counters_from_time())[1]
    return format_hotp_value(hotp_value(secret, counter))


@pytest.fixture
def counsellor():
    return people.member(Role.COUNSELLOR)


@pytest.fixture
def app(counsellor) -> str:
    """The counsellor has the app in use; gives its secret."""
    secret = generate_totp_secret()
    TOTP.activate(counsellor, secret)
    return secret


def by_password(client, person, password=people.PASSWORD, **more):
    return client.post(LOGIN, {"login": person.email, "password": password, **more})


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_the_right_password_opens(client):
    person = people.user()
    by_password(client, person)
    assert client.session["_auth_user_id"] == str(person.pk)
    assert AuditEvent.objects.filter(action="sign_in.done", actor=person.audit_name).count() == 1


def test_who_belongs_nowhere_comes_to_the_own_account(client):
    assert by_password(client, people.user()).url == "/tili/"


def test_upper_case_and_blanks_in_the_address_do_no_harm(client):
    people.user(email="henkilo@esimerkki.example")
    client.post(LOGIN, {"login": " Henkilo@Esimerkki.example ", "password": people.PASSWORD})
    assert is_signed_in(client)


def test_a_wrong_password_keeps_the_address_and_not_the_password(client):
    page = by_password(client, people.user(), "jokin aivan muu").content.decode()
    assert "<title>Virhe: Kirjaudu sisään" in page
    assert "Sähköposti tai salasana on väärin" in page
    assert "@esimerkki.example" in page
    assert "jokin aivan muu" not in page


def test_a_failed_sign_in_is_traced_without_the_address(client):
    person = people.user()
    by_password(client, person, "jokin aivan muu")
    event = AuditEvent.objects.get(action="sign_in.failed")
    assert (event.actor, event.subject_id, event.details) == ("anonymous", "", {"way": "password"})


def test_an_unknown_address_is_answered_like_a_known_one(client):
    known, unknown = people.user(), "ei-tunneta@esimerkki.example"
    for path, answers in {
        LOGIN: [client.post(LOGIN, {"login": email, "password": "väärä salasana"}) for email in (known.email, unknown)],
        "code": [client.post("/kirjaudu/koodi/", {"email": email}, follow=True) for email in (known.email, unknown)],
        "reset": [client.post("/salasana/unohtui/", {"email": email}, follow=True) for email in (known.email, unknown)],
    }.items():
        first, second = (answer.content.decode().replace(known.email, unknown) for answer in answers)
        assert strip_csrf(first) == strip_csrf(second), path


def strip_csrf(page: str) -> str:
    return "\n".join(line for line in page.splitlines() if "csrfmiddlewaretoken" not in line)


def test_a_closed_account_is_told_only_to_who_knows_the_password(client):
    person = people.user(is_active=False)
    assert "Sähköposti tai salasana on väärin" in by_password(client, person, "väärä salasana").content.decode()
    assert by_password(client, person).url == "/kirjaudu/suljettu/"
    assert not is_signed_in(client)


def test_a_code_from_the_mail_opens_once(client):
    person = people.user()
    client.post("/kirjaudu/koodi/", {"email": person.email})
    code = code_to(person.email)
    assert client.post("/kirjaudu/koodi/vahvista/", {"code": code}).url == "/tili/"
    client.post("/kirjaudu/ulos/")
    assert client.post("/kirjaudu/koodi/vahvista/", {"code": code}).url == "/kirjaudu/koodi/"


def test_three_wrong_codes_end_the_code(client):
    person = people.user()
    client.post("/kirjaudu/koodi/", {"email": person.email})
    answers = [client.post("/kirjaudu/koodi/vahvista/", {"code": "0000-0000"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 302]
    assert "Koodi ei ole oikea" in answers[0].content.decode()
    assert AuditEvent.objects.filter(action="sign_in.failed", details={"way": "code"}).count() == 3


def test_a_new_code_can_be_asked_for(client):
    person = people.user()
    client.post("/kirjaudu/koodi/", {"email": person.email})
    first = code_to(person.email)
    client.post("/kirjaudu/koodi/vahvista/", {"action": "resend"})
    assert code_to(person.email) != first


def test_a_password_alone_does_not_open_where_there_is_a_second_factor(client, counsellor, app):
    assert by_password(client, counsellor).url == "/kirjaudu/vahvistus/"
    assert not is_signed_in(client)
    assert client.post("/kirjaudu/vahvistus/", {"code": code_of(app)}).url == "/tyopoyta/"
    assert client.get("/tyopoyta/").status_code == 200


def test_a_code_of_the_app_works_once(client, counsellor, app):
    code = code_of(app)
    by_password(client, counsellor)
    client.post("/kirjaudu/vahvistus/", {"code": code})
    client.post("/kirjaudu/ulos/")
    by_password(client, counsellor)
    assert "Koodi ei ole oikea" in client.post("/kirjaudu/vahvistus/", {"code": code}).content.decode()


def test_a_recovery_code_opens_once_and_is_traced(client, counsellor, app):
    code = RecoveryCodes.activate(counsellor).get_unused_codes()[0]
    for opened in (True, False):
        by_password(client, counsellor)
        client.post("/kirjaudu/vahvistus/", {"code": f"{code[:4]} {code[4:]}"})
        assert is_signed_in(client) is opened
        client.post("/kirjaudu/ulos/")
    assert AuditEvent.objects.filter(action="recovery_code.used", actor=counsellor.audit_name).count() == 1
    assert AuditEvent.objects.filter(action="second_factor.failed", subject_id=str(counsellor.pk)).count() == 1


def test_a_code_from_the_mail_does_not_pass_the_second_step(client, counsellor, app):
    client.post("/kirjaudu/koodi/", {"email": counsellor.email})
    code = code_to(counsellor.email)
    assert client.post("/kirjaudu/koodi/vahvista/", {"code": code}).url == "/kirjaudu/vahvistus/"


def test_the_way_goes_on_to_the_page_that_was_asked_for(client, counsellor, app):
    asked = client.get("/tyopoyta/oikeudet/?x=1")
    assert asked.url == "/kirjaudu/?next=/tyopoyta/oikeudet/%3Fx%3D1"
    by_password(client, counsellor, next="/tyopoyta/oikeudet/?x=1")
    assert client.post("/kirjaudu/vahvistus/", {"code": code_of(app)}).url == "/tyopoyta/oikeudet/?x=1"


@pytest.mark.parametrize("place", ["https://muualla.example/", "//muualla.example/", "javascript:alert(1)", "/\\muualla.example"])
def test_the_way_never_leads_out_of_the_portal(client, place):
    assert by_password(client, people.user(), next=place).url == "/tili/"


def test_signing_out_is_a_post_and_is_traced(client):
    person = people.user()
    by_password(client, person)
    assert client.get("/kirjaudu/ulos/").status_code == 200
    assert is_signed_in(client)
    client.post("/kirjaudu/ulos/")
    assert not is_signed_in(client)
    assert AuditEvent.objects.filter(action="sign_in.ended", actor=person.audit_name).count() == 1


def test_nobody_signs_up(client):
    page = client.get("/kirjaudu/uusi-tili/")
    assert "Tilin saa kutsulla" in page.content.decode()
    client.post("/kirjaudu/uusi-tili/", {"email": "uusi@esimerkki.example", "password1": people.PASSWORD})
    assert not EmailAddress.objects.filter(email="uusi@esimerkki.example").exists()


def test_signing_in_calls_off_the_closing_of_an_unused_account(client):
    person = people.user(closing_noticed_at="2026-01-01T00:00Z")
    by_password(client, person)
    person.refresh_from_db()
    assert person.closing_noticed_at is None


def test_the_session_ends_with_the_browser(client):
    by_password(client, people.user())
    assert client.cookies["istunto"]["max-age"] == ""


def test_a_request_without_an_address_of_its_own_is_answered(client):
    """Over a Unix socket the server names no address."""
    person = people.user()
    answer = client.post(reverse("account_login"), {"login": person.email, "password": people.PASSWORD}, REMOTE_ADDR="")
    assert answer.url == "/tili/"
