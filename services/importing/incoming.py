"""The records of an import by kind and id: places taken out of their channels, each id once, stubs only where needed."""

from collections.abc import Iterable

from services.exchange.findings import Note
from services.exchange.neutral import ChannelRecord, OrganisationRecord, PlaceRecord, Record, ServiceRecord
from services.importing.report import KINDS

_KINDS = {
    OrganisationRecord: "organisation",
    PlaceRecord: "service_point",
    ChannelRecord: "channel",
    ServiceRecord: "service",
}


class Incoming:
    """`records[kind][foreign_id]`; `notes` tell of ids that came twice with different contents.

    `embedded`: places that came inside their channel; what is wrong with one is told of the channel.
    """

    def __init__(self, records: Iterable[Record]):
        self.records: dict[str, dict[str, Record]] = {kind: {} for kind in KINDS}
        self.notes: list[Note] = []
        self.embedded: set[str] = set()
        for record in records:
            self._add(record)
        self._add_embedded_places()

    def _add(self, record: Record) -> None:
        kind = _KINDS[type(record)]
        known = self.records[kind].get(record.foreign_id)
        if known is None or _is_stub(known) > _is_stub(record):
            self.records[kind][record.foreign_id] = record
        elif known != record and not _is_stub(record):
            self.notes.append(Note(kind, record.foreign_id, "came twice with different contents; the newer one was taken"))
            if not _older(record, known):
                self.records[kind][record.foreign_id] = record

    def _add_embedded_places(self) -> None:
        for channel in self.records["channel"].values():
            if channel.place is not None and channel.place.foreign_id not in self.records["service_point"]:
                self.records["service_point"][channel.place.foreign_id] = channel.place
                self.embedded.add(channel.place.foreign_id)


def _is_stub(record: Record) -> bool:
    return isinstance(record, OrganisationRecord) and record.stub


def _older(record: Record, known: Record) -> bool:
    moments = getattr(record, "modified", None), getattr(known, "modified", None)
    return None not in moments and moments[0] < moments[1]
