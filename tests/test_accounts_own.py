"""One's own account: what is on, the address, factors, recovery codes; and proving who asks before what matters."""

import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from network.enums import Role
from opinraitti.models import AuditEvent
from tests import people
from tests.letters import code_to, latest
from tests.test_accounts_sign_in import code_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(client):
    """A counsellor, signed in a moment ago with the app as second factor."""
    person = people.member(Role.COUNSELLOR)
    TOTP.activate(person, generate_totp_secret())
    RecoveryCodes.activate(person)
    people.sign_in(client, person)
    return person


@pytest.fixture
def long_ago(client, person):
    """The same, but signed in an hour ago."""
    people.sign_in(client, person, fresh=False)
    return person


def test_the_account_tells_what_is_on_and_what_is_missing(client, person):
    page = client.get("/tili/").content.decode()
    assert "Ei vielä pääsyavainta." in page
    assert "Sovellus on käytössä." in page
    assert "Varakoodeja on jäljellä 10." in page


@pytest.mark.parametrize("path", ["/tili/", "/tili/vahvistus/", "/tili/vahvistus/avaimet/"])
def test_pages_of_ones_own_cost_the_same_with_many_keys(client, person, path):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    people.key(person)
    queries()
    with_one = queries()
    for number in range(5):
        people.key(person, f"Avain {number}")
    assert queries() == with_one <= 9


def test_nobody_keeps_these_pages(client, person):
    for name in ("account", "mfa_index", "mfa_view_recovery_codes"):
        assert "no-store" in client.get(reverse(name)).headers["Cache-Control"]


def test_the_address_changes_after_a_code_to_the_new_one(client, person):
    former, new = person.email, "uusi@esimerkki.example"
    answer = client.post("/tili/sahkoposti/", {"email": new, "action_add": "1"})
    assert answer.url == "/tili/sahkoposti/vahvista/"
    assert EmailAddress.objects.get(user=person).email == former
    assert client.post(answer.url, {"code": code_to(new)}).url == "/tili/"
    person.refresh_from_db()
    assert person.email == EmailAddress.objects.get(user=person).email == new
    assert "osoite" in latest(former).lower()
    event = AuditEvent.objects.get(action="email.changed")
    assert (event.actor, event.details) == (person.audit_name, {})


def test_an_address_that_is_wrong_is_kept_to_be_mended(client, person):
    page = client.post("/tili/sahkoposti/", {"email": "uusi@", "action_add": "1"}).content.decode()
    assert "Uusi sähköposti: Kirjoita osoite muodossa" in page
    assert 'value="uusi@"' in page


def test_an_address_somebody_else_has_is_not_told_before_the_mailbox_is_proved(client, person):
    other = people.user()
    answer = client.post("/tili/sahkoposti/", {"email": other.email, "action_add": "1"})
    assert answer.url == "/tili/sahkoposti/vahvista/"
    assert "ei voi ottaa käyttöön" in client.post(answer.url, {"code": code_to(other.email)}).content.decode()


@pytest.mark.parametrize(
    "name", ["mfa_add_webauthn", "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"]
)
def test_factors_are_changed_only_after_proving_who_asks(client, long_ago, name):
    url = reverse(name)
    assert client.get(url).url == f"/kirjaudu/uudelleen/?next={url.replace('/', '%2F')}"


def test_the_address_is_changed_only_after_proving_who_asks_and_nothing_typed_is_lost(client, long_ago):
    new = "uusi@esimerkki.example"
    asked = client.post("/tili/sahkoposti/", {"email": new, "action_add": "1"})
    assert asked.url.startswith("/kirjaudu/uudelleen/")
    assert client.post(asked.url, {"password": people.PASSWORD}).url == "/tili/sahkoposti/vahvista/"
    assert code_to(new)


def test_a_wrong_proof_is_told_and_traced(client, long_ago):
    page = client.post("/kirjaudu/uudelleen/", {"password": "väärä"}).content.decode()
    assert "Salasana: Salasana on väärin" in page
    assert AuditEvent.objects.filter(action="sign_in.proof_failed", actor=long_ago.audit_name).count() == 1


def test_other_proofs_are_offered(client, long_ago):
    page = client.get("/kirjaudu/uudelleen/?next=/tili/sahkoposti/").content.decode()
    assert "Sähköpostiin lähetettävällä koodilla" in page
    assert "Sovelluksen koodilla tai varakoodilla" in page
    answer = client.post("/kirjaudu/uudelleen/koodi/?next=/tili/sahkoposti/", {"recipient": long_ago.email})
    assert client.post(answer.url, {"code": code_to(long_ago.email)}).url == "/tili/sahkoposti/"
    assert client.get("/tili/vahvistus/varakoodit/").status_code == 200


def test_a_person_who_signed_in_a_moment_ago_is_not_asked_again(client):
    person = people.user()
    client.post("/kirjaudu/", {"login": person.email, "password": people.PASSWORD})
    assert client.get("/tili/vahvistus/sovellus/").status_code == 200


