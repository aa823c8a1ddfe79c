"""What the interface gives of the directory: the same as the pages, and nothing that they do not show."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from network.models import Succession
from services.enums import ChannelKind, ServiceStatus
from services.models import Channel, Term
from tests import builders

pytestmark = pytest.mark.django_db


def one(client, name, row, **asked):
    return client.get(reverse(name, args=[row.uuid]), asked)


def test_a_service_comes_whole(client):
    service = builders.full_service({"fi": "Uraohjaus", "sv": "Karriärvägledning"})
    told = one(client, "api_service", service).json()
    assert told["name"] == {"fi": "Uraohjaus", "sv": "Karriärvägledning"}
    assert told["url"] == f"http://testserver{service.get_absolute_url()}"
    assert told["situations"] == ["tyoton"]
    assert told["municipalities"] == ["kajaani", "kuhmo"]
    assert told["thresholds"]["free"] is True
    assert told["thresholds"]["no_appointment"] is True
    assert told["thresholds"]["drop_in"] is None
    phone, place = told["channel_details"]
    assert phone["contacts"][0]["value"] == "0295025500"
    assert phone["hours"][0] | {"weekday": 1, "opens": "09:00", "closes": "15:00"} == phone["hours"][0]
    assert place["place"]["municipality"] == "205"


def test_with_a_language_texts_are_strings_and_say_which_fell_back(client):
    service = builders.full_service({"fi": "Uraohjaus", "sv": "Karriärvägledning"})
    response = one(client, "api_service", service, lang="sv")
    told = response.json()
    assert response["Content-Language"] == "sv"
    assert (told["name"], told["summary"]) == ("Karriärvägledning", "Saat apua.")
    assert told["fallback"] == {"summary": "fi"}
    assert told["url"].startswith("http://testserver/sv/")


def test_a_draft_is_not_there(client):
    draft = builders.service(status=ServiceStatus.DRAFT, published_at=None)
    assert one(client, "api_service", draft).status_code == 404


def test_an_archived_service_leads_to_its_successor(client):
    successor = builders.service("Uusi")
    old = builders.service(status=ServiceStatus.ARCHIVED, archived_at=timezone.now(), successor=successor)
    response = one(client, "api_service", old)
    assert response.status_code == 410
    assert response.json()["successors"] == [f"http://testserver{reverse('api_service', args=[successor.uuid])}"]


def test_a_draft_successor_is_not_told(client):
    draft = builders.service(status=ServiceStatus.DRAFT, published_at=None)
    old = builders.service(status=ServiceStatus.ARCHIVED, archived_at=timezone.now(), successor=draft)
    assert one(client, "api_service", old).json()["successors"] == []


def test_contacts_of_a_channel_that_is_not_public_stay_here(client):
    service = builders.service()
    builders.channel(service, contacts=(("phone", "+358401111111"),), status=ServiceStatus.DRAFT)
    builders.channel(service, contacts=(("phone", "+358402222222"),))
    told = one(client, "api_service", service).content.decode()
    assert "+358402222222" in told
    assert "+358401111111" not in told
    assert Channel.objects.count() == 2


def test_organisations_are_those_of_the_list(client):
    shown = builders.service().organisation
    outside = builders.organisation("Ulkopuolinen", network_role="outside")
    slugs = [row["slug"] for row in client.get(reverse("api_organisations")).json()["items"]]
    assert slugs == [shown.slug]
    assert outside.slug not in slugs
    told = one(client, "api_organisation", shown).json()
    assert told["services"] == 1
    assert told["name"] == {"fi": "Kuhmon kaupunki"}


def test_an_ended_organisation_leads_to_who_does_its_work(client):
    today = builders.organisation("Työllisyysalue")
    old = builders.organisation("TE-toimisto", network_role="former", ended_on=date(2024, 12, 31))
    Succession.objects.create(predecessor=old, successor=today, on=date(2025, 1, 1))
    response = one(client, "api_organisation", old)
    assert response.status_code == 410
    assert response.json()["successors"] == [f"http://testserver{reverse('api_organisation', args=[today.uuid])}"]
    assert one(client, "api_organisation", today).json()["predecessors"][0]["slug"] == old.slug


def test_pages_of_a_list_lead_to_each_other(client):
    url, slugs = reverse("api_municipalities") + "?page_size=100&lang=sv", []
    while url:
        page = client.get(url).json()
        slugs += [row["slug"] for row in page["items"]]
        url = page["next"]
    assert len(slugs) == len(set(slugs)) == page["total"] > 300
    assert client.get(reverse("api_municipalities"), {"page": 2}).json()["previous"].endswith("page=1")


def test_terms_of_a_vocabulary_name_their_national_kin(client):
    told = client.get(reverse("api_terms"), {"scheme": "opinraitti_situation", "lang": "fi", "page_size": 100}).json()
    assert told["total"] == Term.objects.filter(scheme="opinraitti_situation").count()
    assert any(row["same_as"] for row in told["items"])
    assert all(isinstance(row["label"], str) for row in told["items"])


@pytest.mark.parametrize(
    ("name", "budget"), [("api_services", 8), ("api_organisations", 2), ("api_terms", 3), ("api_municipalities", 2)]
)
def test_a_list_costs_the_same_for_3_and_30_rows(client, django_assert_max_num_queries, name, budget):
    url = reverse(name)
    for number in range(3):
        builders.full_service(f"Palvelu {number}")
    client.get(url)
    with django_assert_max_num_queries(budget) as few:
        client.get(url, {"page_size": 3})
    for number in range(27):
        builders.full_service(f"Palvelu {number + 3}")
    client.get(url)
    with django_assert_max_num_queries(budget) as many:
        client.get(url, {"page_size": 30})
    assert len(few) == len(many)


def test_a_whole_service_costs_the_same_whatever_it_holds(client, django_assert_max_num_queries):
    service = builders.full_service()
    with django_assert_max_num_queries(14) as few:
        one(client, "api_service", service)
    for _ in range(8):
        builders.channel(service, ChannelKind.PLACE)
    with django_assert_max_num_queries(14) as many:
        one(client, "api_service", service)
    assert len(few) == len(many)
