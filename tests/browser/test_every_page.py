"""Every kind of page in every language: whole for assistive technology, and on the narrowest screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.page_kinds import KINDS, VISIT_IDS, VISITS, path_of
from tests.browser.watching import HEIGHTS, watched_pages

pytestmark = pytest.mark.browser
DARK = [kind for kind in KINDS if kind.name in ("home", "list with filters", "service")]


@pytest.fixture(scope="module")
def reader(browser, portal):
    """One page that goes from visit to visit: a new profile for each would fetch every style sheet anew."""
    with watched_pages(browser, portal) as new_page:
        yield new_page()


@pytest.fixture(scope="module", params=VISITS, ids=VISIT_IDS)
def page(request, reader):
    """The reader at one kind of page in one language; opened once for all tests of it."""
    kind, language = request.param
    answer = reader.goto(path_of(kind, language))
    assert (answer.status, reader.locator("html").get_attribute("lang")) == (kind.status, language)
    yield reader
    reader.watched.settle()


def resize(page, width) -> None:
    page.set_viewport_size({"width": width, "height": HEIGHTS[width]})


def violations(page) -> list[str]:
    """One line for each place that axe-core found wrong, of whatever impact."""
    return [
        f"{rule['id']} ({rule['impact']}): {node['target']} {node['html'][:200]} {node['failureSummary']}"
        for rule in Axe().run(page).response["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing(page, width):
    resize(page, width)
    assert violations(page) == []


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("kind", DARK, ids=lambda kind: kind.name)
def test_axe_finds_nothing_in_the_dark(open_page, kind, width):
    page = open_page(kind.path, width=width, color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(14, 24, 32)"
    assert violations(page) == []


def test_axe_sees_what_is_wrong(open_page):
    page = open_page("/tietoa/")
    page.evaluate("document.querySelector('main').append(document.createElement('input'))")
    assert [line.partition(" ")[0] for line in violations(page)] == ["label"]


def test_nothing_scrolls_sideways_at_320_px(page):
    resize(page, 320)
    beyond = page.evaluate(
        """() => [...document.querySelectorAll("body *")]
            .filter((element) => element.getBoundingClientRect().right > innerWidth && !element.closest(".visually-hidden"))
            .map((element) => element.outerHTML.slice(0, 120))"""
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, beyond
