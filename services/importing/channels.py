"""Channels: their columns, contacts, hours and languages."""

from dataclasses import replace
from datetime import datetime

from django.core.exceptions import ValidationError

from opinraitti.lib.text import values
from services.enums import ChannelKind, Charge, ContactKind
from services.exchange.findings import Refused
from services.exchange.neutral import ChannelRecord, Contact
from services.importing import hours
from services.importing.children import replace_rows
from services.importing.publicity import settle_status
from services.importing.table import Planned, Table
from services.importing.world import World
from services.models import Channel, ContactPoint, OpeningHours
from services.models.channel import validate_contact

_VALUE_LENGTH = 1000
_CONTACT = ("kind", "value", "language", "charge")


class Channels(Table):
    kind = "channel"
    model = Channel
    texts = {"name": "names", "description": "descriptions", "accessibility": "accessibility"}
    facts = ("kind", "needs_login", "open_on_holidays")
    checked_here = ("organisation", "service_point")
    prefetch = ("contacts", "hours", "languages")

    def check(self, record: ChannelRecord) -> None:
        super().check(record)
        if (record.kind == ChannelKind.PLACE) != (record.place is not None):
            raise Refused("a place to visit needs a service point, and nothing else has one")
        for contact in record.contacts:
            _check_contact(contact)
        for row in record.hours:
            if told := hours.problem(row):
                raise Refused(told)

    def resolve(self, record: ChannelRecord, world: World, tell) -> ChannelRecord:
        if not world.has("organisation", record.organisation):
            raise Refused("its organisation is not known and not in the input")
        if record.place is not None and not world.has("service_point", record.place.foreign_id):
            raise Refused(f"its service point: {world.refused.get(('service_point', record.place.foreign_id), 'not known')}")
        short = tuple(contact for contact in record.contacts if len(contact.value) <= _VALUE_LENGTH)
        if len(short) < len(record.contacts):
            tell(f"a contact longer than {_VALUE_LENGTH} characters was left out")
        return replace(record, contacts=short, languages=world.vocabulary.languages(record.languages, tell))

    def columns(self, record: ChannelRecord, world: World) -> dict[str, object]:
        place = record.place and world.pk("service_point", record.place.foreign_id)
        return {"organisation_id": world.pk("organisation", record.organisation), "service_point_id": place}

    def settle(self, planned: Planned, now: datetime, tell) -> None:
        settle_status(planned, tell)

    def parts(self, record: ChannelRecord, world: World, row) -> dict[str, object]:
        return {
            "contacts": [(*(getattr(one, name) for name in _CONTACT), one.label, one.charge_info) for one in record.contacts],
            "hours": hours.wanted(record.hours),
            "languages": set(record.languages),
        }

    def present(self, row: Channel, world: World) -> dict[str, object]:
        contacts = sorted(row.contacts.all(), key=lambda one: (one.position, one.pk))
        return {
            "contacts": [
                (*(getattr(one, name) for name in _CONTACT), values(one.label), values(one.charge_info)) for one in contacts
            ],
            "hours": hours.present(row.hours.all()),
            "languages": {language.pk for language in row.languages.all()},
        }

    def write_parts(self, planned: list[Planned], world: World) -> None:
        through = Channel.languages.through
        replace_rows(ContactPoint.objects, "channel_id", planned, "contacts", _contacts)
        replace_rows(
            OpeningHours.objects, "channel_id", planned, "hours", lambda one: hours.made(one.record.hours, channel=one.row)
        )
        replace_rows(
            through.objects,
            "channel_id",
            planned,
            "languages",
            lambda one: [through(channel_id=one.row.pk, language_id=code) for code in one.record.languages],
        )


def _check_contact(contact: Contact) -> None:
    if contact.kind not in ContactKind.values or contact.charge not in Charge.values:
        raise Refused("a contact of an unknown kind or charge")
    if len(contact.language) > 10:
        raise Refused("a contact with an over-long language code")
    try:
        validate_contact(contact.kind, contact.value)
    except ValidationError:
        raise Refused(f"a contact of the kind {contact.kind} that cannot be used") from None


def _contacts(one: Planned) -> list[ContactPoint]:
    return [
        ContactPoint(
            channel=one.row,
            **{name: getattr(contact, name) for name in _CONTACT},
            label=contact.label or "",
            charge_info=contact.charge_info or "",
            position=number,
        )
        for number, contact in enumerate(one.record.contacts)
    ]
