"""Writes what hangs on services: codes, languages, municipalities, providers, connections with their hours."""

from services.importing import hours
from services.importing.children import replace_rows
from services.importing.table import CHUNK, Planned
from services.importing.vocabulary import OWN_SCHEMES, Key
from services.importing.world import World
from services.models import OpeningHours, Service, ServiceChannel, ServiceProvider


def own_terms_kept(wanted: set[Key], present: set[Key], world: World) -> set[Key]:
    """Our own terms on the service that the source has nothing to say about.

    A source that gives terms of ours is taken at its word on them. Of any other source only what its national
    codes used to mean goes away with those codes.
    """
    national_before = {key for key in present if key[0] not in OWN_SCHEMES}
    national_now = {key for key in wanted if key[0] not in OWN_SCHEMES}
    own_now = wanted - national_now
    if own_now - world.vocabulary.meant(national_now):
        return set()
    return present - national_before - world.vocabulary.meant(national_before)


def write_service_parts(planned: list[Planned], world: World) -> None:
    terms, languages, places = (getattr(Service, name).through for name in ("terms", "languages", "municipalities"))
    kept = {one.row.pk: _terms_to_write(one, world) for one in planned if one.new or "terms" in one.parts}
    replace_rows(
        terms.objects,
        "service_id",
        planned,
        "terms",
        lambda one: [terms(service_id=one.row.pk, term_id=world.vocabulary.pk[key]) for key in kept[one.row.pk]],
    )
    replace_rows(
        languages.objects,
        "service_id",
        planned,
        "languages",
        lambda one: [languages(service_id=one.row.pk, language_id=code) for code in one.record.languages],
    )
    replace_rows(
        places.objects,
        "service_id",
        planned,
        "municipalities",
        lambda one: [places(service_id=one.row.pk, municipality_id=code) for code in one.record.municipalities],
    )
    replace_rows(ServiceProvider.objects, "service_id", planned, "providers", lambda one: _providers(one, world))
    _write_connections(planned, world)


def _terms_to_write(one: Planned, world: World) -> list[Key]:
    wanted = {(term.scheme, term.code) for term in one.record.terms}
    present = set() if one.new else {(term.scheme, term.code) for term in one.row.terms.all()}
    return sorted(wanted | own_terms_kept(wanted, present, world))


def _providers(one: Planned, world: World):
    for provider in one.record.providers:
        organisation = world.pk("organisation", provider.organisation)
        if organisation is not None:
            yield ServiceProvider(service=one.row, organisation_id=organisation, role=provider.role)


def _write_connections(planned: list[Planned], world: World) -> None:
    own_hours = []

    def connections(one: Planned):
        for number, connection in enumerate(one.record.connections or ()):
            channel = world.pk("channel", connection.channel)
            if channel is None:
                continue
            row = ServiceChannel(
                service=one.row,
                channel_id=channel,
                description=connection.descriptions or "",
                charge=connection.charge,
                position=number,
            )
            own_hours.append((row, connection.hours))
            yield row

    of_source = ServiceChannel.objects.filter(channel__sources__source=world.source)
    replace_rows(of_source, "service_id", planned, "connections", connections)
    rows = [made for row, given in own_hours for made in hours.made(given, connection=row)]
    OpeningHours.objects.bulk_create(rows, batch_size=CHUNK)