def test_the_app_is_taken_into_use_and_the_session_goes_on(client, django_capture_on_commit_callbacks):
    person = people.member(Role.COUNSELLOR)
    client.post("/kirjaudu/", {"login": person.email, "password": people.PASSWORD})
    assert client.get("/tyopoyta/").url.startswith("/tili/vahvistus/kayttoon/")
    page = client.get("/tili/vahvistus/sovellus/").content.decode()
    secret = client.session["mfa.totp.secret"]
    assert "".join(f"<span>{secret[start : start + 4]}</span><wbr>" for start in range(0, len(secret), 4)) in page
    wrong = client.post("/tili/vahvistus/sovellus/", {"code": "000000"}).content.decode()
    assert "Ota sovellus käyttöön" in wrong
    assert client.session["mfa.totp.secret"] == secret
    assert 'value="000000"' not in wrong
    assert "Koodi: Koodi ei ole oikea" in wrong
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/tili/vahvistus/sovellus/", {"code": code_of(secret)})
    assert answer.url == "/tili/vahvistus/varakoodit/"
    codes = client.get(answer.url).content.decode()
    assert codes.count("<code>") == 10
    assert "Olen tallentanut koodit, jatka" in codes
    assert client.get("/tili/vahvistus/jatka/").url == "/tyopoyta/"
    assert client.get("/tyopoyta/").status_code == 200
    added = AuditEvent.objects.get(action="second_factor.added")
    assert (added.actor, added.details) == (person.audit_name, {"kind": "totp"})
    assert latest(person.email)


def test_secrets_are_sealed_in_the_database(client, person):
    secrets = [row.data.get("secret") or row.data.get("seed") for row in Authenticator.objects.filter(user=person)]
    assert len(secrets) == 2
    assert all(secret.startswith("gAAAA") for secret in secrets)


def test_recovery_codes_can_be_saved_and_made_anew(client, person, django_capture_on_commit_callbacks):
    before = client.get("/tili/vahvistus/varakoodit/lataa/")
    assert before.headers["Content-Disposition"].startswith("attachment")
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post("/tili/vahvistus/varakoodit/uudet/").url == "/tili/vahvistus/varakoodit/"
    assert client.get("/tili/vahvistus/varakoodit/lataa/").content != before.content
    assert AuditEvent.objects.filter(action="recovery_codes.renewed", actor=person.audit_name).count() == 1


def test_the_last_factor_of_a_person_with_a_role_stays(client, person):
    page = client.get("/tili/vahvistus/sovellus/poista/").content.decode()
    assert "tehtäväsi vaatii vahvistuksen" in page
    client.post("/tili/vahvistus/sovellus/poista/")
    assert Authenticator.objects.filter(user=person, type="totp").exists()


def test_the_last_key_of_a_person_with_a_role_stays(client, person):
    Authenticator.objects.filter(user=person, type="totp").delete()
    key = people.key(person)
    address = reverse("mfa_remove_webauthn", args=[key.pk])
    assert "tehtäväsi vaatii vahvistuksen" in client.post(address, follow=True).content.decode()
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_one_of_two_factors_may_go(client, person):
    key = people.key(person)
    client.post("/tili/vahvistus/sovellus/poista/")
    assert not Authenticator.objects.filter(user=person, type="totp").exists()
    removed = AuditEvent.objects.get(action="second_factor.removed")
    assert (removed.actor, removed.details) == (person.audit_name, {"kind": "totp"})
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_who_holds_no_role_may_go_without(client):
    person = people.user()
    TOTP.activate(person, generate_totp_secret())
    people.sign_in(client, person)
    client.post("/tili/vahvistus/sovellus/poista/")
    assert not Authenticator.objects.filter(user=person).exists()


def test_a_key_is_renamed(client, person):
    key = people.key(person)
    address = reverse("mfa_edit_webauthn", args=[key.pk])
    assert "Avaimen nimi: Anna avaimelle nimi." in client.post(address, {"name": ""}).content.decode()
    assert client.post(address, {"name": "Kannettava"}).url == "/tili/vahvistus/avaimet/"
    assert "Kannettava" in client.get("/tili/vahvistus/avaimet/").content.decode()


@pytest.mark.parametrize("name", ["mfa_edit_webauthn", "mfa_remove_webauthn"])
def test_the_keys_of_others_are_not_found(client, person, name):
    key = people.key(people.user())
    assert client.get(reverse(name, args=[key.pk])).status_code == 404
    assert client.post(reverse(name, args=[key.pk]), {"name": "Minun"}).status_code == 404


@pytest.mark.parametrize("credential", ["", "null", "[]", "{}", '{"id": "\\u0000"}', '{"response": 1}', "{", '"x"'])
@pytest.mark.parametrize("name", ["mfa_add_webauthn", "mfa_login_webauthn", "mfa_reauthenticate_webauthn"])
def test_what_is_no_key_is_told_and_never_a_crash(client, person, name, credential):
    key = people.key(person)
    key.delete()
    if name == "mfa_login_webauthn":
        client.logout()
    answer = client.post(reverse(name), {"name": "Avain", "credential": credential}, follow=True)
    assert answer.status_code == 200


def test_a_proof_lasts_five_minutes(client, person, monkeypatch):
    now = time.time()
    for minutes, asked in ((4, 200), (6, 302)):
        monkeypatch.setattr(time, "time", lambda moment=now + minutes * 60: moment)
        assert client.get("/tili/vahvistus/varakoodit/").status_code == asked
