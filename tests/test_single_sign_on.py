"""Signing in by the organisation's account, over HTTP, with a provider that runs on loopback."""

import base64
import hashlib

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from network.accounts.second_factor import METHOD
from network.accounts.single_sign_on import provider_id
from network.enums import Role
from opinraitti.models import AuditEvent
from tests import people
from tests.oidc_provider import CLIENT_ID, provider, provider_process, question

__all__ = ["provider", "provider_process"]
pytestmark = pytest.mark.django_db
START, BACK = "/kirjaudu/organisaatio/", "/kirjaudu/organisaatio/paluu/"
SUBJECT = "Zx-81"


def to_provider(client, *, address=START, **fields) -> str:
    """Where the portal sends the visitor."""
    response = client.post(address, fields)
    assert response.status_code == 200, response
    url = response["Refresh"].removeprefix("0; url=")
    assert url.replace("&", "&amp;") in response.content.decode(), "the page has the way as a link too"
    return url


def come_back(client, provider, *, subject=SUBJECT, **fields):
    """The whole way; the answer to the visitor's return."""
    return client.get(provider.visit(to_provider(client, **fields), subject))


@pytest.fixture
def colleague(provider):
    """A counsellor whose organisation's account is connected, without a factor of the portal's own."""
    person = people.member(Role.COUNSELLOR)
    SocialAccount.objects.create(user=person, provider=provider_id(), uid=SUBJECT)
    provider.knows(SUBJECT, name="Ohjaaja Esimerkki", amr=["pwd", "mfa"], email="muu@toinen.example", email_verified=True)
    return person


def who(client) -> str | None:
    return client.session.get("_auth_user_id")


def test_the_question_to_the_provider_is_whole(client, provider):
    url = to_provider(client)
    asked = question(url)
    assert url.startswith(f"{provider.issuer}/oauth2/authorize?")
    assert asked["redirect_uri"] == f"http://testserver{BACK}"
    assert (asked["client_id"], asked["response_type"], asked["code_challenge_method"]) == (CLIENT_ID, "code", "S256")
    assert set(asked["scope"].split()) == {"openid", "profile"}
    assert len(asked["nonce"]) == 64
    assert len(asked["state"]) >= 16


def test_two_sign_ins_share_no_secret(client, provider):
    first, second = (question(to_provider(client)) for _ in range(2))
    assert all(first[name] != second[name] for name in ("state", "nonce", "code_challenge"))


def test_a_person_who_is_connected_gets_to_the_desk(client, provider, colleague):
    response = come_back(client, provider)
    assert (response.status_code, response["Location"]) == (302, "/tyopoyta/")
    assert who(client) == str(colleague.pk)
    assert client.get("/tyopoyta/").status_code == 200
    assert AuditEvent.objects.filter(action="sign_in.done", actor=colleague.audit_name).count() == 1


def test_the_code_is_changed_with_the_secret_of_the_question(client, provider, colleague):
    url = to_provider(client)
    client.get(provider.visit(url, SUBJECT))
    (fields,) = [fields for path, fields in provider.asked if path == "/oauth2/token"]
    challenge = base64.urlsafe_b64encode(hashlib.sha256(fields["code_verifier"].encode()).digest()).rstrip(b"=").decode()
    assert challenge == question(url)["code_challenge"]
    assert fields["client_secret"] == "secret"


def test_of_the_person_only_the_subject_is_kept(client, provider, colleague):
    come_back(client, provider)
    account = SocialAccount.objects.get()
    assert (account.provider, account.uid, account.extra_data) == (provider_id(), SUBJECT, {"second_factor": True})
    assert not [path for path, _fields in provider.asked if path == "/userinfo"]


@pytest.mark.parametrize(
    ("claims", "shown"),
    [
        ({"amr": ["pwd", "mfa"]}, True),
        ({"amr": ["otp"]}, True),
        ({"amr": "mfa"}, True),
        ({"acr": "mfa"}, True),
        ({"amr": ["pwd"]}, False),
        ({"amr": ["sms"], "acr": "1"}, False),
        ({"amr": {"mfa": True}}, False),
        ({"amr": [["mfa"], None, 3]}, False),
        ({}, False),
    ],
    ids=str,
)
def test_the_second_factor_of_the_provider_counts_when_it_says_so(client, provider, colleague, claims, shown):
    provider.knows(SUBJECT, **{"amr": None, "acr": None} | claims)
    come_back(client, provider)
    records = client.session["account_authentication_methods"]
    assert any(record["method"] == METHOD for record in records) is shown
    assert client.get("/tyopoyta/").status_code == (200 if shown else 302)


