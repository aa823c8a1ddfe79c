"""An ID token of OpenID Connect, read only when all of it is true (OpenID Connect Core 1.0, 3.1.3.7).

allauth reads a token that came straight from the provider without looking at its signature, and knows no nonce. Here
both are asked for, whoever brought the token.
"""

import hashlib
import hmac

import jwt

# Only what is signed by a key that the provider alone has.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
_NEEDED = ("iss", "sub", "aud", "exp", "iat")
# Clocks that differ by so many seconds still agree.
LEEWAY = 60
LONGEST_SUBJECT = 191


class Untrue(ValueError):
    """The token is not for us, not now, not of this sign-in, or not by this provider. The message names no person."""


class UnknownKey(Untrue):
    """The provider has perhaps taken a new key into use."""


def nonce_of(secret: str) -> str:
    """What ties a token to the browser that asked for it: made of the secret that only its session knows."""
    return hashlib.sha256(f"nonce:{secret}".encode()).hexdigest()


def read_id_token(token: str, *, keys: dict, issuer: str, client_id: str, nonce: str) -> dict:
    """The token's claims; `keys` is the provider's JWK set. Raises `Untrue`."""
    try:
        claims = jwt.decode(
            token,
            _key(token, keys),
            algorithms=ALGORITHMS,
            audience=client_id,
            issuer=issuer,
            leeway=LEEWAY,
            options={"require": _NEEDED},
        )
    except Untrue:
        raise
    except (jwt.PyJWTError, ValueError, TypeError, KeyError, AttributeError) as fault:
        raise Untrue(f"The ID token does not hold: {type(fault).__name__}.") from fault
    if not hmac.compare_digest(str(claims.get("nonce")).encode(), nonce.encode()):
        raise Untrue("The ID token is of another sign-in: its nonce differs.")
    audiences = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
    if claims.get("azp", client_id if len(audiences) == 1 else None) != client_id:
        raise Untrue("The ID token was made for another portal: its azp differs.")
    if not 0 < len(claims["sub"]) <= LONGEST_SUBJECT:
        raise Untrue(f"The ID token's subject must have 1 to {LONGEST_SUBJECT} characters.")
    return claims


def _key(token: str, keys: dict):
    """The key that the token names; a token that names none must leave no choice."""
    wanted = jwt.get_unverified_header(token).get("kid")
    signing = [key for key in jwt.PyJWKSet.from_dict(keys).keys if key.public_key_use in (None, "sig")]
    fitting = [key for key in signing if wanted in (None, key.key_id)]
    if len(fitting) != 1:
        raise UnknownKey("The ID token is signed by a key that the provider does not show.")
    return fitting[0].key


def shows_second_factor(claims: dict, values: list[str]) -> bool:
    """Whether the provider says by `amr` or `acr` that it asked for more than one proof."""
    amr = claims.get("amr")
    said = [*amr] if isinstance(amr, list) else [amr]
    return any(value in values for value in (*said, claims.get("acr")) if isinstance(value, str))
