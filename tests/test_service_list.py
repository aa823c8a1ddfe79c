"""The service list: what a search and its filters give, what the page tells of them, and what it costs."""

import re
import time
from html import unescape
from urllib.parse import parse_qsl

import pytest
from django.http import QueryDict

from services import views
from services.models import Language, Service, ServiceProvider
from services.search.query import search
from services.search.request import Facet, Understood
from tests import builders

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
THRESHOLDS = ("maksuton", "ilman-ajanvarausta", "avoin", "nimetta", "kielitaidotta", "kaverin-kanssa", "tulkki")


def body(client, address: str, **headers) -> str:
    response = client.get(address, **headers)
    assert response.status_code == 200
    return response.content.decode()


def names(page: str) -> list[str]:
    """The names of the services listed, in order, without marks."""
    return [re.sub("<[^>]+>", "", name) for name in re.findall(r"<h3><a [^>]+>(.*?)</a></h3>", page)]


def told(page: str) -> int:
    return int(re.search(r'<h2 id="maara">\s*(\d+)', page).group(1))


def links(page: str) -> list[str]:
    return [unescape(link) for link in re.findall(r'<a [^>]*href="([^"]+)"', page)]


def counts(client, query: str = "") -> dict[str, int]:
    """{"tyyppi.guidance": 1, …} as a script gets them."""
    text = re.search(r'<p id="luvut" hidden>(.*?)</p>', body(client, f"/palvelut/?{query}", headers=HTMX)).group(1)
    return {name: int(count) for name, count in parse_qsl(unescape(text))}


@pytest.fixture
def two_services():
    """“A” has everything the filters ask for, “B” nothing but a kind and a place; gives A."""
    provider = builders.organisation(slug="kao")
    a = builders.service(
        "A",
        organisation=provider,
        kind="guidance",
        charge="free",
        capacity="open",
        for_individuals=False,
        for_employers=True,
        no_appointment=True,
        drop_in=True,
        no_identification=True,
        no_language_requirement=True,
        may_bring_a_friend=True,
        interpreter=True,
        terms=[builders.term(), builders.term("opinraitti_group", "nuoret"), builders.term("opinraitti_topic", "uranvalinta")],
        municipalities=[builders.municipality("kuhmo")],
        languages=[Language.objects.get_or_create(code="sv", defaults={"name": {"fi": "ruotsi"}})[0]],
    )
    builders.channel(a, "chat", contacts=())
    builders.service("B", kind="training", municipalities=[builders.municipality("sotkamo")])
    return a


@pytest.mark.parametrize(
    "query",
    [
        "tyyppi=guidance", "kunta=kuhmo", "tilanne=tyoton", "kohderyhma=nuoret", "aihe=uranvalinta", "kanava=chat", "kieli=sv",
        "toimija=kao", "kenelle=yritykselle", "tilaa=kylla", *(f"kynnys={value}" for value in THRESHOLDS),
    ],
)  # fmt: skip
def test_each_filter_keeps_what_it_names_and_has_a_chip_that_takes_it_away(client, two_services, query):
    page = body(client, f"/palvelut/?{query}")
    assert names(page) == ["A"]
    assert page.count('class="chip"') == 1
    assert re.search(r'<a class="chip" href="/palvelut/"', page)


def test_several_values_widen_and_several_filters_narrow(client, two_services):
    assert names(body(client, "/palvelut/?tyyppi=guidance&tyyppi=training")) == ["A", "B"]
    assert names(body(client, "/palvelut/?tyyppi=training&kunta=kuhmo")) == []


def test_a_nationwide_service_is_for_every_municipality_but_has_no_place_in_it(client, two_services):
    builders.service("Koko Suomi", area_kind="nationwide")
    place = builders.service("Paikka", municipalities=[builders.municipality("kajaani")])
    builders.channel(place, "place")
    assert names(body(client, "/palvelut/?kunta=kajaani")) == ["Koko Suomi", "Paikka"]
    assert names(body(client, "/palvelut/?kunta=kajaani&paikalla=1")) == ["Paikka"]


