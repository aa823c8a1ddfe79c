"""The map of addresses for search engines: every public page, in every language, in files of bounded size."""

from xml.etree import ElementTree

import pytest
from django.urls import reverse

from opinraitti.lib.calendar import HELSINKI
from opinraitti.pages import machines
from tests import builders

pytestmark = pytest.mark.django_db
NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def read(client, url):
    response = client.get(url)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml"
    return ElementTree.fromstring(response.content)


def addresses(root) -> list[str]:
    return [node.text for node in root.iterfind("*/s:loc", NS)]


def test_every_public_page_is_on_the_map_in_every_language(client):
    service = builders.full_service()
    listed = [url for part in addresses(read(client, "/sitemap.xml")) for url in addresses(read(client, part))]
    for path in ("/", "/palvelut/", "/rajapinta/", f"/palvelut/{service.slug}/", f"/toimijat/{service.organisation.slug}/"):
        for prefix in ("", "/sv", "/en", "/fi-simple"):
            assert f"http://testserver{prefix}{path}" in listed
    assert len(listed) == len(set(listed)) == 4 * (len(machines.STATIC) + 2)
    for url in listed:
        assert client.get(url).status_code == 200


def test_an_address_names_its_siblings_and_when_it_changed(client):
    service = builders.full_service()
    url = read(client, "/sitemap-services.xml").find("s:url", NS)
    links = {link.get("hreflang"): link.get("href") for link in url.iterfind("x:link", NS)}
    plain = f"http://testserver/palvelut/{service.slug}/"
    assert links["x-default"] == links["fi"] == plain
    assert links["sv"] == f"http://testserver/sv/palvelut/{service.slug}/"
    assert set(links) == {"fi", "sv", "en", "fi-simple", "x-default"}
    assert url.find("s:lastmod", NS).text == service.changed_at.astimezone(HELSINKI).date().isoformat()


def test_what_is_not_public_is_not_on_the_map(client):
    draft = builders.service(status="draft", published_at=None)
    assert draft.slug not in client.get("/sitemap-services.xml").content.decode()


def test_a_large_directory_comes_in_files_read_a_slice_at_a_time(client, monkeypatch, django_assert_max_num_queries):
    for number in range(5):
        builders.service(f"Palvelu {number}")
    monkeypatch.setattr(machines._Services, "limit", 2 * 4)
    parts = [part for part in addresses(read(client, "/sitemap.xml")) if "services" in part]
    assert [part.partition("?")[2] for part in parts] == ["", "p=2", "p=3"]
    with django_assert_max_num_queries(2):
        found = [len(addresses(read(client, parts[2])))]
    found += [len(addresses(read(client, part))) for part in parts[:2]]
    assert found == [4, 8, 8]


@pytest.mark.parametrize("page", ["0", "-1", "99", "1000000000", "x", "%00"])
def test_a_file_that_is_not_there_is_404(client, page):
    assert client.get(f"/sitemap-services.xml?p={page}").status_code == 404


def test_an_unknown_part_is_404(client):
    assert client.get("/sitemap-secrets.xml").status_code == 404


@pytest.mark.parametrize("demo", [True, False])
def test_robots_are_led_to_the_map_unless_they_are_sent_away(client, settings, demo):
    settings.DEMO = demo
    told = client.get(reverse("robots")).content.decode()
    assert ("Sitemap: http://testserver/sitemap.xml" in told) is not demo
    assert ("Disallow: /" in told) is demo
