"""What must not be read in the database by whoever holds a copy of it: sealed with keys made of `SECRET_KEY`.

Each purpose has a key of its own, so that a text sealed for one is worth nothing to another. Older keys of
`SECRET_KEY_FALLBACKS` still open.
"""

from base64 import urlsafe_b64encode
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class Unreadable(ValueError):
    """The text was sealed with another key or for another purpose, or has been altered."""


def derived_key(secret: str, purpose: str) -> bytes:
    """32 bytes made of `secret` for one purpose (HKDF, RFC 5869)."""
    return HKDF(SHA256(), length=32, salt=None, info=f"opinraitti:{purpose}".encode()).derive(secret.encode())


@lru_cache(maxsize=32)
def _box(secrets: tuple[str, ...], purpose: str) -> MultiFernet:
    return MultiFernet([Fernet(urlsafe_b64encode(derived_key(secret, purpose))) for secret in secrets])


def _purpose_box(purpose: str) -> MultiFernet:
    return _box((settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS), purpose)


def seal(text: str, purpose: str) -> str:
    """The text encrypted and signed, as ASCII."""
    return _purpose_box(purpose).encrypt(text.encode()).decode()


def unseal(sealed: str, purpose: str) -> str:
    """The text again; raises `Unreadable`."""
    try:
        return _purpose_box(purpose).decrypt(sealed.encode()).decode()
    except (InvalidToken, UnicodeDecodeError) as fault:
        raise Unreadable("This was not sealed with the present key.") from fault
