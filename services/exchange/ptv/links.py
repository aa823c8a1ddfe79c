"""Addresses of the web, e-mail and telephone: only http, https, mailto and tel lead anywhere."""

import re
from urllib.parse import urlsplit

from services.enums import ContactKind
from services.exchange.ptv.phones import Unusable, phone_number
from services.exchange.ptv.plain import line

MAX_LENGTH = 1000
_EMAIL = re.compile(r"[^@\s<>\"',;]+@[^@\s<>\"',;]+\.[^@\s<>\"',;.]+")
_BARE_HOST = re.compile(r"(www\.)?[\w-]+(\.[\w-]+)*\.[^\W\d_]{2,}([/?#].*)?", re.IGNORECASE)


def email(value: str) -> str:
    """The address, with letters of any alphabet allowed; "" when there is none. Raises Unusable."""
    address = line(value).removeprefix("mailto:").strip(" .")
    if not address or address.lower() == "none":
        return ""
    if not _EMAIL.fullmatch(address) or len(address) > MAX_LENGTH:
        raise Unusable("an e-mail address that cannot be read")
    return address


def web_address(value: str) -> str:
    """An http(s) address; a bare host name gets https. "" when there is none. Raises Unusable."""
    address = line(value)
    if not address or address.lower() in ("none", "http://", "https://"):
        return ""
    if _BARE_HOST.fullmatch(address):
        address = f"https://{address}"
    try:
        parts = urlsplit(address)
        host, named = parts.hostname or "", parts.username is not None
    except ValueError:
        raise Unusable("a web address that cannot be read") from None
    if parts.scheme not in ("http", "https"):
        raise Unusable("a link that is not http, https, mailto or tel")
    if named or not re.fullmatch(r"[^\s.]+(\.[^\s.]+)+", host):
        raise Unusable("a web address without a proper host")
    address = address.replace(" ", "%20")
    if len(address) > MAX_LENGTH:
        raise Unusable(f"a web address longer than {MAX_LENGTH} characters")
    return address


def link(value: str, kind: str = ContactKind.WEB) -> tuple[str, str]:
    """(contact kind, value) of a link; `kind` is what an http(s) address becomes. ("…", "") when there is none."""
    text = line(value)
    scheme = text.partition(":")[0].lower()
    if scheme == "mailto":
        return ContactKind.EMAIL, email(text.partition(":")[2].partition("?")[0])
    if scheme == "tel":
        return ContactKind.PHONE, phone_number(text.partition(":")[2])
    return kind, web_address(text)
