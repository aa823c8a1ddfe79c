"""`/api/v1/services`: the search of the pages, with English names."""

import pytest
from django.urls import reverse

from services import directory_state
from services.api.parameters import FACETS, AskedServices, public_value
from services.enums import Capacity
from services.models import Service
from services.search import index
from services.search.request import Facet, Sort
from tests import builders

pytestmark = pytest.mark.django_db


def ask(client, **asked) -> dict:
    response = client.get(reverse("api_services"), asked)
    assert response.status_code == 200, response.content
    return response.json()


def slugs(told) -> list[str]:
    return [item["slug"] for item in told["items"]]


def test_every_facet_of_the_search_has_its_name_and_every_name_its_parameter():
    assert {facet for facet, _values in FACETS.values()} == set(Facet)
    assert set(FACETS) <= set(AskedServices.model_fields)


def test_parameters_become_the_request_of_the_search():
    asked = AskedServices(
        q="ura\x00ohjaus", kind=["guidance", "advice"], threshold=["free"], audience=["employers"], open_now="true",
        municipality=["kuhmo"], on_site="true", sort="distance", page=2, page_size=5, lang="sv",
    ).search_request()  # fmt: skip
    assert asked.words == "uraohjaus"
    assert asked.chosen == {
        Facet.KIND: ("guidance", "advice"),
        Facet.MUNICIPALITY: ("kuhmo",),
        Facet.THRESHOLD: ("maksuton",),
        Facet.AUDIENCE: ("yritykselle",),
        Facet.OPEN: ("kylla",),
    }
    assert (asked.on_site, asked.sort, asked.page, asked.size, asked.language) == (True, Sort.DISTANCE, 2, 5, "sv")


def test_words_find_and_say_why(client):
    found = builders.full_service("Kielikurssi")
    builders.full_service("Työpaja")
    told = ask(client, q="kielikurssit")
    assert slugs(told)[0] == found.slug
    assert told["items"][0]["name"] == {"fi": "Kielikurssi"}
    assert told["sort"] == "relevance"


@pytest.mark.parametrize(
    ("narrowing", "fields"),
    [
        ({"kind": "guidance"}, {"kind": "guidance"}),
        ({"threshold": "interpreter"}, {"interpreter": True}),
        ({"threshold": "may_bring_a_friend"}, {"may_bring_a_friend": True}),
        ({"audience": "employers"}, {"for_employers": True}),
        ({"new_clients": "true"}, {"capacity": Capacity.OPEN}),
    ],
)
def test_each_narrowing_finds_what_has_it_alone(client, narrowing, fields):
    builders.service("Toinen")
    found = builders.service("Haettu", **fields)
    told = ask(client, **narrowing)
    assert slugs(told) == [found.slug]
    (name,) = narrowing
    chosen = [option for option in told["facets"][name] if option["chosen"]]
    assert [(option["value"], option["count"]) for option in chosen] == [(narrowing[name], 1)]


def test_codes_and_slugs_narrow(client):
    builders.service("Toinen")
    found = builders.full_service("Haettu")
    index.write(Service.objects.filter(pk=found.pk))
    directory_state.touch()
    for narrowing in (
        {"situation": "tyoton"}, {"group": "aikuiset"}, {"topic": "uranvalinta"}, {"municipality": "kuhmo"},
        {"channel": "place"}, {"provider": found.organisation.slug}, {"threshold": ["free", "no_appointment"]},
    ):  # fmt: skip
        assert slugs(ask(client, **narrowing)) == [found.slug], narrowing


def test_a_narrowing_that_nothing_has_finds_nothing(client):
    builders.full_service()
    told = ask(client, provider="ei-ole")
    assert (told["total"], told["items"], told["pages"], told["next"]) == (0, [], 1, None)


def test_labels_are_in_the_language_asked_for(client):
    builders.full_service()
    labels = {option["value"]: option["label"] for option in ask(client, lang="sv")["facets"]["threshold"]}
    assert labels["free"] != {option["value"]: option["label"] for option in ask(client)["facets"]["threshold"]}["free"]


def test_drafts_are_not_found(client):
    builders.service("Salainen", status="draft", published_at=None)
    assert ask(client, q="salainen")["total"] == 0


def test_pages_keep_the_question(client):
    for number in range(3):
        builders.full_service(f"Palvelu {number}")
    first = ask(client, kind="other", page_size=2)
    assert (first["total"], first["pages"], len(first["items"])) == (3, 2, 2)
    second = client.get(first["next"]).json()
    assert len(second["items"]) == 1
    assert not set(slugs(first)) & set(slugs(second))
    assert "kind=other" in second["previous"]


def test_a_value_of_the_pages_has_its_name_here():
    assert public_value("threshold", "maksuton") == "free"
    assert public_value("provider", "kuhmon-kaupunki") == "kuhmon-kaupunki"
