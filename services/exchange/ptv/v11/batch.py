"""A whole input of PTV v11: which payload is what, all of them as records, and what could not come in."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from services.exchange.findings import Note, Refusal, Refused
from services.exchange.neutral import Record, Texts
from services.exchange.ptv.payload import foreign_id
from services.exchange.ptv.v11.channels import channel
from services.exchange.ptv.v11.identity import NotPublished, Told
from services.exchange.ptv.v11.organisations import organisation
from services.exchange.ptv.v11.services import general_description, service, stubs
from services.exchange.reading import Payload

# Kind -> keys that only a payload of this kind has.
_MARKS = {
    "service": ("serviceNames",),
    "channel": ("serviceChannelNames", "serviceChannelType"),
    "organisation": ("organizationNames",),
    "general_description": ("generalDescriptionType", "generalDescriptionTypeId"),
}


@dataclass
class Batch:
    """Records in no particular order, stubs of the organisations that services name among them."""

    records: list[Record] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def kind_of(payload: dict) -> str:
    """service, channel, organisation, general_description, or ""."""
    return next((kind for kind, keys in _MARKS.items() if any(key in payload for key in keys)), "")


def is_wanted(payload: dict) -> bool:
    return bool(kind_of(payload))


def records_of(payloads: Iterable[Payload]) -> Batch:
    """Every payload becomes a record or a refusal; one bad payload stops no other."""
    batch, payloads = Batch(), list(payloads)
    general = _general_descriptions(payloads, batch)
    for payload in payloads:
        kind = kind_of(payload.data)
        if kind == "general_description":
            continue
        told = Told()
        try:
            record, named = _record(kind, payload.data, told, general)
        except Refused as problem:
            batch.refused.append(_refusal(kind, payload, problem))
            continue
        batch.records += [record, *named]
        batch.notes += [Note(kind, record.foreign_id, text) for text in told.texts]
    return batch


def _record(kind: str, payload: dict, told: Told, general: dict[str, Texts]) -> tuple[Record, list[Record]]:
    if kind == "service":
        return service(payload, told, general), stubs(payload)
    if kind == "channel":
        return channel(payload, told), []
    if kind == "organisation":
        return organisation(payload, told), []
    raise Refused("neither a service, a channel nor an organisation")


def _general_descriptions(payloads: list[Payload], batch: Batch) -> dict[str, Texts]:
    found = {}
    for payload in payloads:
        if kind_of(payload.data) == "general_description":
            try:
                key, texts = general_description(payload.data)
            except Refused as problem:
                batch.refused.append(_refusal("", payload, problem))
            else:
                found[key] = texts
    return found


def _refusal(kind: str, payload: Payload, problem: Refused) -> Refusal:
    try:
        identity = foreign_id(payload.data)
    except Refused:
        identity = ""
    still_there = not isinstance(problem, NotPublished)
    return Refusal(kind=kind, foreign_id=identity, reason=str(problem), origin=payload.origin, still_there=still_there)
