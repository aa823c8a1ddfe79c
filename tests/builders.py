"""Builds rows for tests: each call makes one valid thing; say only what the test is about."""

from contextlib import contextmanager
from datetime import date, time
from itertools import count

from django.db import transaction
from django.utils import timezone, translation

from network.models import Municipality, Organisation, ServicePoint
from opinraitti.lib.audit import SystemActor
from services import directory_state
from services.enums import ChannelKind, HoursKind, ServiceStatus
from services.models import Channel, ContactPoint, FrontDoor, OpeningHours, Service, ServiceChannel, Term
from services.search import index
from services.search.query import search
from services.search.request import Results, SearchRequest

TESTER = SystemActor("tests")
_numbers = count(1)


def organisation(name="Kuhmon kaupunki", **fields) -> Organisation:
    number = next(_numbers)
    return Organisation.objects.create(**{"slug": f"toimija-{number}", "name": {"fi": name}, "network_role": "provider"} | fields)


def municipality(slug="kajaani") -> Municipality:
    """One of Finland's; after a test that emptied the tables, made anew."""
    return Municipality.objects.get_or_create(
        slug=slug, defaults={"code": f"{next(_numbers) % 1000:03}", "name": {"fi": slug.title()}}
    )[0]


def term(scheme="opinraitti_situation", code="tyoton") -> Term:
    return Term.objects.get_or_create(scheme=scheme, code=code, defaults={"label": {"fi": code}})[0]


def service(name="Uraohjaus", *, terms=(), municipalities=(), languages=(), **fields) -> Service:
    """A published service of a new organisation, findable by its words."""
    number = next(_numbers)
    values = {
        "slug": f"palvelu-{number}",
        "name": {"fi": name} if isinstance(name, str) else name,
        "summary": {"fi": "Saat apua."},
        "organisation": fields.pop("organisation", None) or organisation(),
        "status": ServiceStatus.PUBLISHED,
        "published_at": timezone.now(),
        "checked_on": date.today(),
    }
    row = Service.objects.create(**values | fields)
    row.terms.set(terms)
    row.municipalities.set(municipalities)
    row.languages.set(languages)
    written(row)
    return row


def written(row: Service) -> None:
    """Tells the search what has become of the service."""
    index.write(Service.objects.filter(pk=row.pk))
    directory_state.touch()


@contextmanager
def undone():
    """What is written within is gone afterwards: for the examples of a property test."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def answer(words="", **asked) -> Results:
    """What the search answers, asked on a page of the request's language."""
    request = SearchRequest(words=words, **asked)
    with translation.override(request.language):
        return search(request)


def found(words="", **asked) -> list[str]:
    """The slugs of the hits, in order."""
    hits = [hit.service for hit in answer(words, **asked).hits]
    slugs = dict(Service.objects.filter(pk__in=hits).values_list("pk", "slug"))
    return [slugs[key] for key in hits]


def channel(row: Service, kind=ChannelKind.PHONE, *, contacts=(("phone", "0295025500"),), hours=True, **fields) -> Channel:
    """A channel of the service, open on weekdays from 9 to 15 unless `hours` is False."""
    if kind == ChannelKind.PLACE:
        fields["service_point"] = ServicePoint.objects.create(
            organisation=row.organisation, name={"fi": "Toimipiste"}, municipality=municipality()
        )
    made = Channel.objects.create(organisation=row.organisation, kind=kind, name={"fi": "Asiointi"}, **fields)
    ServiceChannel.objects.create(service=row, channel=made)
    for contact_kind, value in contacts:
        ContactPoint.objects.create(channel=made, kind=contact_kind, value=value)
    for weekday in range(5) if hours else ():
        OpeningHours.objects.create(
            channel=made, kind=HoursKind.WEEKLY, weekday=weekday, opens=time(9), closes=time(15), position=weekday
        )
    written(row)
    return made


def full_service(name="Uraohjaus", **fields) -> Service:
    """A service with everything a page can show."""
    places = [municipality("kajaani"), municipality("kuhmo")]
    terms = [term(), term("opinraitti_group", "aikuiset"), term("opinraitti_topic", "uranvalinta")]
    row = service(name, terms=terms, municipalities=places, no_appointment=True, charge="free", **fields)
    channel(row)
    channel(row, ChannelKind.PLACE)
    return row


def front_door() -> FrontDoor:
    return FrontDoor.objects.create(pk=1, name={"fi": "Kysy neuvoa"}, phone="08 xxx xx00", email="neuvo@opinraitti.example")
