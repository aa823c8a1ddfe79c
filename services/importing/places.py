"""Service points: an address and where it is."""

from dataclasses import replace
from datetime import datetime

from network.models import ServicePoint
from services.exchange.findings import Refused
from services.exchange.neutral import PlaceRecord
from services.importing.table import Planned, Table
from services.importing.world import World

_LATITUDES, _LONGITUDES = (59.0, 70.5), (19.0, 32.0)


class Places(Table):
    kind = "service_point"
    model = ServicePoint
    texts = {
        "name": "names", "street": "street", "post_office": "post_office",
        "accessibility": "accessibility", "directions": "directions",
    }  # fmt: skip
    facts = ("postal_code", "latitude", "longitude")
    checked_here = ("organisation", "municipality")

    def check(self, record: PlaceRecord) -> None:
        super().check(record)
        latitude, longitude = record.latitude, record.longitude
        if (latitude is None) != (longitude is None):
            raise Refused("one coordinate without the other")
        if latitude is not None and not (
            _LATITUDES[0] <= latitude <= _LATITUDES[1] and _LONGITUDES[0] <= longitude <= _LONGITUDES[1]
        ):
            raise Refused("the coordinates are not in Finland")

    def resolve(self, record: PlaceRecord, world: World, tell) -> PlaceRecord:
        if not world.has("organisation", record.organisation):
            raise Refused("its organisation is not known and not in the input")
        if record.municipality is None:
            return record
        return replace(record, municipality=world.geography.municipality(record.municipality, tell))

    def columns(self, record: PlaceRecord, world: World) -> dict[str, object]:
        found = {"organisation_id": world.pk("organisation", record.organisation)}
        return found | ({"municipality_id": record.municipality} if record.municipality else {})

    def settle(self, planned: Planned, now: datetime, tell) -> None:
        """Coordinates of an address that has changed do not stay at the old one."""
        if "street" in planned.fields and planned.record.latitude is None and planned.row.latitude is not None:
            planned.row.latitude = planned.row.longitude = None
            planned.fields |= {"latitude", "longitude"}
