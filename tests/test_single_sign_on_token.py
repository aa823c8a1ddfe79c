"""The ID token as such: which signatures and which keys are believed."""

import time

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from network.accounts.id_token import UnknownKey, Untrue, nonce_of, read_id_token
from tests.oidc_provider import as_jwks, signing_key

ISSUER, CLIENT = "https://provider.example", "opinraitti"
NONCE = nonce_of("a secret of the session")


def token(key, algorithm="RS256", **headers) -> str:
    now = int(time.time())
    claims = {"iss": ISSUER, "aud": CLIENT, "sub": "s", "iat": now, "exp": now + 60, "nonce": NONCE}
    return jwt.encode(claims, key, algorithm, headers=headers or None)


def read(text, keys):
    return read_id_token(text, keys=keys, issuer=ISSUER, client_id=CLIENT, nonce=NONCE)


@pytest.mark.parametrize("algorithm", ["RS256", "RS512", "PS256"])
def test_an_rsa_signature_is_believed(algorithm):
    assert read(token(signing_key(), algorithm), as_jwks(signing_key()))["sub"] == "s"


def test_a_signature_on_a_curve_is_believed():
    key = ec.generate_private_key(ec.SECP256R1())
    shown = jwt.algorithms.ECAlgorithm.to_jwk(key.public_key(), as_dict=True)
    assert read(token(key, "ES256"), {"keys": [shown]})["sub"] == "s"


def test_the_key_that_the_token_names_is_used():
    keys = {"keys": as_jwks(signing_key("other"), kid="old")["keys"] + as_jwks(signing_key(), kid="new")["keys"]}
    assert read(token(signing_key(), kid="new"), keys)["sub"] == "s"
    with pytest.raises(Untrue, match="InvalidSignatureError"):
        read(token(signing_key(), kid="old"), keys)


def test_a_key_that_is_not_shown_is_told_apart():
    with pytest.raises(UnknownKey):
        read(token(signing_key(), kid="newer"), as_jwks(signing_key(), kid="new"))


def test_a_key_for_secrecy_signs_nothing():
    with pytest.raises(UnknownKey):
        read(token(signing_key()), as_jwks(signing_key(), use="enc"))


def test_an_unsigned_token_is_not_believed():
    with pytest.raises(Untrue):
        read(token(None, "none"), as_jwks(signing_key()))


def test_a_token_signed_by_the_public_key_as_a_password_is_not_believed():
    """The old trick: HS256 with what everybody knows."""
    secret = {"kty": "oct", "k": "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldA", "kid": "x"}
    signed = token(b"secret-secret-secret-secret-secret", "HS256", kid="x")
    for keys in ({"keys": [secret]}, as_jwks(signing_key(), kid="x")):
        with pytest.raises(Untrue):
            read(signed, keys)


def test_another_signature_is_not_believed():
    with pytest.raises(Untrue, match="InvalidSignatureError"):
        read(token(signing_key("other")), as_jwks(signing_key()))


def test_the_nonce_does_not_tell_the_secret():
    assert "secret" not in NONCE
    assert nonce_of("a") != nonce_of("b")
