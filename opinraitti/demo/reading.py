"""Reads the demo network's TOML files into neutral records. No database here.

The files use the field names of `services.exchange.neutral`, with shorthands: a plain string is Finnish text,
`situations`, `groups`, `topics` and `service_classes` are terms, municipalities go by slug or by the words
“kainuu” (eight) and “area” (ten), and hours may name several `days` at once.
"""

import tomllib
from dataclasses import fields
from datetime import datetime, time
from pathlib import Path

from opinraitti.lib.calendar import HELSINKI
from services.enums import TermScheme
from services.exchange import neutral

DATA = Path(__file__).parent / "data"
CODES = {
    "hyrynsalmi": "105", "kajaani": "205", "kuhmo": "290", "paltamo": "578", "puolanka": "620", "ristijarvi": "697",
    "sotkamo": "765", "suomussalmi": "777", "kuusamo": "305", "taivalkoski": "832",
}  # fmt: skip
KAINUU = tuple(sorted(set(CODES.values()) - {"305", "832"}))
AREAS = {"kainuu": KAINUU, "area": tuple(sorted(CODES.values()))}
TERMS = {
    "situations": TermScheme.SITUATION,
    "groups": TermScheme.GROUP,
    "topics": TermScheme.TOPIC,
    "service_classes": TermScheme.SERVICE_CLASS,
}
_TEXTS = str(neutral.Texts)
KINDS = ("organisation", "place", "channel", "service", "responsibility", "person")


def texts(value) -> neutral.Texts:
    return {"fi": value.strip()} if isinstance(value, str) else {code: text.strip() for code, text in value.items()}


def municipality_codes(value) -> tuple[str, ...]:
    return AREAS[value] if isinstance(value, str) else tuple(sorted(CODES[slug] for slug in value))


def tables(folder: Path = DATA) -> dict[str, list[dict]]:
    """{kind: tables} over all files, in the order of their names; also `front_door`, one table."""
    found = {kind: [] for kind in (*KINDS, "front_door")}
    for path in sorted(folder.glob("*.toml")):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        for kind, rows in content.items():
            found[kind] += rows if isinstance(rows, list) else [rows]
    return found


def _record(cls, row: dict, **made):
    """A record of the fields `row` names; texts become {language: text}, `id` the foreign id."""
    known = {field.name: str(field.type) for field in fields(cls)}
    values = {"foreign_id": row["id"]} if "id" in row else {}
    for name, value in row.items():
        if name in known:
            values[name] = texts(value) if known[name].startswith(_TEXTS) else value
    return cls(**{**values, **made})


def _hours(row: dict) -> list[neutral.Hours]:
    """One record for each of `days`; without days one record."""
    row = dict(row)
    next_day = row.pop("closes_next_day", False)
    made = {"note": texts(row.pop("note"))} if "note" in row else {}
    days = row.pop("days", [None])
    return [neutral.Hours(**row, **made, weekday=day, closes_weekday=(day + 1) % 7 if next_day else None) for day in days]


def _organisation(row: dict) -> neutral.OrganisationRecord:
    former = tuple(_record(neutral.FormerName, {"valid_from": None, **name}) for name in row.get("former_names", ()))
    made = {"former_names": former, "successors": tuple(row.get("successors", ()))}
    if "municipality" in row:
        made["municipality"] = CODES[row["municipality"]]
    return _record(neutral.OrganisationRecord, row, **made)


def _place(row: dict) -> neutral.PlaceRecord:
    return _record(neutral.PlaceRecord, row, municipality=CODES[row["municipality"]])


def _channel(row: dict, places: dict[str, neutral.PlaceRecord]) -> neutral.ChannelRecord:
    made = {
        "contacts": tuple(_record(neutral.Contact, contact) for contact in row.get("contacts", ())),
        "hours": tuple(hours for given in row.get("hours", ()) for hours in _hours(given)),
        "languages": tuple(row.get("languages", ())),
        "place": places[row["place"]] if "place" in row else None,
    }
    return _record(neutral.ChannelRecord, row, **made)


def _connection(row) -> neutral.Connection:
    row = {"channel": row} if isinstance(row, str) else row
    made = {"hours": tuple(hours for given in row.get("hours", ()) for hours in _hours(given))}
    return _record(neutral.Connection, row, **made)


def _service(row: dict) -> neutral.ServiceRecord:
    terms = [neutral.TermRef(scheme=scheme, code=code) for key, scheme in TERMS.items() for code in row.get(key, ())]
    checked = row.get("checked_on")
    made = {
        "terms": tuple(terms),
        "languages": tuple(row.get("languages", ())),
        "municipalities": municipality_codes(row.get("municipalities", [])),
        "keywords": {code: tuple(words) for code, words in row.get("keywords", {}).items()},
        "connections": tuple(_connection(channel) for channel in row["channels"]),
        "providers": tuple(neutral.Provider(**provider) for provider in row.get("providers", ())),
        "laws": tuple((law["name"], law["url"]) for law in row.get("laws", ())),
        "modified": datetime.combine(checked, time(12), tzinfo=HELSINKI) if checked else None,
    }
    return _record(neutral.ServiceRecord, row, **made)


def records(content: dict[str, list[dict]]) -> list[neutral.Record]:
    """The demo network as neutral records: organisations, places, channels, services."""
    places = {row["id"]: _place(row) for row in content["place"]}
    return [
        *(_organisation(row) for row in content["organisation"]),
        *places.values(),
        *(_channel(row, places) for row in content["channel"]),
        *(_service(row) for row in content["service"]),
    ]