def test_a_service_is_found_by_its_producer_too(client, two_services):
    b = Service.objects.exclude(pk=two_services.pk).get()
    ServiceProvider.objects.create(service=b, organisation=two_services.organisation, role="producer")
    builders.written(b)
    assert names(body(client, "/palvelut/?toimija=kao")) == ["A", "B"]


@pytest.mark.parametrize(
    "query", ["", "tyyppi=guidance", "kunta=kuhmo&kynnys=maksuton", "kynnys=avoin&tyyppi=training", "q=apua"]
)
def test_every_number_beside_an_option_is_what_it_gives(client, two_services, query):
    builders.full_service("C", kind="advice")
    asked = QueryDict(query)
    for name, count in counts(client, query).items():
        facet, _dot, value = name.partition(".")
        data = asked.copy()
        wanted = {*data.getlist(facet), value} if facet == "kynnys" else {value}
        data.setlist(facet, sorted(wanted))
        assert told(body(client, f"/palvelut/?{data.urlencode()}")) == count, (query, name)


def test_an_option_without_a_hit_cannot_be_chosen(client, two_services):
    page = body(client, "/palvelut/?tyyppi=training")
    assert re.search(r'<label class="choice" hidden><input[^>]+value="chat"', page)
    assert re.search(r'<option value="sv" hidden disabled>', page)
    assert not re.search(r'<label class="choice" hidden><input[^>]+value="guidance"', page)


def test_further_values_of_a_select_are_boxes_below_it(client, two_services):
    page = body(client, "/palvelut/?kunta=kuhmo&kunta=sotkamo")
    assert re.search(r'<option value="kuhmo" selected>', page)
    assert re.search(r'<input type="checkbox" name="kunta" value="sotkamo" checked>', page)


def test_all_filters_are_taken_away_at_once_and_the_words_stay(client, two_services):
    page = body(client, "/palvelut/?q=apua&tyyppi=guidance&kunta=kuhmo&paikalla=1&jarjestys=nimi")
    assert '<a class="more" href="/palvelut/?q=apua&amp;jarjestys=nimi">Poista kaikki</a>' in page


def test_a_value_nothing_has_finds_nothing_and_can_be_taken_away(client, two_services):
    page = body(client, "/palvelut/?tilanne=eiole&q=a")
    assert told(page) == 0
    assert "eiole" in page
    assert re.search(r'<a class="chip" href="/palvelut/\?q=a"', page)


def test_without_hits_the_page_says_what_to_leave_out(client, two_services):
    page = body(client, "/palvelut/?tyyppi=training&kunta=kuhmo")
    assert {"/palvelut/?tyyppi=training", "/palvelut/?kunta=kuhmo", "/kysy-neuvoa/", "/palvelut/?tilanne=tyoton"} <= set(
        links(page)
    )
    assert page.count("löytyy 1 palvelu.") == 2


def test_a_hit_says_why_it_is_there(client):
    builders.service("Uraohjausta aikuisille", summary={"fi": "Ohjausta <työhön>"})
    page = body(client, "/palvelut/?q=uraohjaus")
    assert "<mark>Uraohjausta</mark> aikuisille" in page
    assert "&lt;työhön&gt;" in page


def test_the_title_of_the_page_does_not_tell_what_was_searched(client):
    page = body(client, "/palvelut/?q=poikani+Matti")
    assert "Matti" not in re.search(r"<title>(.*?)</title>", page, re.DOTALL).group(1)


