"""A service as a search document: pure, from prefetched rows. `services.search.index` stores it."""

import json
from collections.abc import Iterator
from hashlib import blake2b

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from opinraitti.lib.text import values
from services.cards import ANSWERED_BY_PEOPLE
from services.enums import AreaKind, Capacity, Charge, ServiceStatus, TermScheme
from services.hours import hours_of
from services.models import SearchDocument, Service, ServiceChannel
from services.search.analysis import analyser, spoken, tokens
from services.search.fields import fields_of, weighed
from services.search.request import Facet

# Grows when documents are made otherwise than before: then the index asks to be rebuilt.
FORMAT = 2
EVERYWHERE = "*"
# A facet of the index that no address names: where one can come in.
VISIT = "paikka"
YES = "kylla"
INDIVIDUALS, EMPLOYERS = "itselle", "yritykselle"
TERM_FACETS = {
    TermScheme.SITUATION: Facet.SITUATION,
    TermScheme.GROUP: Facet.GROUP,
    TermScheme.TOPIC: Facet.TOPIC,
}
# Value in the address -> what it says, and the field of Service that must be true.
THRESHOLDS = {
    "maksuton": (_("Maksuton"), None),
    "ilman-ajanvarausta": (_("Ilman ajanvarausta"), "no_appointment"),
    "avoin": (_("Avoin vastaanotto"), "drop_in"),
    "nimetta": (_("Ilman tunnistautumista"), "no_identification"),
    "kielitaidotta": (_("Ei kielitaitovaatimusta"), "no_language_requirement"),
    "kaverin-kanssa": (_("Voit tulla kaverin kanssa"), "may_bring_a_friend"),
    "tulkki": (_("Tulkki järjestyy"), "interpreter"),
}
_SPELLED = ("name", "alternative_name", "keywords", "summary")


def made_by() -> str:
    """What a document made now carries: the analyser with its version, and the format."""
    return f"{analyser()} / {FORMAT}"[:80]


def with_everything(services):
    """The rows a document needs, in a constant number of queries."""
    connections = ServiceChannel.objects.filter(channel__status=ServiceStatus.PUBLISHED)
    connections = connections.select_related("channel__service_point__municipality").prefetch_related("hours", "channel__hours")
    return services.select_related("organisation").prefetch_related(
        Prefetch("connections", connections, to_attr="open_connections"),
        "terms",
        "languages",
        "municipalities",
        "organisation__former_names",
        "organisation__successions_in__predecessor",
        "other_organisations__former_names",
        "other_organisations__successions_in__predecessor",
    )


def facets(service: Service) -> Iterator[tuple[str, str]]:
    """(facet, value) of everything the service may be narrowed by, but what the clock decides."""
    yield Facet.KIND, service.kind
    yield from ((TERM_FACETS[term.scheme], term.code) for term in service.terms.all() if term.scheme in TERM_FACETS)
    if service.area_kind != AreaKind.LIMITED:
        yield Facet.MUNICIPALITY, EVERYWHERE
    yield from ((Facet.MUNICIPALITY, place.slug) for place in service.municipalities.all())
    for connection in service.open_connections:
        yield Facet.CHANNEL, connection.channel.kind
        if connection.channel.service_point and connection.channel.service_point.municipality:
            yield VISIT, connection.channel.service_point.municipality.slug
    yield from ((Facet.LANGUAGE, language.code) for language in service.languages.all())
    for value, (_label, field) in THRESHOLDS.items():
        if getattr(service, field) if field else service.charge == Charge.FREE:
            yield Facet.THRESHOLD, value
    if service.for_individuals:
        yield Facet.AUDIENCE, INDIVIDUALS
    if service.for_employers:
        yield Facet.AUDIENCE, EMPLOYERS
    for organisation in (service.organisation, *service.other_organisations.all()):
        yield Facet.PROVIDER, organisation.slug
    if service.capacity == Capacity.OPEN:
        yield Facet.NEW_CLIENTS, YES


def hours(service: Service) -> list[list]:
    """[[open on holidays, [row, …]], …] of the channels that people answer; a row as a list, times as text."""
    told = []
    for connection in service.open_connections:
        rows = hours_of(connection.channel, connection) if connection.channel.kind in ANSWERED_BY_PEOPLE else []
        if rows:
            told.append([connection.channel.open_on_holidays, sorted((_hours_row(row) for row in rows), key=str)])
    return sorted(told, key=str)


def _hours_row(row) -> list:
    times = (row.opens, row.closes, row.date_from, row.date_to)
    return [
        row.kind, row.weekday, row.closes_weekday, *(value and value.isoformat() for value in times),
        row.closed, row.always_open, row.by_appointment,
    ]  # fmt: skip


def places(service: Service) -> list[str]:
    """“latitude,longitude” of each place one can visit, in degrees."""
    points = (connection.channel.service_point for connection in service.open_connections)
    return sorted({f"{point.latitude:.5f},{point.longitude:.5f}" for point in points if point and point.latitude is not None})


def spoken_name(name: str) -> str:
    """A name as one may type it: its words, folded, without signs."""
    return " ".join(spoken(name))


def document(service: Service) -> SearchDocument:
    """The document of a service from `with_everything`."""
    terms, weights = weighed(service)
    spelled = {word for field, language, text in fields_of(service) if field in _SPELLED for word in tokens(text)}
    parts = {
        "analyser": made_by(),
        "terms": terms.tobytes(),
        "weights": weights.tobytes(),
        "facets": "\n".join(sorted({f"{facet}:{value}" for facet, value in facets(service)})),
        "names": json.dumps({language: spoken_name(name) for language, name in values(service.name).items()}, ensure_ascii=False),
        "words": " ".join(sorted(word for word in spelled if len(word) > 3 and word.replace("-", "").isalpha())),
        "places": " ".join(places(service)),
        "hours": json.dumps(hours(service)),
    }
    digest = blake2b(repr(sorted(parts.items())).encode("utf-8", "replace"), digest_size=8).digest()
    return SearchDocument(service_id=service.pk, digest=int.from_bytes(digest, "little", signed=True), **parts)
