"""The provider list narrows by name, municipality and kind, and an old name leads to whoever bears it or follows it."""

from datetime import date

import pytest

from network.models import FormerName, Succession
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def providers():
    """A town with a former name, a school elsewhere, and an office that has ended."""
    town = builders.organisation("Äänekosken kaupunki", kind="municipality", municipality=builders.municipality("kuhmo"))
    FormerName.objects.create(organisation=town, name={"fi": "Entinen kauppala", "sv": "Köpingen"}, valid_to=date(1972, 12, 31))
    school = builders.organisation("Opisto", kind="vocational_school", municipality=builders.municipality("kajaani"))
    ended = builders.organisation("TE-toimisto", network_role="former", ended_on=date(2024, 12, 31))
    Succession.objects.create(predecessor=ended, successor=school, on=date(2025, 1, 1))
    return {"town": town, "school": school, "ended": ended}


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"town", "school", "ended"}),
        ("q=ääne", {"town"}),
        ("q=ÄÄNEKOSKEN+KAUP", {"town"}),
        ("q=kauppala", {"town"}),
        ("q=köping", {"town"}),
        ("q=te-toim", {"ended", "school"}),
        ("kunta=kuhmo", {"town"}),
        ("laji=vocational_school", {"school"}),
        ("q=o&kunta=kajaani&laji=vocational_school", {"school"}),
        ("q=qwxz", set()),
        ("q=%00&kunta=mordor&laji=x", {"town", "school", "ended"}),
        (f"q={'x' * 5000}", {"town", "school", "ended"}),
    ],
)
def test_the_list_shows(client, providers, query, shown):
    page = client.get(f"/toimijat/?{query}").content.decode()
    assert {name for name, row in providers.items() if f'href="{row.get_absolute_url()}"' in page} == shown


def test_only_municipalities_of_those_listed_are_offered(client, providers):
    page = client.get("/toimijat/").content.decode()
    assert '<option value="kuhmo">' in page
    assert '<option value="sotkamo">' not in page


def test_nothing_found_leads_on(client, providers):
    page = client.get("/sv/toimijat/?q=qwxz").content.decode()
    assert 'href="/sv/toimijat/"' in page
    assert 'href="/sv/kysy-neuvoa/"' in page


def test_a_search_costs_the_same_for_3_and_30_providers(client, django_assert_max_num_queries):
    def asked() -> int:
        with django_assert_max_num_queries(9) as queries:
            client.get("/toimijat/?q=kaupunki")
        return len(queries)

    client.get("/toimijat/?q=kaupunki")
    builders.organisation("Kuhmon kaupunki")
    few = asked()
    for _ in range(27):
        builders.organisation("Kuhmon kaupunki", municipality=builders.municipality())
    assert asked() == few
