"""Organisations: their columns, former names and who took over."""

from dataclasses import replace
from datetime import timedelta

from django.core.exceptions import ValidationError

from network.enums import NetworkRole
from network.models import FormerName, Organisation, Succession
from network.models.organisation import valid_business_id
from opinraitti.lib.text import values
from services.enums import ContactKind
from services.exchange.findings import Refused
from services.exchange.neutral import OrganisationRecord
from services.importing.children import replace_rows, wanting
from services.importing.table import CHUNK, Planned, Table
from services.importing.world import World
from services.models.channel import validate_contact

_PHONE_LENGTH, _EMAIL_LENGTH = 30, 254


class Organisations(Table):
    kind = "organisation"
    model = Organisation
    texts = {"name": "names", "description": "descriptions", "website": "website"}
    facts = ("kind", "business_id", "email", "phone", "network_role", "name_since", "ended_on")
    # The column's own check knows ASCII only; public bodies have addresses with ä in them.
    checked_here = ("slug", "parent", "municipality", "email")
    prefetch = ("former_names", "successions_out")

    def check(self, record: OrganisationRecord) -> None:
        super().check(record)
        if record.successors and record.ended_on is None:
            raise Refused("an organisation with successors needs the day it ended")
        if record.email:
            try:
                validate_contact(ContactKind.EMAIL, record.email)
            except ValidationError:
                raise Refused("the e-mail address cannot be used") from None
        names = record.former_names or ()
        if any(name.valid_from and name.valid_from > name.valid_to for name in names):
            raise Refused("a former name ends before it begins")
        if len({name.valid_to for name in names}) < len(names) or not all(any(name.names.values()) for name in names):
            raise Refused("former names need a text and an end of their own each")

    def resolve(self, record: OrganisationRecord, world: World, tell) -> OrganisationRecord:
        changes = {}
        if record.business_id and not valid_business_id(record.business_id):
            tell("the business id is not valid and was left out")
            changes["business_id"] = ""
        for name, length in (("phone", _PHONE_LENGTH), ("email", _EMAIL_LENGTH)):
            if len(getattr(record, name)) > length:
                tell(f"{name} is longer than {length} characters and was left out")
                changes[name] = ""
        if record.municipality is not None:
            changes["municipality"] = world.geography.municipality(record.municipality, tell)
        if record.parent is not None and (record.parent == record.foreign_id or not world.has(self.kind, record.parent)):
            tell("the parent organisation is not known")
            changes["parent"] = None
        if record.successors is not None:
            known = tuple(dict.fromkeys(found for found in record.successors if world.has(self.kind, found)))
            changes["successors"] = tuple(found for found in known if found != record.foreign_id)
            if len(changes["successors"]) < len(record.successors):
                tell("a successor is not known")
        return replace(record, **changes)

    def columns(self, record: OrganisationRecord, world: World) -> dict[str, object]:
        return {"municipality_id": record.municipality} if record.municipality else {}

    def rules(self, row: Organisation) -> None:
        if row.ended_on and row.network_role not in (NetworkRole.FORMER, NetworkRole.OUTSIDE):
            raise Refused("an organisation that has ended is a former one in the network")

    def parts(self, record: OrganisationRecord, world: World, row) -> dict[str, object]:
        parent, former, successors = record.parent, record.former_names, record.successors
        return {
            "parent": None if parent is None else world.pk(self.kind, parent),
            "former_names": None if former is None else sorted((name.valid_to, name.valid_from, name.names) for name in former),
            "successors": None if successors is None else {world.pk(self.kind, found): _terms_of(record) for found in successors},
        }

    def present(self, row: Organisation, world: World) -> dict[str, object]:
        return {
            "parent": row.parent_id,
            "former_names": sorted((name.valid_to, name.valid_from, values(name.name)) for name in row.former_names.all()),
            "successors": {found.successor_id: (found.on, values(found.note)) for found in row.successions_out.all()},
        }

    def write_parts(self, planned: list[Planned], world: World) -> None:
        placed = [one for one in wanting(planned, "parent") if one.record.parent is not None]
        for one in placed:
            one.row.parent_id = world.pk(self.kind, one.record.parent)
            # Refused after all: without a fingerprint the next import looks again.
            one.digest = one.digest if one.row.parent_id else ""
        Organisation.objects.bulk_update([one.row for one in placed], ["parent"], batch_size=CHUNK)
        replace_rows(FormerName.objects, "organisation_id", planned, "former_names", self._former_names)
        replace_rows(Succession.objects, "predecessor_id", planned, "successors", lambda one: self._successions(one, world))

    def _former_names(self, one: Planned):
        for name in one.record.former_names or ():
            yield FormerName(organisation=one.row, name=name.names, valid_from=name.valid_from, valid_to=name.valid_to)

    def _successions(self, one: Planned, world: World):
        for found in one.record.successors or ():
            on, note = _terms_of(one.record)
            successor = world.pk(self.kind, found)
            if successor is not None:
                yield Succession(predecessor=one.row, successor_id=successor, on=on, note=note or "")


def _terms_of(record: OrganisationRecord) -> tuple:
    """(the day after the organisation ended, what moved) of each of its successions."""
    return record.ended_on + timedelta(days=1), {code: text for code, text in record.succession_note.items() if text}
