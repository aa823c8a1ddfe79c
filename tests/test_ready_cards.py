"""Ready-made cards say what a card made now would say, and cost nothing the second time."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone, translation

from opinraitti.lib.calendar import HELSINKI
from services.ready_cards import cards
from services.search.marking import hashed_terms
from services.search.request import Hit, Reason
from tests import builders

pytestmark = pytest.mark.django_db
WEDNESDAY = datetime(2026, 11, 25, 8, 30, tzinfo=HELSINKI)


@pytest.fixture
def clock(monkeypatch):
    """`clock(moment)` sets the time of everything that asks for it."""

    def set_to(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    set_to(WEDNESDAY)
    return set_to


def html(service, language="fi", *, version=1, terms=(), **hit) -> str:
    card = cards([service.pk], language, version)[service.pk]
    return card.html(Hit(service.pk, **hit), hashed_terms(terms))


def test_a_card_kept_says_what_it_said_when_made():
    service = builders.full_service()
    made = cards([service.pk], "fi", 1)[service.pk]
    assert cards([service.pk], "fi", 1)[service.pk] == made


def test_a_card_asked_again_asks_nothing_of_the_database(django_assert_num_queries):
    service = builders.full_service()
    first = html(service)
    with django_assert_num_queries(0):
        assert html(service) == first


@pytest.mark.parametrize("count", [3, 30])
def test_cards_are_made_in_a_constant_number_of_queries(django_assert_max_num_queries, count):
    services = [builders.full_service().pk for _ in range(count)]
    with django_assert_max_num_queries(6):
        assert len(cards(services, "fi", 1)) == count


def test_only_what_is_missing_is_made():
    old, new = builders.service("Vanha"), builders.service("Uusi")
    kept = cards([old.pk], "fi", 1)[old.pk]
    type(old).objects.update(name={"fi": "Muutettu"})
    both = cards([old.pk, new.pk], "fi", 1)
    assert both[old.pk] == kept
    assert both[new.pk].name.text == "Muutettu"


def test_a_new_version_of_the_directory_makes_cards_anew():
    service = builders.service("Vanha nimi")
    assert "Vanha nimi" in html(service)
    type(service).objects.filter(pk=service.pk).update(name={"fi": "Uusi nimi"})
    assert "Vanha nimi" in html(service)
    assert "Uusi nimi" in html(service, version=2)


def test_a_service_no_longer_public_has_no_card():
    service = builders.service(status="archived", archived_at=timezone.now())
    assert cards([service.pk, 987654321], "fi", 1) == {}


def test_the_opening_line_is_never_old(clock):
    service = builders.service()
    builders.channel(service)
    assert "aukeaa tänään klo 9.00" in html(service)
    clock(WEDNESDAY.replace(hour=9, minute=0))
    assert "Auki nyt" in html(service)
    clock(WEDNESDAY.replace(hour=15, minute=0))
    assert "aukeaa huomenna" in html(service)


def test_a_card_lasts_until_midnight(clock):
    service, midnight = builders.service(), datetime(2026, 11, 26, tzinfo=HELSINKI)
    card = cards([service.pk], "fi", 1)[service.pk]
    assert card.until == midnight.timestamp()
    clock(midnight - timedelta(seconds=1))
    assert cards([service.pk], "fi", 1)[service.pk] == card
    clock(midnight)
    assert cards([service.pk], "fi", 1)[service.pk].until == (midnight + timedelta(days=1)).timestamp()


def test_each_language_has_its_own_card():
    service = builders.service({"fi": "Kurssi", "sv": "Kurs"}, summary={"fi": "Opit suomea."})
    assert 'href="/palvelut/' in html(service)
    swedish = html(service, "sv")
    assert 'href="/sv/palvelut/' in swedish
    assert ">Kurs</a>" in swedish
    assert '<span lang="fi">Opit suomea.</span>' in swedish
    assert translation.get_language() == "fi"


def test_what_the_search_tells_goes_into_its_place():
    service = builders.service("Uraohjaus", summary={"fi": "Ohjausta <kaikille>"})
    told = (Reason("työllisyyspalvelut"), Reason("työkkäri"), Reason("Työtön", situation=True))
    page = html(service, terms=["b:uraohjaus"], reasons=told, distance_km=12.4)
    assert "><mark>Uraohjaus</mark></a></h3>" in page
    assert "Ohjausta &lt;kaikille&gt;" in page
    assert "Tilanteesi: Työtön" in page
    assert "Löytyi sanoilla työllisyyspalvelut, työkkäri" in page
    assert "12 km kunnan keskustasta" in page
    plain = html(service)
    assert not {"<mark>", "why", "km ", "\x00"} & {part for part in ("<mark>", "why", "km ", "\x00") if part in plain}


def test_a_word_the_card_says_is_no_news():
    told = (Reason("URAohjaus"), Reason("saat apua"), Reason("Uraohjaus", situation=True))
    page = html(builders.service("Uraohjaus ja neuvonta"), reasons=told)
    assert "Löytyi" not in page
    assert "Tilanteesi: Uraohjaus" in page


def test_what_the_search_tells_is_escaped():
    page = html(builders.service(), reasons=(Reason("<b>"), Reason("<i>", situation=True)))
    assert "&lt;b&gt;" in page
    assert "&lt;i&gt;" in page
