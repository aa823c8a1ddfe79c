"""The eyes that watch every page see what they are there for."""

import pytest
from playwright.sync_api import expect

from tests.browser.watching import watched_pages

pytestmark = pytest.mark.browser
ELSEWHERE = "http://127.0.0.1:1/picture.png"
FAULTS = {
    "inline script": ("script", {"textContent": "document.title = 'Ei'"}, {}, "Content Security Policy"),
    "blocked origin": ("img", {"src": ELSEWHERE}, {}, "Content Security Policy"),
    "other origin": ("img", {"src": ELSEWHERE}, {"bypass_csp": True}, f"another origin: {ELSEWHERE}"),
    "missing file": ("img", {"src": "/ei-ole.png"}, {}, "404 for"),
    "failing script": ("script", {"textContent": "throw new Error('rikki')"}, {"bypass_csp": True}, "script failed: rikki"),
}


def add_to_a_page(browser, portal, element, options) -> None:
    """Opens a page in a context of `options` and adds to it `element`: (name, properties)."""
    with watched_pages(browser, portal) as new_page:
        page = new_page(**options)
        page.goto("/tietoa/")
        page.evaluate("([name, words]) => document.body.append(Object.assign(document.createElement(name), words))", element)
        page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told(browser, portal, fault):
    *element, options, told = FAULTS[fault]
    with pytest.raises(AssertionError, match=told):
        add_to_a_page(browser, portal, element, options)


def test_an_error_page_that_was_asked_for_is_no_fault(open_page):
    expect(open_page("/virhe/404/").locator("h1")).to_be_visible()
