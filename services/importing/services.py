"""Services: their columns, codes, providers, and the channels they use."""

from dataclasses import replace
from datetime import datetime

from opinraitti.lib.text import values
from services.enums import AreaKind, Charge, ProviderRole, ServiceStatus
from services.exchange.findings import Refused
from services.exchange.neutral import Provider, ServiceRecord, TermRef
from services.importing import hours
from services.importing.publicity import settle_status
from services.importing.service_parts import own_terms_kept, write_service_parts
from services.importing.table import Planned, Table
from services.importing.vocabulary import OWN_SCHEMES, Key
from services.importing.world import World
from services.models import Service

_OLDEST, _LONGEST_PROMISE = 150, 365


class Services(Table):
    kind = "service"
    model = Service
    texts = {
        "name": "names", "alternative_name": "alternative_names", "summary": "summaries", "description": "descriptions",
        "general_description": "general_descriptions", "for_whom": "for_whom", "how_to": "how_to", "deadline": "deadline",
        "processing_time": "processing_time", "validity": "validity", "charge_info": "charge_info",
        "referral_must_tell": "referral_must_tell",
    }  # fmt: skip
    facts = (
        "charge", "kind", "for_individuals", "for_employers", "area_kind", "min_age", "max_age", "no_appointment",
        "no_identification", "no_language_requirement", "drop_in", "may_bring_a_friend", "interpreter", "takes_referrals",
        "response_days", "capacity", "checked_on", "easy_finnish_checked_on",
    )  # fmt: skip
    checked_here = ("slug", "organisation", "successor")
    prefetch = ("terms", "languages", "municipalities", "providers", "connections__hours")

    def check(self, record: ServiceRecord) -> None:
        super().check(record)
        for connection in record.connections or ():
            if connection.charge not in Charge.values:
                raise Refused("a connection of an unknown charge")
            for row in connection.hours:
                if told := hours.problem(row):
                    raise Refused(told)
        if any(provider.role not in ProviderRole.values for provider in record.providers):
            raise Refused("a provider in an unknown role")

    def resolve(self, record: ServiceRecord, world: World, tell) -> ServiceRecord:
        if not world.has("organisation", record.organisation):
            raise Refused("its organisation is not known and not in the input")
        limited = record.area_kind == AreaKind.LIMITED
        return replace(
            record,
            terms=_resolved_terms(record, world, tell),
            languages=world.vocabulary.languages(record.languages, tell),
            municipalities=world.geography.municipalities_of(record, tell) if limited else (),
            areas=(),
            providers=_known_providers(record, world, tell),
            connections=_known_connections(record, world, tell),
        )

    def columns(self, record: ServiceRecord, world: World) -> dict[str, object]:
        return {
            "organisation_id": world.pk("organisation", record.organisation),
            "keywords": {code: list(words) for code, words in record.keywords.items() if words},
            "laws": [{"name": name, "url": url} for name, url in record.laws],
        }

    def settle(self, planned: Planned, now: datetime, tell) -> None:
        settle_status(planned, tell)
        row = planned.row
        archived = row.status == ServiceStatus.ARCHIVED
        row.archived_at = (row.archived_at or now) if archived else None
        if row.status == ServiceStatus.PUBLISHED and row.published_at is None:
            row.published_at = planned.record.modified or now

    def rules(self, row: Service) -> None:
        if max(row.min_age or 0, row.max_age or 0) > _OLDEST or (row.response_days or 0) > _LONGEST_PROMISE:
            raise Refused(f"an age above {_OLDEST} years or a promise of more than {_LONGEST_PROMISE} days")
        if not (row.for_individuals or row.for_employers):
            raise Refused("the service is neither for individuals nor for employers")
        if row.min_age is not None and row.max_age is not None and row.min_age > row.max_age:
            raise Refused("the lowest age is above the highest")
        if row.response_days is not None and not row.takes_referrals:
            raise Refused("an answer is promised to referrals, but the service takes none")

    def parts(self, record: ServiceRecord, world: World, row: Service) -> dict[str, object]:
        terms = {(term.scheme, term.code) for term in record.terms}
        return {
            "terms": terms | own_terms_kept(terms, _keys(row), world),
            "languages": set(record.languages),
            "municipalities": set(record.municipalities),
            "providers": {(world.pk("organisation", one.organisation), one.role) for one in record.providers},
            "connections": None if record.connections is None else [_wanted(one, world) for one in record.connections],
        }

    def present(self, row: Service, world: World) -> dict[str, object]:
        """Connections to channels that are not of this source are somebody's own addition: not looked at."""
        connections = sorted(row.connections.all(), key=lambda one: (one.position, one.pk))
        return {
            "terms": _keys(row),
            "languages": {language.pk for language in row.languages.all()},
            "municipalities": {municipality.pk for municipality in row.municipalities.all()},
            "providers": {(one.organisation_id, one.role) for one in row.providers.all()},
            "connections": [
                (one.channel_id, values(one.description), one.charge, hours.present(one.hours.all()))
                for one in connections
                if one.channel_id in world.foreign["channel"]
            ],
        }

    def write_parts(self, planned: list[Planned], world: World) -> None:
        write_service_parts(planned, world)


def _keys(row: Service) -> set[Key]:
    return {(term.scheme, term.code) for term in row.terms.all()}


def _wanted(connection, world: World) -> tuple:
    described = {code: text for code, text in connection.descriptions.items() if text}
    return world.pk("channel", connection.channel), described, connection.charge, hours.wanted(connection.hours)


def _resolved_terms(record: ServiceRecord, world: World, tell) -> tuple[TermRef, ...]:
    """The terms by their keys in our vocabulary, and our own terms that the national ones mean."""
    found = {key for ref in record.terms if (key := world.vocabulary.key(ref, tell))}
    national = {key for key in found if key[0] not in OWN_SCHEMES}
    return tuple(TermRef(scheme=scheme, code=code) for scheme, code in sorted(found | world.vocabulary.meant(national)))


def _known_providers(record: ServiceRecord, world: World, tell) -> tuple[Provider, ...]:
    known = {one for one in record.providers if world.has("organisation", one.organisation)}
    if len(known) < len(set(record.providers)):
        tell("an organisation beside the responsible one is not known")
    return tuple(sorted(known, key=lambda one: (one.organisation, one.role)))


def _known_connections(record: ServiceRecord, world: World, tell):
    if record.connections is None:
        return None
    known = {one.channel: one for one in record.connections if world.has("channel", one.channel)}
    if len(known) < len({one.channel for one in record.connections}):
        tell("a channel is not known: import it, and the service again")
    return tuple(known.values())
