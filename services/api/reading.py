"""The rows the interface shows, in a constant number of queries. Only what the public pages show."""

from dataclasses import dataclass, field

from django.db.models import Count, Prefetch, Q

from network.models import Municipality, Organisation
from opinraitti.lib.calendar import today
from services.cards import OWN_SCHEMES, with_details
from services.enums import ServiceStatus
from services.models import Service, ServiceChannel, Term
from services.providers import listed

_NOT_IN_BRIEFS = (
    "alternative_name", "description", "general_description", "for_whom", "how_to", "deadline", "processing_time",
    "validity", "keywords", "laws", "charge_info", "referral_must_tell",
)  # fmt: skip


@dataclass
class Codes:
    """What a service carries, by its codes, each list in the order of its vocabulary. `terms`: (scheme, code)."""

    terms: list[tuple[str, str]] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    municipalities: list[str] = field(default_factory=list)
    channels: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, service: Service) -> "Codes":
        """Of a service from `services()`."""
        return cls(
            terms=[(term.scheme, term.code) for term in service.terms.all()],
            languages=[language.code for language in service.languages.all()],
            municipalities=[place.slug for place in service.municipalities.all()],
            channels=[connection.channel.kind for connection in service.open_connections],
        )


def briefs(pks: list[int]) -> list[tuple[Service, Codes]]:
    """The public services of these keys, in their order."""
    found = (
        Service.objects.public()
        .filter(pk__in=pks)
        .select_related("organisation")
        .defer(*_NOT_IN_BRIEFS, "organisation__description", "organisation__website")
    )
    by_key, codes = {service.pk: service for service in found}, _codes(pks)
    return [(by_key[pk], codes[pk]) for pk in pks if pk in by_key]


def _codes(pks: list[int]) -> dict[int, Codes]:
    """Read as plain tuples: as models a hundred services took a worker 12 MiB."""
    found = {pk: Codes() for pk in pks}

    def rows(through, *order: str):
        return through.objects.filter(service__in=pks).order_by("service", *order)

    terms = rows(Service.terms.through, "term__scheme", "term__position", "term__code").filter(term__scheme__in=OWN_SCHEMES)
    for pk, scheme, code in terms.values_list("service", "term__scheme", "term__code"):
        found[pk].terms.append((scheme, code))
    languages = rows(Service.languages.through, "language__position", "language")
    for pk, code in languages.values_list("service", "language"):
        found[pk].languages.append(code)
    for pk, slug in rows(Service.municipalities.through, "municipality__slug").values_list("service", "municipality__slug"):
        found[pk].municipalities.append(slug)
    connections = rows(ServiceChannel, "position", "pk").filter(channel__status=ServiceStatus.PUBLISHED)
    for pk, kind in connections.values_list("service", "channel__kind"):
        found[pk].channels.append(kind)
    return found


def services():
    """Everything that was ever public, for one whole service: an archived one tells what has replaced it."""
    return with_details(Service.objects.exclude(status=ServiceStatus.DRAFT))


def organisations():
    return listed().order_by("slug")


def organisation_details():
    """Those at work, listed or not, and those that have ended, whole."""
    public = Count("services", filter=Q(services__status=ServiceStatus.PUBLISHED))
    children = Organisation.objects.filter(ended_on=None)
    return (
        Organisation.objects.select_related("parent")
        .with_history()
        .annotate(service_count=public)
        .prefetch_related("service_points", Prefetch("children", children, to_attr="present_children"))
    )


def municipalities():
    public = Count("services", filter=Q(services__status=ServiceStatus.PUBLISHED))
    return Municipality.objects.current(today()).annotate(service_count=public).order_by("slug")


def terms(schemes: list[str]):
    chosen = Term.objects.filter(scheme__in=schemes) if schemes else Term.objects.all()
    return chosen.select_related("parent").prefetch_related("same_as").order_by("scheme", "position", "code")
