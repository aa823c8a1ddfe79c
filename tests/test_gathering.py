"""Services gathered in few queries are what Django's own prefetch would have given."""

import pytest

from opinraitti.lib.text import values
from services.cards import dress, with_cards, with_details
from services.enums import ProviderRole, ServiceStatus
from services.gathering import gather_page
from services.models import Language, OpeningHours, Service, ServiceProvider
from services.search.similar import similar_to
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def service():
    """A service with two of everything that can be many, another that shares its channel, and a channel not public."""
    row = builders.full_service()
    row.languages.set(Language.objects.filter(code__in=["fi", "sv", "en"]))
    for name in ("Kajaanin kaupunki", "Lönnrot-opisto"):
        ServiceProvider.objects.create(service=row, organisation=builders.organisation(name), role=ProviderRole.PRODUCER)
    connection = row.connections.first()
    connection.channel.languages.set(Language.objects.filter(code__in=["fi", "en"]))
    OpeningHours.objects.create(connection=connection, kind="weekly", by_appointment=True)
    other = builders.full_service("Ryhmäohjaus")
    other.connections.create(channel=connection.channel)
    builders.channel(row, status=ServiceStatus.DRAFT)
    return row


def told(service: Service) -> dict:
    """Everything a page may show of the rows around a service, as plain values."""
    return {
        "terms": [(term.pk, term.scheme, term.code, values(term.label)) for term in service.terms.all()],
        "languages": [(language.pk, values(language.name)) for language in service.languages.all()],
        "municipalities": [(place.pk, place.slug, values(place.name)) for place in service.municipalities.all()],
        "providers": [
            (row.role, row.organisation.pk, row.organisation.get_absolute_url(), row.organisation.kind, str(row.organisation))
            for row in service.providers.all()
        ],
        "connections": [channel(connection) for connection in service.open_connections],
    }


def channel(connection) -> dict:
    one = connection.channel
    return {
        "is": (connection.pk, one.pk, one.kind, values(one.name), one.service_point and one.service_point.municipality.pk),
        "hours": [row.pk for row in connection.hours.all()],
        "channel hours": [row.pk for row in one.hours.all()],
        "contacts": [(contact.kind, contact.value) for contact in one.contacts.all()],
        "languages": [language.pk for language in one.languages.all()],
    }


def test_the_page_of_a_service_is_gathered_whole(service, django_assert_num_queries):
    expected = told(with_details(Service.objects.all()).get(pk=service.pk))
    # Of another scheme the order among schemes does not matter: pages group them.
    expected["terms"].sort()
    gathered, other = Service.objects.get(pk=service.pk), Service.objects.exclude(pk=service.pk).get()
    with django_assert_num_queries(4):
        gather_page(gathered, [other])
    with django_assert_num_queries(0):
        found = told(gathered)
    assert found | {"terms": sorted(found["terms"])} == expected
    assert len(expected["connections"]) == 2
    assert len(expected["providers"]) == 2


def test_a_gathered_relation_is_still_of_its_own_service_when_asked_further(service):
    gather_page(service, [])
    assert set(service.terms.filter(scheme="opinraitti_topic")) == set(
        Service.objects.get(pk=service.pk).terms.filter(scheme="opinraitti_topic")
    )
    assert service.languages.count() == 3


@pytest.mark.parametrize("count", [1, 5])
def test_cards_cost_four_queries_however_many(service, django_assert_num_queries, count):
    for number in range(count):
        builders.full_service(f"Palvelu {number}")
    dress(with_cards(Service.objects.public()))
    with django_assert_num_queries(4):
        cards = dress(with_cards(Service.objects.public()))
    assert [card.pk for card in cards] == list(Service.objects.public().values_list("pk", flat=True))
    assert all(card.area_text and card.channel_kinds and card.first_open for card in cards)


def test_no_services_are_dressed_without_asking(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert dress([]) == []


def test_the_most_alike_come_first_and_strangers_not_at_all():
    work, school = builders.term(), builders.term("opinraitti_topic", "uranvalinta")
    one = builders.service(terms=[work, school])
    little, much = builders.service(terms=[work]), builders.service(terms=[work, school])
    builders.service(terms=[builders.term("opinraitti_group", "aikuiset")])
    builders.service(terms=[work, school], status=ServiceStatus.DRAFT, published_at=None)
    assert similar_to(one.slug, 4) == [much.pk, little.pk]
    assert similar_to(one.slug, 1) == [much.pk]


def test_a_service_that_search_does_not_know_is_like_nothing():
    one = builders.service(terms=[builders.term()])
    builders.service(terms=[builders.term()])
    draft = builders.service(terms=one.terms.all(), status=ServiceStatus.DRAFT, published_at=None)
    for unknown in ("ei-ole", "", draft.slug):
        assert similar_to(unknown, 4) == []
