"""The address of the list: what it asks, and what the links of the page write into it."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from services.filters import MAX_PAGE, address, chosen_with, chosen_without, request_from
from services.search.request import MAX_LENGTH, Facet, SearchRequest, Sort

FULL = (
    "q=uraohjaus+aikuiselle&tyyppi=advice&tyyppi=guidance&tilanne=tyoton&kohderyhma=aikuiset&aihe=uranvalinta&kunta=kuhmo"
    "&kanava=chat&kieli=sv&kynnys=maksuton&kenelle=itselle&toimija=kao&tilaa=kylla&auki=kylla&paikalla=1&jarjestys=nimi"
    "&sanana=kunta%3Akuhmo&sivu=3"
)


def asked(query: str) -> SearchRequest:
    return request_from(QueryDict(query), "fi")


def test_everything_is_read_and_written_alike():
    request = asked(FULL)
    assert set(request.chosen) == set(Facet)
    assert request.chosen[Facet.KIND] == ("advice", "guidance")
    assert (request.words, request.on_site, request.sort, request.page) == ("uraohjaus aikuiselle", True, Sort.NAME, 3)
    assert request.undone == {"kunta:kuhmo"}
    assert address(request, page=3) == f"/palvelut/?{FULL}"


def test_an_address_says_only_what_is_asked():
    assert address(asked("q=&kunta=&kieli=&sivu=1&jarjestys=&tuntematon=1")) == "/palvelut/"


def test_a_change_begins_from_the_first_page():
    request = asked("q=opo&kunta=kuhmo&paikalla=1&sivu=4")
    assert address(request, sort=Sort.NAME) == "/palvelut/?q=opo&kunta=kuhmo&paikalla=1&jarjestys=nimi"
    wider = chosen_without(request, Facet.MUNICIPALITY, "kuhmo")
    assert address(request, chosen=wider) == "/palvelut/?q=opo"
    narrower = chosen_with(request, Facet.KIND, "advice")
    assert address(request, chosen=narrower) == "/palvelut/?q=opo&tyyppi=advice&kunta=kuhmo&paikalla=1"


@pytest.mark.parametrize(
    "query",
    [
        "tyyppi=%00", "kunta='--", "kanava=", "kieli=zz%00", "tilanne=%ED%A0%80", "toimija=a+b", f"aihe={'x' * 500}", "sivu=-1",
        "sivu=x", "sivu=%C2%B2", "jarjestys=x", "sanana=%0A", "paikalla=1", "q=%00%01+%0A",
    ],
)  # fmt: skip
def test_nonsense_is_an_empty_field(query):
    assert asked(query) == SearchRequest()


def test_an_unknown_code_is_kept_so_that_it_can_be_taken_away():
    assert asked("kunta=mordor").chosen == {Facet.MUNICIPALITY: ("mordor",)}


def test_control_characters_part_words():
    assert asked("q=opo%00%0Akoulu%07%20 ").words == "opo koulu"


def test_no_question_is_longer_than_it_may_be():
    assert len(asked("q=" + "x" * 100_000).words) == MAX_LENGTH
    assert asked("sivu=" + "9" * 100_000).page == MAX_PAGE
    many = "&".join(f"{facet}=arvo-{number}" for facet in Facet for number in range(70))
    chosen = asked(many).chosen
    assert len(chosen[Facet.KIND]) == 40
    assert sum(map(len, chosen.values())) == 100


@given(st.dictionaries(st.sampled_from(["q", "sivu", "sanana", "jarjestys", *Facet]), st.lists(st.text(max_size=30), max_size=4)))
def test_what_is_written_is_read_again(values):
    data = QueryDict(mutable=True)
    for name, texts in values.items():
        data.setlist(name, texts)
    request = request_from(data, "fi")
    assert asked(address(request, page=request.page).partition("?")[2]) == request
