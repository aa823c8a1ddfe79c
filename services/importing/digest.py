"""The fingerprint of what a source says: equal fingerprints mean that there is nothing to compare."""

import hashlib
import json
import re
from dataclasses import fields, is_dataclass
from datetime import date, time

from services.exchange.findings import Refused
from services.exchange.neutral import PlaceRecord, Record

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def digest(record: Record) -> str:
    """SHA-256 in hex. What the source does not speak of (None), the raw payload and a place's own contents are left out.

    Taken of a record whose references are resolved: a connection to a channel nobody knows yet is not in it, so
    that the record counts as changed once the channel is there. Raises Refused for text no database stores.
    """
    content = json.dumps(_canonical(record), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(content.encode()).hexdigest()


def _canonical(value):
    if isinstance(value, str):
        if _UNSTORABLE.search(value):
            raise Refused("a text holds NUL or half a character")
        return value
    if is_dataclass(value):
        told = ((field.name, getattr(value, field.name)) for field in fields(value) if field.name != "raw")
        return {name: _reference(part) for name, part in told if part is not None}
    if isinstance(value, dict):
        return {key: _canonical(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_canonical(part) for part in value]
    return value.isoformat() if isinstance(value, date | time) else value


def _reference(part):
    return part.foreign_id if isinstance(part, PlaceRecord) else _canonical(part)
