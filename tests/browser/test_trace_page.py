"""The trace: whole for assistive technology, on any screen, by keyboard and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_every_page import resize, violations
from tests.browser.watching import watched_pages

pytestmark = pytest.mark.browser
ADMINISTRATOR, LEAD = "Portaalin pääkäyttäjä", "Kuhmon vastuuhenkilö"


def try_role(page, name: str):
    """The page of one of the demo's people, who need no password."""
    page.goto("/loki/")
    page.get_by_role("button", name=f"Kokeile {name}").first.click()
    page.wait_for_url(re.compile("/tyopoyta/|/loki/"))
    return page


@pytest.fixture(scope="module")
def new_page(browser, portal):
    with watched_pages(browser, portal) as new_page:
        yield new_page


@pytest.fixture(scope="module")
def pages(new_page):
    return {name: try_role(new_page(), name) for name in (ADMINISTRATOR, LEAD)}


@pytest.mark.parametrize("name", [ADMINISTRATOR, LEAD])
@pytest.mark.parametrize(
    "path",
    ["/loki/", "/loki/?kuka=zzz", "/loki/?tunnus=%231", "/loki/?alkaen=2026-01-01&laji=kirjautuminen", "/loki/katselut/"],
)
def test_every_form_of_it_is_whole(pages, name, path):
    page = pages[name]
    page.goto(path)
    for width in (1280, 360):
        resize(page, width)
        assert violations(page) == []
    resize(page, 320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.watched.settle()


def test_a_search_by_day_is_made_by_keyboard(pages):
    page = pages[ADMINISTRATOR]
    resize(page, 1280)
    page.goto("/loki/")
    expect(page.get_by_role("row").nth(1)).to_be_visible()
    page.get_by_text("Lisää rajauksia").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Asti").fill("2021-01-01")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("asti=2021-01-01"))
    expect(page.get_by_text("Näillä ehdoilla ei löytynyt merkintöjä")).to_be_visible()
    expect(page.get_by_label("Asti")).to_be_visible()
    page.get_by_role("link", name="Poista rajaukset").click()
    expect(page.get_by_role("row").nth(1)).to_be_visible()


def test_it_is_searched_without_scripts(new_page):
    page = try_role(new_page(java_script_enabled=False), ADMINISTRATOR)
    page.goto("/loki/")
    page.get_by_label("Mitä tehtiin").select_option("Palvelut ja sanastot")
    page.get_by_role("button", name="Etsi").click()
    first = page.get_by_role("row").nth(1)
    expect(first).to_contain_text("Portaali: Kokeilun aineisto")
    first.get_by_role("link", name="#").click()
    expect(page.get_by_role("row").nth(1)).to_contain_text("system:seed_demo")
