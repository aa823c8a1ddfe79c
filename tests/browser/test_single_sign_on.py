"""Signing in by the organisation's account in a real browser: its own rules (form-action, cookies, redirects) hold too.

The portal runs in this process, beside the provider; its database is the test's.
"""

import re
from urllib.parse import urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from playwright.sync_api import expect

from network.accounts.single_sign_on import provider_id
from network.enums import Role
from tests import people
from tests.browser.test_every_page import resize, violations
from tests.oidc_provider import provider, provider_process

__all__ = ["provider", "provider_process"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SUBJECT = "Zx-81"


@pytest.fixture(scope="module", autouse=True)
def _beside_playwright():
    """Its event loop stands in this thread; Django may query there all the same, since nothing runs in the loop then."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield


@pytest.fixture
def colleague(provider):
    person = people.member(Role.COUNSELLOR)
    SocialAccount.objects.create(user=person, provider=provider_id(), uid=SUBJECT)
    provider.knows(SUBJECT, amr=["pwd", "mfa"])
    return person


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def page(request, browser, colleague, live_server):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=request.param)
    # The provider's own page wants a style from far away.
    context.route("**/*", lambda route: route.continue_() if _is_here(route.request.url) else route.abort())
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def _is_here(url: str) -> bool:
    return urlsplit(url).hostname in ("localhost", "127.0.0.1")


def to_provider(page, provider) -> None:
    page.goto("/kirjaudu/?next=/tyopoyta/oikeudet/")
    page.get_by_role("button", name="Kirjaudu organisaation tunnuksella").click()
    page.wait_for_url(f"{provider.issuer}/**")


def test_the_way_leads_to_the_provider_and_back_to_the_page_that_was_wanted(page, provider):
    to_provider(page, provider)
    page.locator("input[name=sub]").fill(SUBJECT)
    page.locator("button:not([value=deny])").first.click()
    expect(page).to_have_url(re.compile("/tyopoyta/oikeudet/$"))
    expect(page.get_by_text("Ohjaaja").first).to_be_visible()


def test_who_declines_finds_the_other_ways(page, provider):
    to_provider(page, provider)
    page.goto(f"/kirjaudu/organisaatio/paluu/?error=access_denied&state={_state(page.url)}")
    expect(page.get_by_role("heading", name="Kirjautuminen keskeytyi")).to_be_visible()
    page.get_by_role("link", name="Siirry kirjautumaan").click()
    expect(page.get_by_role("button", name="Kirjaudu organisaation tunnuksella")).to_be_visible()


# What axe-core does needs scripts.
with_scripts = pytest.mark.parametrize("page", [True], indirect=True, ids=["with scripts"])
PAGES = ("/kirjaudu/", "/kirjaudu/organisaatio/paluu/?code=a&state=b", "/tili/organisaatio/", "/tili/istunnot/")


@with_scripts
def test_axe_finds_nothing(page, provider):
    to_provider(page, provider)
    page.locator("input[name=sub]").fill("stranger")
    page.locator("button:not([value=deny])").first.click()
    expect(page.get_by_role("heading", name="Tunnuksellasi ei ole tiliä")).to_be_visible()
    look(page)
    to_provider(page, provider)
    page.locator("input[name=sub]").fill(SUBJECT)
    page.locator("button:not([value=deny])").first.click()
    expect(page).to_have_url(re.compile("/tyopoyta/oikeudet/$"))
    for path in PAGES:
        page.goto(path)
        look(page)


def look(page) -> None:
    for width in (1280, 320):
        resize(page, width)
        assert not violations(page), page.url
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


def _state(address: str) -> str:
    return re.search(r"[?&]state=([^&]+)", address)[1]
