"""The door of the interface: who gets in, how, and what those are told who do not."""

import json

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from opinraitti.pages import errors
from services.api import reading
from services.models import Service
from tests import builders

pytestmark = pytest.mark.django_db
PROBLEM = "application/problem+json"
LISTS = ("api_services", "api_organisations", "api_municipalities", "api_terms")
PLAIN = ("api", "api_openapi", *LISTS)


def fault(response, status: int) -> str:
    """The sentence of a fault; fails unless it is one, in JSON."""
    assert response.status_code == status
    assert response["Content-Type"] == PROBLEM
    told = response.json()
    assert told["status"] == status
    assert told["title"]
    assert told["detail"].endswith(".")
    return told["detail"]


@pytest.mark.parametrize("name", PLAIN)
def test_any_origin_may_read_without_credentials(client, name):
    response = client.get(reverse(name), headers={"origin": "https://example.fi"})
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json" or name != "api_openapi"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in response["Access-Control-Expose-Headers"]
    assert "Access-Control-Allow-Credentials" not in response
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert not response.cookies


@pytest.mark.parametrize("name", PLAIN)
def test_what_has_not_changed_is_not_sent_again(client, name):
    first = client.get(reverse(name))
    assert set(first["Cache-Control"].split(", ")) == {"public", "no-cache"}
    again = client.get(reverse(name), headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Access-Control-Allow-Origin"] == "*"


def test_a_change_is_seen_at_once(client):
    service = builders.full_service()
    url = reverse("api_service", args=[service.uuid])
    first = client.get(url)
    Service.objects.filter(pk=service.pk).update(name={"fi": "Toinen nimi"})
    again = client.get(url, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 200
    assert again.json()["name"] == {"fi": "Toinen nimi"}


@pytest.mark.parametrize("name", PLAIN)
def test_head_and_preflight(client, name):
    head = client.head(reverse(name))
    assert (head.status_code, head.content) == (200, b"")
    preflight = client.options(
        reverse(name), headers={"origin": "https://example.fi", "access-control-request-headers": "if-none-match"}
    )
    assert preflight.status_code == 204
    assert preflight["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert preflight["Access-Control-Allow-Headers"] == "If-None-Match"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"])
def test_another_method_is_told_which_there_are(method):
    # With CSRF checks on, as in use: the interface answers for itself.
    response = Client(enforce_csrf_checks=True).generic(method, reverse("api_services"))
    assert "GET, HEAD, OPTIONS" in fault(response, 405)
    assert response["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    "path", ["/api", "/api/", "/api/v2/", "/api/v1/services/", "/api/v1/nothing", "/api/v1/%00", "/api/v1//x"]
)
def test_an_unknown_address_is_a_fault_in_json_and_never_a_redirect(client, path):
    assert "openapi.json" in fault(client.get(path), 404)


def test_the_root_answers_with_and_without_its_last_slash(client):
    assert client.get("/api/v1").json() == client.get("/api/v1/").json()
    for url in client.get("/api/v1/").json().values():
        assert client.get(url).status_code == 200


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("page=0", "page: "),
        ("page=1000000000", "page: "),
        ("page=x", "page: "),
        ("page_size=101", "page_size: "),
        ("lang=xx", "lang: "),
        ("page=1&page=2", "page: give one value."),
        ("municpality=kuhmo", "There is no parameter “municpality”."),
        ("kind=singing", "kind: "),
        ("threshold=maksuton", "threshold: "),
        ("open_now=maybe", "open_now: "),
        ("q=" + "x" * 201, "q: "),
        ("&".join(f"topic=t{number}" for number in range(300)), "topic: "),
    ],
)
def test_a_question_that_cannot_be_meant_is_refused_with_a_sentence(client, query, says):
    assert fault(client.get(reverse("api_services"), QUERY_STRING=query), 400).startswith(says)


def test_beyond_the_last_page_there_is_nothing(client):
    builders.full_service()
    for name in LISTS:
        assert "no more than" in fault(client.get(reverse(name), {"page": 1000}), 404)


@pytest.mark.parametrize(
    "query", ["q=%00", "q=%ED%A0%80", "q=%F0%9F%98%80", "municipality=%00", "provider=%27%22", "topic=%EF%BF%BE"]
)
def test_odd_bytes_are_words_that_find_nothing_or_something(client, query):
    assert client.get(reverse("api_services"), QUERY_STRING=query).status_code == 200


def test_a_thousand_and_one_parameters_are_refused_in_json(client):
    query = "&".join(f"topic=t{number}" for number in range(1001))
    fault(client.get(reverse("api_services"), QUERY_STRING=query), 400)


def test_a_wrong_host_is_told_in_json(client):
    fault(client.get(reverse("api"), headers={"host": "elsewhere.example"}), 400)


def test_a_fault_of_ours_is_json_too_and_says_nothing_of_the_inside(client, monkeypatch, rf):
    def broken(*args):
        raise RuntimeError("secret")

    monkeypatch.setattr(reading, "municipalities", broken)
    client.raise_request_exception = False
    response = client.get(reverse("api_municipalities"))
    assert "secret" not in fault(response, 500)
    assert b"<html" in errors.server_error(rf.get("/")).content


def test_every_address_of_the_interface_is_behind_the_door():
    def of(patterns):
        for pattern in patterns:
            yield from of(pattern.url_patterns) if hasattr(pattern, "url_patterns") else [pattern]

    ours = [pattern for pattern in of(get_resolver().url_patterns) if (pattern.name or "").startswith("api")]
    assert len(ours) == 10
    assert all(pattern.callback.__wrapped__ and pattern.callback.login_required is False for pattern in ours)


def test_the_description_names_every_address_and_gives_examples(client):
    document = client.get(reverse("api_openapi")).json()
    assert set(document["paths"]) == {
        "/api/v1/", "/api/v1/services", "/api/v1/services/{id}", "/api/v1/organisations", "/api/v1/organisations/{id}",
        "/api/v1/municipalities", "/api/v1/terms",
    }  # fmt: skip
    search = document["paths"]["/api/v1/services"]["get"]
    assert {parameter["name"] for parameter in search["parameters"]} >= {"q", "kind", "municipality", "open_now", "lang"}
    assert all(parameter["description"] for parameter in search["parameters"])
    assert PROBLEM in search["responses"]["400"]["content"]
    assert "example" in json.dumps(document["components"])


def test_the_guide_leads_to_addresses_that_answer(client):
    builders.full_service()
    page = client.get("/sv/rajapinta/").content.decode()
    links = [part.split('"')[0].replace("&amp;", "&") for part in page.split('<a href="')[1:] if part.startswith("/api/")]
    assert len(links) > 4
    for link in links:
        assert client.get(link).status_code == 200
