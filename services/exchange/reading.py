"""Reads bytes and files into payloads: a JSON object, a list, a page with an `itemList`, or JSON Lines.

Knows neither a database nor what a source calls its things: `wanted` tells which payloads are worth a file.
"""

import json
import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from services.exchange.findings import Refusal, Skipped

# NUL and half characters can be written in JSON but stored in no database.
_ESCAPED = re.compile(rb"\\u0000|\\u[dD][89a-fA-F]")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
JSON_LINES = (".jsonl", ".ndjson")


@dataclass(frozen=True)
class Payload:
    """`origin`: “services.jsonl:12” (a line) or “page.json#3” (a place in a list)."""

    data: dict
    origin: str


@dataclass
class Reading:
    payloads: list[Payload] = field(default_factory=list)
    unreadable: list[Refusal] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    def add(self, other: "Reading") -> None:
        self.payloads += other.payloads
        self.unreadable += other.unreadable
        self.skipped += other.skipped


def _no_constant(name: str):
    raise ValueError(f"{name} is not JSON")


def _finite(text: str) -> float:
    value = float(text)
    return value if math.isfinite(value) else _no_constant(text)


def _storable(value):
    if isinstance(value, str):
        return _UNSTORABLE.sub("", value)
    if isinstance(value, list):
        return [_storable(item) for item in value]
    if isinstance(value, dict):
        return {_storable(key): _storable(item) for key, item in value.items()}
    return value


def parsed(content: bytes):
    """The JSON value of `content`, without characters no database takes. Raises ValueError."""
    try:
        value = json.loads(content.decode("utf-8-sig"), parse_constant=_no_constant, parse_float=_finite)
        return _storable(value) if _ESCAPED.search(content) else value
    except RecursionError:
        raise ValueError("nested too deeply") from None
    except UnicodeDecodeError:
        raise ValueError("not UTF-8") from None


def _unreadable(origin: str, reason: str) -> Refusal:
    return Refusal(kind="", foreign_id="", reason=reason, origin=origin)


def unpacked(value, name: str) -> Reading:
    """The payloads of a parsed document: the object itself, or the objects of the list or of the page."""
    if isinstance(value, dict) and "itemList" in value:
        value = value["itemList"] if isinstance(value["itemList"], list) else []
    if isinstance(value, dict):
        return Reading(payloads=[Payload(value, name)])
    if not isinstance(value, list):
        return Reading(unreadable=[_unreadable(name, "not an object and not a list")])
    reading = Reading()
    for number, item in enumerate(value, start=1):
        if isinstance(item, dict):
            reading.payloads.append(Payload(item, f"{name}#{number}"))
        else:
            reading.unreadable.append(_unreadable(f"{name}#{number}", "not an object"))
    return reading


def read_lines(content: bytes, name: str) -> Reading:
    """JSON Lines: a line that is no JSON is reported, and the rest goes on."""
    reading = Reading()
    for number, line in enumerate(content.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            reading.add(unpacked(parsed(line), f"{name}:{number}"))
        except ValueError as error:
            reading.unreadable.append(_unreadable(f"{name}:{number}", f"not JSON ({error})"))
    return reading


def read_document(content: bytes, name: str) -> Reading:
    """A JSON document, or JSON Lines when the name says so or the whole is no JSON but lines of it are."""
    if name.lower().endswith(JSON_LINES):
        return read_lines(content, name)
    try:
        return unpacked(parsed(content), name)
    except ValueError as error:
        lines = read_lines(content, name)
        return lines if lines.payloads else Reading(unreadable=[_unreadable(name, f"not JSON ({error})")])


def _read_file(path: Path, name: str, wanted: Callable[[dict], bool]) -> Reading:
    reading = read_document(path.read_bytes(), name)
    if any(wanted(payload.data) for payload in reading.payloads):
        return reading
    return Reading(unreadable=reading.unreadable, skipped=[Skipped(name, "holds nothing of what was looked for")])


def read_path(path: Path, wanted: Callable[[dict], bool]) -> Reading:
    """Reads a file, or a folder with its folders in the order of names; files without wanted payloads are skipped.

    A file that is no JSON is both: skipped, and unreadable for whoever needs the whole.
    Raises OSError when the path cannot be read.
    """
    if not path.is_dir():
        return _read_file(path, path.name, wanted)
    reading = Reading()
    for file in sorted(file for file in path.rglob("*") if file.is_file()):
        name = file.relative_to(path).as_posix()
        if file.suffix.lower() in (".json", *JSON_LINES):
            reading.add(_read_file(file, name, wanted))
        else:
            reading.skipped.append(Skipped(name, "not a JSON file"))
    return reading
