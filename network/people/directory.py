"""Who is in the network and what they do: the rows behind “Kuka osaa mitä”, and what narrows them without words.

A region has hundreds of professionals, not millions: all are read in two queries and narrowed here, because neither
database compares words as Finnish does, and only one of them looks into a list of languages.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from network.models import Membership, ServicePoint, User


@dataclass(frozen=True)
class Entry:
    """A person in one organisation. `municipalities`: {slug: name} of those where it is at home or meets people."""

    person: int
    name: str
    speaks: tuple[str, ...]
    title: str
    advises_on: str
    organisation: str
    organisation_name: object
    municipalities: Mapping[str, object]


def listed() -> QuerySet[Membership]:
    """The memberships in force of people whose account is in use: whom professionals may find."""
    return Membership.objects.current().of_active_people()


def people_in_full() -> QuerySet[User]:
    """Those listed, in two queries, each with `places`: the memberships and their organisations."""
    places = listed().select_related("organisation").order_by("starts_on", "pk")
    people = User.objects.filter(pk__in=listed().values("user"))
    return people.prefetch_related(Prefetch("memberships", places, to_attr="places"))


def entries() -> list[Entry]:
    rows = listed().values_list(
        *("user", "user__name", "user__speaks", "title", "advises_on", "organisation__slug", "organisation__name"),
        *("organisation__municipality__slug", "organisation__municipality__name"),
    )
    met = _meeting_places()
    return [
        Entry(person, name, tuple(speaks), title, advises_on, slug, organisation, met[slug] | ({home: home_name} if home else {}))
        for person, name, speaks, title, advises_on, slug, organisation, home, home_name in rows
    ]


def _meeting_places() -> Mapping[str, dict[str, object]]:
    """{organisation: {municipality: name}} of the service points."""
    found = defaultdict(dict)
    points = ServicePoint.objects.filter(organisation__in=listed().values("organisation"), municipality__isnull=False)
    for slug, municipality, name in points.values_list("organisation__slug", "municipality__slug", "municipality__name"):
        found[slug][municipality] = name
    return found


def narrowed(found: list[Entry], *, organisation: str = "", municipality: str = "", language: str = "") -> list[Entry]:
    return [
        entry
        for entry in found
        if (not organisation or entry.organisation == organisation)
        and (not municipality or municipality in entry.municipalities)
        and (not language or language in entry.speaks)
    ]
