"""The environment of single sign-on: whole or not at all, and a bad value is told in a sentence."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from network.accounts.single_sign_on import provider_id
from opinraitti.environment import single_sign_on

ENTRA = "https://login.microsoftonline.com/0f0e0d0c/v2.0"
WHOLE = {"OIDC_ISSUER": ENTRA, "OIDC_CLIENT_ID": "portal", "OIDC_CLIENT_SECRET": "s"}


@pytest.fixture
def told(monkeypatch):
    def tell(production=True, **env):
        for name, value in env.items():
            monkeypatch.setenv(name, value)
        return single_sign_on(production)

    return tell


def test_without_a_word_there_is_none(told):
    assert told() is None
    assert told(OIDC_NAME="Tunnus") is None


def test_what_is_told(told):
    setting = told(**WHOLE, OIDC_NAME="Kajaanin tunnus", OIDC_MFA_VALUES="2, gold")
    assert setting == {
        "issuer": ENTRA, "client_id": "portal", "secret": "s", "name": "Kajaanin tunnus", "mfa_values": ["2", "gold"]
    }  # fmt: skip


@pytest.mark.parametrize("value", ["mfa", "otp", "fido", "hwk"])
def test_unless_told_the_usual_words_count_as_a_second_factor(told, value):
    assert value in told(**WHOLE)["mfa_values"]
    assert "pwd" not in told(**WHOLE)["mfa_values"]


@pytest.mark.parametrize("missing", WHOLE)
def test_a_part_is_not_enough(told, missing):
    with pytest.raises(ImproperlyConfigured, match=f"or none of them: {missing} is missing"):
        told(**WHOLE | {missing: ""})


@pytest.mark.parametrize(
    "issuer",
    ["login.example", "http://login.example", "https://", "https://login.example/?a=b", "https://login.example/#x",
     "javascript:x", f"{ENTRA}/.well-known/openid-configuration", "http://localhost:9000"],
)  # fmt: skip
def test_an_issuer_that_is_no_address_is_told(told, issuer):
    with pytest.raises(ImproperlyConfigured, match="OIDC_ISSUER must be the provider's own https address"):
        told(**WHOLE | {"OIDC_ISSUER": issuer})


def test_elsewhere_than_in_production_the_provider_may_be_on_this_machine(told):
    assert told(production=False, **WHOLE | {"OIDC_ISSUER": "http://localhost:9000"})["issuer"] == "http://localhost:9000"
    with pytest.raises(ImproperlyConfigured):
        told(production=False, **WHOLE | {"OIDC_ISSUER": "http://login.example"})


def test_another_issuer_is_another_provider(settings):
    settings.SINGLE_SIGN_ON = {"issuer": ENTRA}
    first = provider_id()
    settings.SINGLE_SIGN_ON = {"issuer": ENTRA + "/"}
    assert provider_id() != first
