"""The Atom feed of new and changed services."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from services import feeds
from services.models import Service
from tests import builders

pytestmark = pytest.mark.django_db
NS = {"a": "http://www.w3.org/2005/Atom"}


def entries(client, prefix=""):
    response = client.get(f"{prefix}/palvelut/uudet.atom")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content).findall("a:entry", NS)


def told(entry, name) -> str:
    return entry.find(f"a:{name}", NS).text


def test_what_changed_last_comes_first_in_the_language_of_the_address(client):
    old = builders.service({"fi": "Vanha", "sv": "Gammal"})
    new = builders.service("Uusi")
    Service.objects.filter(pk=old.pk).update(changed_at=timezone.now() - timedelta(days=3))
    first, second = entries(client, "/sv")
    assert [told(first, "title"), told(second, "title")] == ["Uusi", "Gammal"]
    assert first.find("a:link", NS).get("href") == f"http://testserver/sv/palvelut/{new.slug}/"
    assert told(first, "updated") > told(second, "updated")
    assert told(first, "summary") == "Saat apua."


def test_a_service_is_the_same_entry_whatever_its_language_and_name(client):
    service = builders.service()
    ids = {told(entries(client, prefix)[0], "id") for prefix in ("", "/sv", "/en", "/fi-simple")}
    assert ids == {service.uuid.urn}


def test_what_is_not_public_is_no_news(client):
    builders.service(status="draft", published_at=None)
    assert entries(client) == []


def test_no_text_breaks_the_feed(client):
    builders.service({"fi": "Ura\x0bohjaus \x1f<&]]>"}, summary={"fi": "\x08Apua <b>\ufffe"})
    (entry,) = entries(client)
    assert told(entry, "title") == "Uraohjaus <&]]>"
    assert told(entry, "summary") == "Apua &lt;b&gt;"


def test_the_feed_is_of_bounded_length_and_cost(client, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(feeds, "LENGTH", 3)
    for number in range(5):
        builders.service(f"Palvelu {number}")
    with django_assert_max_num_queries(2):
        assert len(entries(client)) == 3


def test_a_feed_not_changed_is_not_sent_again(client):
    builders.service()
    first = client.get("/palvelut/uudet.atom")
    again = client.get("/palvelut/uudet.atom", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert "Last-Modified" not in first


@pytest.mark.parametrize("path", ["/", "/palvelut/"])
def test_pages_lead_to_the_feed_of_their_language(client, path):
    page = client.get(f"/sv{path}").content.decode()
    assert 'type="application/atom+xml"' in page
    assert 'href="/sv/palvelut/uudet.atom"' in page
