"""The headers of every answer: a browser lets nothing in that is not the portal's own."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import get_resolver, reverse
from django.utils.translation import override

from opinraitti.lib.headers import HeadersMiddleware
from tests.access import accounts, members, sessions

pytestmark = pytest.mark.django_db
CSP = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
}
LANGUAGES = ("fi", "fi-simple", "sv", "en")


def public_names(patterns) -> list[str]:
    """The names of public addresses that need nothing in their path."""
    names = []
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            names += public_names(pattern.url_patterns)
        elif not getattr(pattern.callback, "login_required", True) and not pattern.pattern.converters:
            # The interface for machines is open to pages of other origins: tests/test_api_door.py.
            names += [] if (pattern.name or "").startswith("api") else [pattern.name]
    return sorted(names)


# The way in asks who is there and has forms, so it has cookies.
WAY_IN = {row.name: row for row in (*accounts.ROWS, *sessions.ROWS, *members.ROWS)}
OPEN = public_names(get_resolver().url_patterns)
PUBLIC = [name for name in OPEN if name not in WAY_IN]


def test_there_are_public_pages_to_test():
    assert {"home", "services", "healthz", "readyz"} <= set(PUBLIC)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_page_sets_no_cookie_and_lets_nothing_foreign_in(client, name, language):
    with override(language):
        url = reverse(name)
    response = client.get(url)
    assert response.status_code in (200, 404)
    assert not response.cookies
    assert set(response["Content-Security-Policy"].split("; ")) == CSP
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "geolocation=()" in response["Permissions-Policy"]
    assert "Access-Control-Allow-Origin" not in response


@pytest.mark.parametrize("name", [name for name in OPEN if name in WAY_IN and not WAY_IN[name].kwargs])
def test_a_page_of_the_way_in_lets_nothing_foreign_in_and_is_kept_by_nobody(client, name):
    response = client.get(reverse(name))
    assert set(response["Content-Security-Policy"].split("; ")) == CSP
    assert response["Referrer-Policy"] == "same-origin"
    if response.status_code == 200:
        assert "no-store" in response["Cache-Control"]
        assert all(cookie["httponly"] and cookie["samesite"] == "Lax" for cookie in response.cookies.values())


def test_a_missing_page_has_the_same_headers(client):
    response = client.get("/ei-ole/")
    assert response.status_code == 404
    assert set(response["Content-Security-Policy"].split("; ")) == CSP
    assert not response.cookies


@pytest.mark.parametrize("path", ["/", "/sv/", "/palvelut/", "/en/tietoa/"])
def test_a_public_page_is_the_same_whatever_the_browser_prefers_or_remembers(client, path):
    plain = client.get(path)
    client.cookies["django_language"] = "sv"
    other = client.get(path, headers={"accept-language": "en"})
    assert other.content == plain.content
    assert plain["Content-Language"] == {"sv": "sv", "en": "en"}.get(path.split("/")[1], "fi")
    assert {part.strip() for part in plain["Vary"].split(",")} == {"HX-Request", "Accept-Encoding"}


@pytest.mark.parametrize("name", ["home", "services", "about"])
def test_a_page_that_has_not_changed_is_not_sent_again(client, name):
    first = client.get(reverse(name))
    again = client.get(reverse(name), headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert not again.content
    assert set(first["Cache-Control"].split(", ")) == {"public", "no-cache"}


def test_a_head_answers_without_a_body(client):
    response = client.head(reverse("home"))
    assert response.status_code == 200
    assert not response.content


@pytest.mark.parametrize(("demo", "expected"), [(True, "noindex, nofollow"), (False, None)])
def test_only_a_demo_asks_search_engines_to_stay_away(settings, demo, expected):
    settings.DEMO = demo
    response = HeadersMiddleware(lambda request: HttpResponse())(RequestFactory().get("/"))
    assert response.get("X-Robots-Tag") == expected


@pytest.fixture
def behind_a_proxy(settings):
    """What production and TRUSTED_PROXY=1 set (held in test_settings); the test client's host is told."""
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 63_072_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")


def test_over_tls_the_browser_is_told_to_stay_with_tls(behind_a_proxy, client):
    response = client.get("/healthz", headers={"x-forwarded-proto": "https"})
    assert response["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains; preload"


def test_without_tls_a_page_is_sent_to_tls_and_health_answers_the_machine(behind_a_proxy, client):
    response = client.get("/palvelut/?q=uraohjaus", headers={"x-forwarded-proto": "http"})
    assert (response.status_code, response["Location"]) == (301, "https://testserver/palvelut/?q=uraohjaus")
    assert client.get("/healthz").status_code == 200


def test_an_answer_to_head_tells_its_length_and_sends_nothing(rf):
    page = HttpResponse("sivu", headers={"Content-Length": "4"})
    response = HeadersMiddleware(lambda request: page)(rf.head("/"))
    assert (response.content, response["Content-Length"]) == (b"", "4")
