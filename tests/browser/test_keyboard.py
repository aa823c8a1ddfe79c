"""The tasks of a reader who has no pointer."""

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import assert_seen, at, tab_to
from tests.browser.page_kinds import SERVICE

pytestmark = pytest.mark.browser
FREE = "input[name=kynnys][value=maksuton]"


@pytest.mark.parametrize("path", ["/", "/palvelut/", SERVICE, "/toimijat/"])
def test_the_first_stop_skips_to_the_content(open_page, path):
    page = open_page(path)
    page.keyboard.press("Tab")
    assert_seen(page)
    expect(page.locator(":focus")).to_have_text("Siirry sisältöön")
    page.keyboard.press("Enter")
    assert at(page, "main")
    page.keyboard.press("Tab")
    assert at(page, "main *")


def test_a_search_leads_to_a_service(open_page):
    page = open_page("/")
    tab_to(page, "input[type=search]")
    page.keyboard.type("uraohjaus")
    page.keyboard.press("Enter")
    page.wait_for_url("**/palvelut/?q=uraohjaus")
    tab_to(page, ".skip[href='#tulokset']")
    page.keyboard.press("Enter")
    assert at(page, "#tulokset")
    tab_to(page, "article a")
    name = page.locator("article a").first.inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(name)


def test_a_filter_is_chosen_beside_the_results(open_page):
    page = open_page("/palvelut/")
    tab_to(page, FREE)
    page.keyboard.press("Space")
    page.wait_for_url("**/palvelut/?kynnys=maksuton")
    expect(page.locator("[role=status]")).to_have_text(page.locator("#maara").inner_text())
    assert at(page, FREE)


def test_a_filter_is_chosen_from_the_sheet_of_a_phone(open_page):
    page = open_page("/palvelut/", width=360)
    tab_to(page, ".open-sheet")
    page.keyboard.press("Enter")
    expect(page.locator("#rajaus")).to_be_visible()
    tab_to(page, FREE)
    page.keyboard.press("Space")
    tab_to(page, "#rajaus button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.locator("#rajaus")).to_be_hidden()
    page.wait_for_url("**/palvelut/?kynnys=maksuton")
    assert at(page, "#tulokset")


def test_escape_closes_the_sheet_and_goes_back_to_its_button(open_page):
    page = open_page("/palvelut/", width=360)
    tab_to(page, ".open-sheet")
    page.keyboard.press("Enter")
    tab_to(page, FREE)
    page.keyboard.press("Escape")
    expect(page.locator("#rajaus")).to_be_hidden()
    assert at(page, ".open-sheet")


@pytest.mark.parametrize("width", [1280, 360])
def test_the_language_is_switched(open_page, width):
    page = open_page(SERVICE, width=width)
    tab_to(page, ".languages a[lang=sv]")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/sv{SERVICE}")
    expect(page.locator("html")).to_have_attribute("lang", "sv")


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("path", ["/", "/palvelut/", SERVICE])
def test_every_stop_of_a_page_is_seen(open_page, path, width):
    page = open_page(path, width=width)
    tab_to(page, ".site-footer li:last-child a", limit=200)


def test_a_covered_stop_is_noticed(open_page):
    page = open_page("/palvelut/")
    page.evaluate("document.querySelector('.site-header').style.cssText = 'position: fixed; inset: 0; background: #fff'")
    page.locator(FREE).focus()
    with pytest.raises(AssertionError, match=r"coveredBy.*site-header"):
        assert_seen(page)
