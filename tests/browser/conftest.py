"""A browser, the portal it visits, and pages that are watched."""

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.portal import running_portal
from tests.browser.watching import watched_pages

QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


@pytest.fixture(scope="package")
def portal_folder(tmp_path_factory):
    """Where the portal keeps what it writes, its database too."""
    return tmp_path_factory.mktemp("portal")


@pytest.fixture(scope="package")
def portal(chromium, portal_folder):
    with running_portal(portal_folder) as address:
        yield address


# Closed with this folder: while it is open its event loop stands in this thread, where Django would refuse to query.
@pytest.fixture(scope="package")
def browser(chromium):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser, portal):
    """`open_page("/palvelut/", width=360, **context_options)` gives a watched page in a fresh profile."""
    with watched_pages(browser, portal) as new_page:

        def open_at(path, **options):
            page = new_page(**options)
            page.goto(path)
            return page

        yield open_at
