"""Pages of one's own account, which only a signed-in person can open: whole for assistive technology, on any screen."""

import pytest

from tests.browser.persons import new_counsellor, sign_in, take_app, take_key, with_authenticator
from tests.browser.test_every_page import resize, violations
from tests.browser.watching import watched_pages

pytestmark = pytest.mark.browser

BEFORE = ("/tili/vahvistus/kayttoon/", "/tili/vahvistus/avaimet/uusi/", "/tili/vahvistus/sovellus/")
AFTER = (
    "/tili/",
    "/tili/vahvistus/",
    "/tili/vahvistus/avaimet/",
    "/tili/vahvistus/varakoodit/",
    "/tili/vahvistus/varakoodit/uudet/",
    "/tili/vahvistus/sovellus/poista/",
    "/tili/salasana/",
    "/tili/sahkoposti/",
    "/tili/istunnot/",
    "/kirjaudu/uudelleen/",
    "/kirjaudu/uudelleen/koodi/",
    "/kirjaudu/uudelleen/vahvistus/",
    "/kirjaudu/uudelleen/avain/",
    "/kirjaudu/ulos/",
)


@pytest.fixture(scope="module")
def new_page(browser, portal):
    with watched_pages(browser, portal.replace("127.0.0.1", "localhost")) as new_page:
        yield new_page


def signed_in(new_page, folder):
    page = new_page()
    with_authenticator(page)
    sign_in(page, new_counsellor(folder))
    page.wait_for_url("**/tili/vahvistus/kayttoon/")
    return page


@pytest.fixture(scope="module")
def beginner(new_page, portal_folder):
    """Somebody who has only shown the password."""
    return signed_in(new_page, portal_folder)


@pytest.fixture(scope="module")
def settled(new_page, portal_folder):
    """Somebody who has a passkey and the app."""
    page = signed_in(new_page, portal_folder)
    take_key(page)
    page.wait_for_url("**/varakoodit/")
    page.goto("/tili/vahvistus/")
    take_app(page)
    page.wait_for_url("**/tili/vahvistus/")
    return page


def hold(page, path) -> None:
    """The page opens, axe-core finds nothing at either width, and nothing scrolls sideways on the narrowest screen."""
    answer = page.goto(path)
    assert answer.status == 200
    assert page.url.endswith(path)
    for width in (1280, 360):
        resize(page, width)
        assert violations(page) == []
    resize(page, 320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.watched.settle()


@pytest.mark.parametrize("path", BEFORE)
def test_pages_of_taking_a_factor_into_use_are_whole(beginner, path):
    hold(beginner, path)


@pytest.mark.parametrize("path", AFTER)
def test_pages_of_the_account_are_whole(settled, path):
    hold(settled, path)


def test_the_second_step_is_whole(new_page, portal_folder):
    page = new_page()
    with_authenticator(page)
    email = new_counsellor(portal_folder)
    sign_in(page, email)
    take_app(page)
    page.wait_for_url("**/varakoodit/")
    page.context.clear_cookies()
    sign_in(page, email)
    hold(page, "/kirjaudu/vahvistus/")


def test_a_form_with_errors_is_whole(new_page):
    page = new_page()
    page.goto("/kirjaudu/")
    page.get_by_role("button", name="Kirjaudu", exact=True).click()
    page.locator(".errors").wait_for()
    for width in (1280, 360):
        resize(page, width)
        assert violations(page) == []


def test_the_secret_page_is_whole_in_the_dark(browser, portal, portal_folder):
    with watched_pages(browser, portal) as new_page:
        page = new_page(color_scheme="dark")
        sign_in(page, new_counsellor(portal_folder))
        page.wait_for_url("**/kayttoon/")
        page.goto("/tili/vahvistus/sovellus/")
        assert violations(page) == []
        assert page.locator(".qr").evaluate("(code) => getComputedStyle(code).backgroundColor") == "rgb(255, 255, 255)"
