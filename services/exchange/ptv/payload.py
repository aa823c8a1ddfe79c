"""Access to a payload that may hold anything: the right type comes out, or the record is refused."""

import re
from datetime import UTC, date, datetime

from opinraitti.lib.calendar import HELSINKI
from services.exchange.findings import Refused
from services.exchange.neutral import Texts
from services.exchange.ptv.plain import line, plain

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})?")
# What .NET writes for a time nobody has set.
_UNSET = "0001-01-01"
ID_LENGTH = 120


def entries(payload: dict, key: str) -> list[dict]:
    """The objects of a list; [] when the key is missing or null."""
    value = payload.get(key)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(item, dict | None) for item in value):
        raise Refused(f"{key} is not a list of objects")
    return [item for item in value if item is not None]


def part(payload: dict, key: str) -> dict:
    """The object at `key`; {} when it is missing or null."""
    value = payload.get(key)
    if value is not None and not isinstance(value, dict):
        raise Refused(f"{key} is not an object")
    return value or {}


def word(payload: dict, key: str) -> str:
    """The one-line text at `key`; "" when it is missing or null."""
    value = payload.get(key)
    if value is not None and not isinstance(value, str):
        raise Refused(f"{key} is not a text")
    return line(value)


def flag(payload: dict, key: str) -> bool | None:
    value = payload.get(key)
    if value is not None and not isinstance(value, bool):
        raise Refused(f"{key} is neither true nor false")
    return value


def language(entry: dict) -> str:
    code = word(entry, "language").lower()
    if not _LANGUAGE.fullmatch(code):
        raise Refused("a text has no language")
    return code


def languages(payload: dict, key: str = "languages") -> tuple[str, ...]:
    """Language codes in the source's order, each once."""
    value = payload.get(key)
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
        raise Refused(f"{key} is not a list of codes")
    codes = [code.strip().lower() for code in value]
    return tuple(dict.fromkeys(code for code in codes if _LANGUAGE.fullmatch(code)))


def texts(payload: dict, key: str, *kinds: str, one_line: bool = False) -> Texts:
    """{language: text} of the entries at `key`, of the given `type`s only when any are named; the first text wins.

    A language that is listed without a value (null or "") is left out.
    """
    found: Texts = {}
    for entry in entries(payload, key):
        if kinds and entry.get("type") not in kinds:
            continue
        value = entry.get("value")
        if value is not None and not isinstance(value, str):
            raise Refused(f"{key} holds a value that is not a text")
        cleaned = line(value) if one_line else plain(value)
        if cleaned:
            found.setdefault(language(entry), cleaned)
    return found


def foreign_id(payload: dict, key: str = "id") -> str:
    """The identity at `key` in lower case; "" when there is none."""
    value = word(payload, key).lower()
    if len(value) > ID_LENGTH:
        raise Refused(f"{key} is longer than {ID_LENGTH} characters")
    return value


def _instant(payload: dict, key: str, zone) -> datetime | None:
    value = word(payload, key)
    if not value or value.startswith(_UNSET):
        return None
    try:
        moment = datetime.fromisoformat(value)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=zone)
        moment.astimezone(HELSINKI).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Refused(f"{key} is not a time") from None
    return moment


def modified(payload: dict) -> datetime | None:
    """When the source last changed the record, in UTC; PTV writes it with and without a zone, and means UTC."""
    moment = _instant(payload, "modified", UTC)
    return moment.astimezone(UTC) if moment else None


def day(payload: dict, key: str) -> date | None:
    """The day in Finland of an instant such as “2017-04-02T21:00:00Z” (3 April)."""
    moment = _instant(payload, key, HELSINKI)
    return moment.astimezone(HELSINKI).date() if moment else None
