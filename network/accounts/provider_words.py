"""What the provider of single sign-on tells of itself: its discovery document and its keys.

Kept for ten minutes in the worker, so that a sign-in asks the provider once and not three times.
"""

import hashlib

import requests
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.core.cache import caches

KEPT_SECONDS = 600
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class ProviderTrouble(OAuth2Error):
    """The provider does not answer, or what it says cannot be true. The message may stand in a log."""


def discovery(issuer: str) -> dict:
    """`issuer` is the address from the environment; the document must be its own, with endpoints no less guarded."""
    told = _asked(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
    if told.get("issuer") != issuer:
        raise ProviderTrouble("The provider's discovery names another issuer than OIDC_ISSUER: write it just as it does.")
    for name in _ENDPOINTS:
        address = told.get(name)
        schemes = ("https://", "http://") if issuer.startswith("http://") else ("https://",)
        if not (isinstance(address, str) and address.startswith(schemes) and address.isprintable() and " " not in address):
            raise ProviderTrouble(f"The provider's discovery has no {name} that may be used.")
    return told


def signing_keys(address: str, *, fresh: bool = False) -> dict:
    return _asked(address, fresh=fresh)


def _asked(address: str, *, fresh: bool = False) -> dict:
    cache, key = caches["worker"], f"oidc:{hashlib.sha256(address.encode()).hexdigest()}"
    told = None if fresh else cache.get(key)
    if told is None:
        try:
            with get_adapter().get_requests_session() as session:
                response = session.get(address)
            response.raise_for_status()
            told = response.json()
        except (requests.RequestException, ValueError) as fault:
            raise ProviderTrouble(f"The provider did not answer: {type(fault).__name__}.") from fault
        if not isinstance(told, dict):
            raise ProviderTrouble("The provider's answer is not what OpenID Connect says.")
        cache.set(key, told, KEPT_SECONDS)
    return told