@pytest.mark.parametrize(("amr", "goes_to"), [(["mfa"], "/tyopoyta/"), (["pwd"], "/kirjaudu/vahvistus/")])
def test_the_portals_own_factor_is_asked_only_when_the_provider_asked_none(client, provider, colleague, amr, goes_to):
    Authenticator.objects.create(user=colleague, type=Authenticator.Type.TOTP, data={"secret": ""})
    provider.knows(SUBJECT, amr=amr)
    assert come_back(client, provider)["Location"] == goes_to


def test_the_way_goes_on_to_the_page_the_person_wanted(client, provider, colleague):
    assert come_back(client, provider, next="/tili/istunnot/")["Location"] == "/tili/istunnot/"


@pytest.mark.parametrize("forged", ["https://paha.example/", "//paha.example/", "javascript:alert(1)", "/\\paha.example", "\x00"])
def test_a_forged_next_leads_nowhere(client, provider, colleague, forged):
    assert come_back(client, provider, next=forged)["Location"] == "/tyopoyta/"


def test_the_visitors_address_does_not_change_the_question(client, provider):
    forged = f"{START}?scope=offline_access&auth_params=redirect_uri%3Dhttps://paha.example/%26prompt%3Dnone&process=connect"
    asked = question(to_provider(client, address=forged))
    assert set(asked) == {
        "client_id", "redirect_uri", "scope", "response_type", "state", "code_challenge", "code_challenge_method", "nonce"
    }  # fmt: skip
    assert set(asked["scope"].split()) == {"openid", "profile"}
    assert asked["redirect_uri"] == f"http://testserver{BACK}"


def test_in_swedish_the_provider_is_asked_to_come_back_to_the_same_address(client, provider, colleague):
    url = to_provider(client, address="/sv/kirjaudu/organisaatio/")
    assert question(url)["redirect_uri"] == f"http://testserver{BACK}"
    assert client.get(provider.visit(url, SUBJECT))["Location"] == "/sv/tyopoyta/"


def test_a_deactivated_person_stays_out(client, provider, colleague):
    colleague.is_active = False
    colleague.save()
    response = come_back(client, provider)
    assert response["Location"] == reverse("account_inactive")
    assert who(client) is None


def test_the_same_subject_of_another_issuer_is_another_person(client, provider, colleague, settings):
    SocialAccount.objects.update(provider="oidc-of-another-issuer")
    assert come_back(client, provider).status_code == 403
    assert who(client) is None


def test_an_address_that_the_provider_tells_opens_nobodys_account(client, provider):
    owner = people.member(Role.LEAD)
    provider.knows("stranger", email=owner.email, email_verified=True)
    assert come_back(client, provider, subject="stranger").status_code == 403
    assert who(client) is None


def test_who_is_signed_in_already_is_not_changed_for_another(client, provider, colleague):
    """Began here, signed in by a password in another tab, then came back from the provider as somebody else."""
    url, other = to_provider(client), people.user()
    client.post("/kirjaudu/", {"login": other.email, "password": people.PASSWORD})
    assert client.get(provider.visit(url, SUBJECT))["Location"] == "/tyopoyta/"
    assert who(client) == str(other.pk)
    assert "Olet jo kirjautunut toisella tilillä" in client.get("/tili/").content.decode()


def test_declining_is_no_fault(client, provider):
    response = come_back(client, provider, subject=None)
    assert response.status_code == 200
    assert "Kirjautuminen keskeytyi" in response.content.decode()


def test_without_a_provider_there_is_no_such_way(client):
    assert "organisaation tunnuksella" not in client.get("/kirjaudu/").content.decode()
    assert client.post(START).status_code == 404
    assert client.get(BACK).status_code == 404


def test_the_way_in_shows_the_button(client, provider, settings):
    page = client.get("/kirjaudu/?next=/tili/istunnot/").content.decode()
    assert "Kirjaudu organisaation tunnuksella" in page
    settings.SINGLE_SIGN_ON = provider.settings(name="Kajaanin kaupungin tunnus")
    assert "Kajaanin kaupungin tunnus" in client.get("/kirjaudu/").content.decode()
