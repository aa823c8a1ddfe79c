"""Of all that comes in, only what people of some municipalities may use."""

from collections.abc import Iterable

from services.enums import AreaKind
from services.exchange.neutral import ChannelRecord, OrganisationRecord, PlaceRecord, Record, ServiceRecord
from services.importing.geography import Geography


def serving(records: Iterable[Record], municipalities: Iterable[str]) -> list[Record]:
    """Services for any of the municipalities (three-digit codes), nationwide ones included; their channels, the places
    of those, and the organisations any of these name."""
    records, geography, wanted = list(records), Geography(), {code.zfill(3) for code in municipalities}

    def serves(service: ServiceRecord) -> bool:
        if service.area_kind != AreaKind.LIMITED:
            return True
        return not wanted.isdisjoint(geography.municipalities_of(service, lambda _text: None))

    services = [record for record in records if isinstance(record, ServiceRecord) and serves(record)]
    used = {connection.channel for service in services for connection in service.connections or ()}
    channels = [record for record in records if isinstance(record, ChannelRecord) and record.foreign_id in used]
    visited = {channel.place.foreign_id for channel in channels if channel.place}
    places = [record for record in records if isinstance(record, PlaceRecord) and record.foreign_id in visited]
    named = {record.organisation for record in (*services, *channels, *places)}
    named |= {provider.organisation for service in services for provider in service.providers}
    return [*_organisations(records, named), *places, *channels, *services]


def _organisations(records: list[Record], named: set[str]) -> list[OrganisationRecord]:
    """Those named, and the ones above them."""
    organisations = [record for record in records if isinstance(record, OrganisationRecord)]
    parents = {record.foreign_id: record.parent for record in organisations if record.parent}
    wanted: set[str] = set()
    rest = list(named)
    while rest:
        foreign_id = rest.pop()
        if foreign_id not in wanted:
            wanted.add(foreign_id)
            rest += [parents[foreign_id]] if foreign_id in parents else []
    return [record for record in organisations if record.foreign_id in wanted]
