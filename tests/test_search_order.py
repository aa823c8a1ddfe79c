"""The order of answers: names first, then the better, then by name; and by distance."""

from itertools import pairwise

import pytest

from network.models import ServicePoint
from services.enums import ChannelKind
from services.models import Service
from services.search.request import Facet, Sort
from tests import builders
from tests.builders import answer, found

pytestmark = pytest.mark.django_db


def by_slug(slug):
    return Service.objects.get(slug=slug)


def test_equally_good_answers_stand_by_name():
    names = ["Öljy", "Zebra", "Auto", "Ähtäri", "Åbo", "auto", "Öljy"]
    for name in names:
        builders.service(f"{name} uraohjaus")
    expected = ["auto", "auto", "zebra", "åbo", "ähtäri", "öljy", "öljy"]
    for asked in ({"words": "uraohjaus"}, {"sort": Sort.NAME}, {"words": "uraohjaus", "sort": Sort.NAME}):
        results = answer(**asked)
        slugs = found(**asked)
        rows = {row.slug: str(row.name).split()[0].lower() for row in map(by_slug, slugs)}
        assert [rows[slug] for slug in slugs] == expected
        assert results.sort == asked.get("sort", Sort.RELEVANCE)


def test_a_name_is_sorted_in_the_language_of_the_page():
    first = builders.service({"fi": "Aikuisten ohjaus", "sv": "Öppen vägledning"})
    second = builders.service({"fi": "Työpaja", "sv": "Arbetsverkstad"})
    only_finnish = builders.service({"fi": "Neuvonta"})
    assert found() == [first.slug, only_finnish.slug, second.slug]
    assert found(language="sv") == [second.slug, only_finnish.slug, first.slug]


def place_of(service, latitude, longitude):
    channel = builders.channel(service, ChannelKind.PLACE)
    ServicePoint.objects.filter(channels=channel).update(latitude=latitude, longitude=longitude)
    builders.written(service)


def test_the_nearest_first_and_what_has_no_place_last():
    kajaani = builders.municipality("kajaani")
    kajaani.latitude, kajaani.longitude = 64.2247, 27.7333
    kajaani.save()
    near, far, nowhere, both = (builders.service(f"Uraohjaus {letter}", municipalities=[kajaani]) for letter in "dcba")
    place_of(near, 64.2250, 27.7340)
    place_of(far, 64.1287, 29.5204)  # Kuhmo
    place_of(both, 65.9658, 29.1884)  # Kuusamo
    place_of(both, 64.1300, 28.3900)  # Sotkamo
    asked = {"chosen": {Facet.MUNICIPALITY: ("kajaani",)}, "sort": Sort.DISTANCE}
    for words in ("", "uraohjaus"):
        results = answer(words, **asked)
        assert results.sort == Sort.DISTANCE
        assert found(words, **asked) == [near.slug, both.slug, far.slug, nowhere.slug]
        kilometres = [hit.distance_km for hit in results.hits]
        assert kilometres[0] < 0.1
        assert kilometres[1:3] == pytest.approx([33, 87], abs=2)
        assert kilometres[3] is None
    assert found("uraohjaus kajaanissa", sort=Sort.DISTANCE)[0] == near.slug


def test_distance_is_offered_where_it_can_be_told():
    builders.service(municipalities=[builders.municipality("kajaani"), builders.municipality("kuhmo")])

    def of(*places):
        return {Facet.MUNICIPALITY: places}

    assert answer(chosen=of("kajaani")).sorts == (Sort.NAME, Sort.DISTANCE)
    assert answer("uraohjaus", chosen=of("kajaani")).sorts == (Sort.RELEVANCE, Sort.NAME, Sort.DISTANCE)
    assert answer("uraohjaus kuhmossa").sorts == (Sort.RELEVANCE, Sort.NAME, Sort.DISTANCE)
    assert Sort.DISTANCE not in answer().sorts
    assert Sort.DISTANCE not in answer(chosen=of("kajaani", "kuhmo")).sorts
    assert Sort.DISTANCE not in answer(chosen=of("ei-ole")).sorts
    refused = answer(sort=Sort.DISTANCE)
    assert (refused.sort, refused.total) == (Sort.NAME, 1)


def test_relevant_pages_hold_when_most_services_fit_equally():
    """The page is cut before it is sorted: ties at its edge must not be lost."""
    for number in range(30):
        builders.service(f"Uraohjaus {number:02}")
    pages = [found("uraohjaus", size=4, page=page) for page in range(1, 9)]
    whole = found("uraohjaus", size=100)
    assert [slug for page in pages for slug in page] == whole
    numbers = [str(by_slug(slug).name) for slug in whole]
    assert all(first < second for first, second in pairwise(numbers))


def test_words_alone_that_say_nothing():
    builders.service("Uraohjaus", summary={"fi": "Sinulle ja muille."})
    for nothing in ("xyzzyq plughh", "qwrtpsdf"):
        assert (answer(nothing).total, answer(nothing).suggestion) == (0, "")
    for stop in ("ja", "ja on että", "the", "och"):
        assert answer(stop).total <= 1
    assert found("???") == found()
