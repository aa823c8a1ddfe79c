"""A page on paper: what it tells, without what only a screen can use."""

import pytest
from playwright.sync_api import expect

from tests.browser.page_kinds import SERVICE

pytestmark = pytest.mark.browser
SCREEN_ONLY = ".main-nav, .languages, .skip, .advice-band, .site-footer nav, .list-form, .chips, .pages, .button, .scene"


@pytest.mark.parametrize("path", [SERVICE, "/palvelut/?kunta=kajaani", "/toimijat/kajaanin-kaupunki/"])
def test_paper_has_no_navigation(open_page, path):
    page = open_page(path)
    expect(page.locator(".main-nav")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(SCREEN_ONLY).filter(visible=True)).to_have_count(0)
    expect(page.locator("h1")).to_be_visible()


def test_a_printed_service_keeps_its_contacts(open_page):
    page = open_page(SERVICE)
    page.emulate_media(media="print")
    assert page.locator(".channel").count() > 1
    for channel in page.locator(".channel").all():
        expect(channel).to_be_visible()


def test_paper_is_dark_on_white_even_from_a_dark_screen(open_page):
    page = open_page(SERVICE, color_scheme="dark")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.evaluate("getComputedStyle(document.querySelector('.lead')).color") == "rgb(34, 34, 34)"
