"""Fixtures every test may ask for, and the harness that hunts lies.

Elsewhere in the harness: `tests/settings.py` (the environment), `tests/read_only.py` (a GET writes nothing),
`pyproject.toml` (an unknown template variable and any warning fail the test).
"""

import ipaddress
import os
import shutil
import socket

import pytest
from django.core.cache import caches
from django.utils import translation

from opinraitti.lib import ready_pages
from services import facet_panel, ready_cards
from services.search import tally
from tests.demo_network import demo_network
from tests.missing import MARK, missing
from tests.shared import shared_data
from tests.unprotected import _flush_may_empty_the_trace

__all__ = ["_flush_may_empty_the_trace", "demo_network", "shared_data"]

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def _is_here(host) -> bool:
    """Whether a host name or address is this machine's loopback; a path is a Unix socket, an empty name a listener."""
    host = host.decode() if isinstance(host, bytes) else host
    if not host or host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(scope="session", autouse=True)
def _network_shut():
    """No test may depend on what others serve: only loopback and Unix sockets answer."""
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def connect_here(self, address):
        if self.family != socket.AF_UNIX and not _is_here(address[0]):
            pytest.fail(f"A test reached out to {address}: the network is shut in tests.")
        return connect(self, address)

    def look_up_here(host, *args, **kwargs):
        if not _is_here(host):
            pytest.fail(f"A test looked up {host}: the network is shut in tests.")
        return look_up(host, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_here)
        patch.setattr(socket, "getaddrinfo", look_up_here)
        yield


@pytest.fixture(autouse=True)
def _nothing_carried_over(request):
    """No cached value, no ready-made page or card, no counted search and no language of one test reaches the next."""
    # The cache that processes share is in the database: shut to a test that does not ask for it, else open until the end.
    for name in {"db", "transactional_db"} & set(request.fixturenames):
        request.getfixturevalue(name)
    has_database = "_django_db_helper" in request.fixturenames
    yield
    for name in caches if has_database else set(caches) - {"default"}:
        caches[name].clear()
    ready_pages.SHELF.clear()
    ready_cards.MEMORY.clear()
    facet_panel.every_option.cache_clear()
    tally.forget()
    translation.deactivate()


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the browser that the machine has."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        missing("Chromium", "install it, or tell where it is: CHROMIUM=/path/to/chromium")
    return found


def pytest_terminal_summary(terminalreporter):
    """Names every test that could not run here, so that green is not taken for whole."""
    lacking = [report for report in terminalreporter.stats.get("skipped", []) if MARK in str(report.longrepr)]
    if lacking:
        terminalreporter.section("NOT RUN ON THIS MACHINE", sep="!", red=True)
        for report in lacking:
            terminalreporter.line(f"{report.nodeid}: {str(report.longrepr[2]).partition(MARK)[2]}")