def test_what_was_understood_is_told_and_undone(client, two_services, monkeypatch):
    def understanding(asked, **_how):
        named = Understood("kunta:kuhmo", Facet.MUNICIPALITY, "kuhmo", "Kuhmo", "kuhmossa")
        return replaced(search(asked), understood=() if named.key in asked.undone else (named,))

    monkeypatch.setattr(views, "search", understanding)
    page = body(client, "/palvelut/?q=apua+kuhmossa")
    assert "joita saa täällä: Kuhmo." in page
    undone = "/palvelut/?q=apua+kuhmossa&sanana=kunta%3Akuhmo"
    assert {undone, "/palvelut/?q=apua+kuhmossa&kunta=kuhmo"} <= set(links(page))
    again = body(client, undone)
    assert "joita saa täällä" not in again
    assert '<input type="hidden" name="sanana" value="kunta:kuhmo">' in again


def test_a_misspelt_word_and_what_is_elsewhere_are_told(client, two_services, monkeypatch):
    found = {"suggestion": "työkokeilu", "notices": ("Asunnoissa auttaa <kuntasi>.",)}
    monkeypatch.setattr(views, "search", lambda asked, **_how: replaced(search(asked), **found))
    page = body(client, "/palvelut/?q=työkokelu&kunta=kuhmo")
    assert "/palvelut/?q=ty%C3%B6kokeilu&kunta=kuhmo" in links(page)
    assert "Asunnoissa auttaa &lt;kuntasi&gt;." in page


def replaced(results, **changes):
    return type(results)(**{**vars(results), **changes})


def test_the_order_is_chosen_by_a_link_and_kept(client, two_services):
    builders.service("C", municipalities=[builders.municipality("kuhmo")])
    page = body(client, "/palvelut/?q=apua&kunta=kuhmo")
    assert {f"/palvelut/?q=apua&kunta=kuhmo&jarjestys={sort}" for sort in ("nimi", "etaisyys")} <= set(links(page))
    by_name = body(client, "/palvelut/?q=apua&jarjestys=nimi")
    assert '<input type="hidden" name="jarjestys" value="nimi">' in by_name


def test_pages_lead_to_each_other_and_the_last_is_the_last(client):
    for number in range(41):
        builders.service(f"Palvelu {number:02}")
    second = body(client, "/palvelut/?sivu=2")
    assert {"/palvelut/", "/palvelut/?sivu=3"} <= set(links(second))
    assert "sivu 2 –" in second
    last = body(client, "/palvelut/?sivu=1000000000")
    assert names(last) == ["Palvelu 40"]
    assert "Sivu 3 / 3" in last


@pytest.mark.parametrize("prefix", ["", "/sv", "/en", "/fi-simple"])
@pytest.mark.parametrize("query", ["", "q=apua&kunta=kuhmo&kynnys=avoin", "q=qwxz&kieli=sv", "tyyppi=training&kunta=kuhmo"])
def test_the_list_speaks_every_language_and_its_links_stay_in_it(client, two_services, prefix, query):
    page = body(client, f"{prefix}/palvelut/?{query}")
    within = re.search(r'<section class="list-results".*?</section>', page, re.DOTALL).group()
    assert all(link.startswith(f"{prefix}/") for link in links(within))


def test_a_warm_list_asks_little_of_the_database(client, two_services, django_assert_max_num_queries):
    builders.front_door()
    client.get("/palvelut/?q=apua&kunta=kuhmo")
    with django_assert_max_num_queries(2):
        client.get("/palvelut/?q=apua&kunta=kuhmo")


def test_a_page_stays_small(client):
    for number in range(25):
        builders.full_service(f"Palvelu {number}")
    assert len(body(client, "/palvelut/?q=palvelu").encode()) < 45_000


def test_a_question_of_any_size_is_answered_quickly(client, two_services):
    client.get("/palvelut/?q=apua")
    many = "&".join(f"{facet}=arvo{number}" for facet in Facet for number in range(25))
    began = time.perf_counter()
    for query in ("q=" + "ohjaus" * 33, "q=" + "a+b+" * 50, "sivu=1000000000", many, f"q={'ä' * 200}&{many}&sivu=99999999999"):
        body(client, f"/palvelut/?{query}")
    assert time.perf_counter() - began < 5
