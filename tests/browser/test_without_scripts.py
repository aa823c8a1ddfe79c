"""Every task of the list and the service page where no script runs."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.page_kinds import SERVICE

pytestmark = pytest.mark.browser


@pytest.fixture
def open_plain(open_page):
    """Opens a page in a browser whose scripts are switched off."""

    def open_at(path, **options):
        return open_page(path, java_script_enabled=False, **options)

    return open_at


def total(page) -> int:
    return int(page.locator("#maara").inner_text().split()[0])


def test_a_search_finds(open_plain):
    everything = total(open_plain("/palvelut/"))
    page = open_plain("/")
    page.get_by_label("Kirjoita omin sanoin").fill("uraohjaus")
    page.get_by_role("button", name="Hae palveluja").click()
    expect(page).to_have_url(re.compile(r"/palvelut/\?q=uraohjaus$"))
    assert 0 < total(page) < everything
    expect(page.get_by_role("searchbox")).to_have_value("uraohjaus")


@pytest.mark.parametrize("width", [1280, 360])
def test_a_filter_narrows_the_list(open_plain, width):
    page = open_plain("/palvelut/", width=width)
    before = total(page)
    if width == 360:
        page.get_by_role("button", name="Rajaa palveluja").click()
    page.locator("input[name=kynnys][value=maksuton]").check()
    page.get_by_role("button", name="Näytä palvelut").click()
    expect(page).to_have_url(re.compile("kynnys=maksuton"))
    assert 0 < total(page) < before
    expect(page.locator("input[name=kynnys][value=maksuton]")).to_be_checked()
    page.get_by_role("link", name="Poista kaikki").click()
    expect(page.locator("#maara")).to_have_text(f"{before} palvelua")


def test_the_second_page_goes_on_where_the_first_ended(open_plain):
    page = open_plain("/palvelut/?kunta=kajaani")
    first = page.locator("article").evaluate_all("(all) => all.map((one) => one.dataset.service)")
    page.get_by_role("link", name="Seuraavat").click()
    expect(page).to_have_url(re.compile("kunta=kajaani&sivu=2$"))
    second = page.locator("article").evaluate_all("(all) => all.map((one) => one.dataset.service)")
    assert len(first) == 20
    assert second
    assert not set(first) & set(second)


def test_a_service_opens_and_speaks_another_language(open_plain):
    page = open_plain("/palvelut/?q=uraohjaus")
    link = page.locator("article a").first
    name, path = link.inner_text(), link.get_attribute("href")
    link.click()
    expect(page.locator("h1")).to_have_text(name)
    page.locator(".languages a[lang=en]").click()
    expect(page).to_have_url(re.compile(f"/en{path}$"))
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_no_button_promises_what_only_a_script_can_do(open_plain):
    page = open_plain(SERVICE)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("[data-print]").filter(visible=True)).to_have_count(0)
