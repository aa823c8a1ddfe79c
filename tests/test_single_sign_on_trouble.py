"""A provider that lies, is late or is not there: the visitor gets a page that says what to do, and nobody's account."""

import json
import time

import pytest
from allauth.socialaccount.models import SocialAccount

from network.accounts.single_sign_on import provider_id
from network.enums import Role
from tests import people
from tests.oidc_provider import provider, provider_process
from tests.test_single_sign_on import BACK, START, SUBJECT, come_back, to_provider, who

__all__ = ["provider", "provider_process"]
pytestmark = pytest.mark.django_db
OTHER_ISSUER = "https://paha.example"


@pytest.fixture(autouse=True)
def colleague(provider):
    person = people.member(Role.COUNSELLOR)
    SocialAccount.objects.create(user=person, provider=provider_id(), uid=SUBJECT)
    provider.knows(SUBJECT, amr=["mfa"])
    return person


def trouble(response) -> bool:
    return response.status_code == 400 and "Kirjautuminen ei onnistunut" in response.content.decode()


def test_a_token_with_another_key_that_the_provider_shows_is_taken(client, provider, colleague):
    """The lies below are told with valid signatures: what refuses them is the claim itself."""
    provider.retold = {"name": "Toinen nimi"}
    come_back(client, provider)
    assert who(client) == str(colleague.pk)


@pytest.mark.parametrize(
    "lie",
    [
        {"iss": OTHER_ISSUER},
        {"aud": "toinen-portaali"},
        {"aud": ["opinraitti", "toinen-portaali"]},
        {"aud": ["opinraitti", "toinen-portaali"], "azp": "toinen-portaali"},
        {"azp": "toinen-portaali"},
        {"nonce": "of another sign-in"},
        {"nonce": None},
        {"exp": 1_700_000_000},
        {"exp": None},
        {"iat": 4_000_000_000},
        {"nbf": 4_000_000_000},
        {"sub": None},
        {"sub": ""},
        {"sub": "x" * 192},
        {"sub": 7},
    ],
    ids=str,
)
def test_a_token_that_is_not_for_this_sign_in_opens_nothing(client, provider, lie):
    provider.retold = lie
    assert trouble(come_back(client, provider))
    assert who(client) is None


def test_a_token_signed_by_a_key_that_is_not_the_providers_opens_nothing(client, provider):
    truth = provider._retell
    provider.retold = {"name": "Toinen nimi"}
    provider._retell = lambda path, text: text if path == "/jwks" else truth(path, text)
    assert trouble(come_back(client, provider))
    assert who(client) is None


def test_a_new_key_of_the_provider_is_asked_for_at_once(client, provider, colleague):
    come_back(client, provider)
    client.post("/kirjaudu/ulos/")
    provider.retold = {"name": "Toinen nimi"}
    come_back(client, provider)
    assert who(client) == str(colleague.pk)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '"x"', "{}", '{"access_token": "a"}', '{"access_token": "a", "id_token": 7, "expires_in": "soon"}',
     '{"access_token": "a", "id_token": "a.b.c"}', '{"access_token": ["a"], "id_token": ["b"]}'],
)  # fmt: skip
def test_nonsense_for_a_token_is_a_page(client, provider, text):
    provider.answers["/oauth2/token"] = (200, text)
    assert trouble(come_back(client, provider))


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"keys": 7}', '{"keys": []}', '{"keys": [{"kty": "RSA"}]}', '{"keys": [null]}']
)
def test_nonsense_for_keys_is_a_page(client, provider, text):
    provider.answers["/jwks"] = (200, text)
    assert trouble(come_back(client, provider))


@pytest.mark.parametrize("status", [404, 500, 503])
@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/oauth2/token", "/jwks"])
def test_a_provider_that_is_ill_is_a_page(client, provider, path, status):
    provider.answers[path] = (status, "ill")
    if path.startswith("/.well-known"):
        assert trouble(client.post(START))
    else:
        assert trouble(come_back(client, provider))


def discovery(provider, **changed) -> str:
    endpoints = {"authorization_endpoint": "/a", "token_endpoint": "/t", "jwks_uri": "/k"}
    return json.dumps({"issuer": provider.issuer, **{name: provider.issuer + path for name, path in endpoints.items()}} | changed)


@pytest.mark.parametrize(
    "changed",
    [
        {"issuer": OTHER_ISSUER},
        {"issuer": None},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"authorization_endpoint": "http://a.example/\r\nSet-Cookie: a=b"},
        {"authorization_endpoint": None},
        {"token_endpoint": "file:/etc/passwd"},
        {"jwks_uri": 7},
    ],
    ids=str,
)
def test_a_discovery_that_cannot_be_true_is_a_page(client, provider, changed):
    provider.answers["/.well-known/openid-configuration"] = (200, discovery(provider, **changed))
    assert trouble(client.post(START))


def test_a_provider_that_is_not_there_is_a_page(client, provider):
    provider.server.shutdown()
    provider.server.server_close()
    assert trouble(client.post(START))


def test_a_provider_that_does_not_answer_is_not_waited_for(client, provider, settings):
    settings.SOCIALACCOUNT_REQUESTS_TIMEOUT, provider.delay = 0.3, 3
    began = time.monotonic()
    assert trouble(client.post(START))
    assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    "query", ["", "code=a", "code=a&state=b", "error=access_denied", "error=x&state=%00", "code=%ED%A0%80&state=%00"]
)
def test_a_return_that_nobody_waited_for_is_a_page(client, provider, query):
    assert trouble(client.get(f"{BACK}?{query}"))
    assert who(client) is None


def test_a_return_works_once(client, provider, colleague):
    back = provider.visit(to_provider(client), SUBJECT)
    client.get(back)
    client.post("/kirjaudu/ulos/")
    assert trouble(client.get(back))
    assert who(client) is None


def test_a_return_works_only_in_the_browser_that_began(client, provider):
    """An attacker's own return, sent to a victim, signs the victim in as nobody."""
    back = provider.visit(to_provider(client), SUBJECT)
    victim = type(client)()
    assert trouble(victim.get(back))
    assert who(victim) is None
