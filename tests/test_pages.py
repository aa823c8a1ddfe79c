"""The public pages: what they show, what they cost, and what they say when something is gone."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override

from network.enums import Role
from network.models import FormerName, Succession
from tests import builders, people

pytestmark = pytest.mark.django_db
LANGUAGES = ("", "/sv", "/en", "/fi-simple")
PATHS = ("/", "/palvelut/", "/toimijat/", "/kysy-neuvoa/", "/tietoa/", "/saavutettavuus/", "/tietosuoja/")


def body(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize("prefix", LANGUAGES)
@pytest.mark.parametrize("path", PATHS)
def test_pages_open_in_every_language(client, prefix, path):
    builders.full_service()
    builders.front_door()
    response = client.get(prefix + path)
    assert response.status_code == 200
    assert f'<html lang="{prefix.strip("/") or "fi"}"' in body(response)


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_each_page_leads_to_itself_in_the_other_languages(client, prefix):
    service = builders.full_service()
    page = body(client.get(f"{prefix}/palvelut/{service.slug}/"))
    for code, other in zip(("fi", "sv", "en", "fi-simple"), LANGUAGES, strict=True):
        assert f'hreflang="{code}" href="http://testserver{other}/palvelut/{service.slug}/"' in page


def test_the_language_switch_keeps_the_search(client):
    assert "/sv/palvelut/?q=opo" in body(client.get("/palvelut/?q=opo"))


def test_the_list_holds_an_article_with_the_service_name_as_its_heading(client):
    service = builders.full_service("Kielikurssi")
    page = body(client.get("/palvelut/?q=kielikurssi"))
    assert f'<article data-service="{service.slug}"' in page
    assert "<mark>Kielikurssi</mark></a></h" in page


def test_htmx_gets_the_results_alone_and_a_returning_browser_the_whole_page(client):
    builders.full_service()
    part = body(client.get("/palvelut/", headers={"HX-Request": "true"}))
    assert "<html" not in part
    assert "<article" in part
    whole = client.get("/palvelut/", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert "<html" in body(whole)
    assert "HX-Request" in whole["Vary"]


def test_a_text_in_another_language_says_so(client):
    service = builders.full_service()
    assert '<span lang="fi">Uraohjaus</span>' in body(client.get(f"/sv/palvelut/{service.slug}/"))
    assert '<span lang="fi">Uraohjaus</span>' not in body(client.get(f"/palvelut/{service.slug}/"))


def test_an_archived_service_is_gone_and_leads_on(client):
    successor = builders.service("Uusi uraohjaus")
    old = builders.service("Vanha uraohjaus", status="archived", archived_at=timezone.now(), successor=successor)
    response = client.get(old.get_absolute_url())
    assert response.status_code == 410
    assert successor.get_absolute_url() in body(response)


def test_an_ended_organisation_leads_to_who_does_its_work_today(client):
    today = builders.organisation("Kainuu-Koillismaan työllisyysalue")
    old = builders.organisation("Kainuun TE-toimisto", network_role="former", ended_on=date(2024, 12, 31))
    Succession.objects.create(predecessor=old, successor=today, on=date(2025, 1, 1))
    response = client.get(old.get_absolute_url())
    assert response.status_code == 410
    assert today.get_absolute_url() in body(response)
    assert "Kainuun TE-toimisto" in body(client.get(today.get_absolute_url()))


def test_the_old_name_of_an_organisation_still_finds_its_services(client):
    today = builders.organisation("Kainuu-Koillismaan työllisyysalue")
    old = builders.organisation("Kainuun TE-toimisto", network_role="former", ended_on=date(2024, 12, 31))
    Succession.objects.create(predecessor=old, successor=today, on=date(2025, 1, 1))
    FormerName.objects.create(organisation=today, name={"fi": "Työvoimatoimisto"}, valid_to=date(2012, 12, 31))
    service = builders.service("Työnhaku", organisation=today)
    for words in ("te-toimisto", "TYÖVOIMATOIMISTO"):
        assert service.slug in body(client.get("/palvelut/", {"q": words}))


def test_a_number_that_cannot_be_dialled_is_no_link(client):
    service = builders.service()
    builders.channel(service, contacts=(("phone", "08 xxx xx12"), ("phone", "+358401234567")))
    page = body(client.get(service.get_absolute_url()))
    assert 'href="tel:+358401234567"' in page
    assert "08 xxx xx12" in page
    assert "tel:08" not in page


def test_an_unchecked_easy_finnish_text_says_so(client):
    service = builders.full_service({"fi": "Uraohjaus", "fi-simple": "Apua työn valintaan"})
    address = f"palvelut/{service.slug}/"
    with override("fi-simple"):
        notice = gettext("Selkokielistä tekstiä ei ole vielä tarkistettu.")
    assert notice in body(client.get(f"/fi-simple/{address}"))
    assert "ei ole vielä tarkistettu" not in body(client.get(f"/{address}"))


def test_an_unknown_address_helps_on(client):
    response = client.get("/ei-ole/")
    assert response.status_code == 404
    assert reverse("services") in body(response)


def test_a_page_not_changed_is_not_sent_again(client):
    service = builders.full_service()
    first = client.get(service.get_absolute_url())
    again = client.get(service.get_absolute_url(), headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert again.content == b""


def anew(address: str) -> str:
    """The page made anew: a query string is never answered with a kept page."""
    return f"{address}{'&' if '?' in address else '?'}anew"


@pytest.mark.parametrize(
    ("path", "budget"),
    [("/", 5), ("/palvelut/", 6), ("/palvelut/?q=palvelu&kunta=kajaani&tilanne=tyoton", 6), ("/toimijat/", 4)],
)
def test_a_list_made_anew_costs_the_same_for_3_and_30_rows(client, django_assert_max_num_queries, path, budget):
    builders.front_door()
    for number in range(3):
        builders.full_service(f"Palvelu {number}")
    client.get(anew(path))
    with django_assert_max_num_queries(budget) as few:
        client.get(anew(path))
    for number in range(27):
        builders.full_service(f"Palvelu {number + 3}")
    client.get(anew(path))
    with django_assert_max_num_queries(budget) as many:
        client.get(anew(path))
    assert len(few) == len(many)


def test_a_service_page_made_anew_costs_the_same_whatever_it_holds(client, django_assert_max_num_queries):
    service = builders.full_service()
    for _ in range(3):
        builders.full_service()
    client.get(anew(service.get_absolute_url()))
    with django_assert_max_num_queries(6) as few:
        client.get(anew(service.get_absolute_url()))
    for _ in range(10):
        builders.channel(service)
    client.get(anew(service.get_absolute_url()))
    with django_assert_max_num_queries(6) as many:
        page = client.get(anew(service.get_absolute_url()))
    assert body(page).count('id="kanava-') == 24
    assert len(few) == len(many)


def test_a_provider_page_made_anew_costs_the_same_whatever_it_holds(client, django_assert_max_num_queries):
    provider = builders.organisation()
    builders.full_service(organisation=provider)
    client.get(anew(provider.get_absolute_url()))
    with django_assert_max_num_queries(11) as few:
        client.get(anew(provider.get_absolute_url()))
    for number in range(20):
        builders.full_service(organisation=provider)
        Succession.objects.create(predecessor=builders.organisation(), successor=provider, on=date(2025, 1, 1))
        builders.organisation(parent=provider)
        people.member(Role.COUNSELLOR, organisation=provider, is_public=True)
        FormerName.objects.create(organisation=provider, name={"fi": f"Nimi {number}"}, valid_to=date(2000, 1, number + 1))
    client.get(anew("/"))
    with django_assert_max_num_queries(11) as many:
        client.get(anew(provider.get_absolute_url()))
    assert len(few) == len(many)


def test_a_provider_of_many_services_shows_some_and_leads_to_all(client):
    provider = builders.organisation()
    for number in range(14):
        builders.service(f"Palvelu {number}", organisation=provider)
    page = body(client.get(provider.get_absolute_url()))
    assert page.count("<article data-service") == 12
    assert f"/palvelut/?toimija={provider.slug}" in page
    assert "14" in page
