"""The portal as `make demo` starts it: a process of its own, with a database of its own and the real server."""

import os
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing, contextmanager
from pathlib import Path
from socket import socket

import pytest
from django.conf import settings

ARCHIVED, ITS_SUCCESSOR = "kansanopistovuosi-mieslahdessa", "ammatinvalinta-ja-uraohjaus"
START_SECONDS = 180


@contextmanager
def running_portal(folder: Path):
    """Yields the address, without a slash at its end, of a seeded portal that keeps what it writes in `folder`."""
    with closing(socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH") if name in os.environ}
    told = {"DJANGO_SETTINGS_MODULE": "tests.browser.settings", "OPINRAITTI_VAR": str(folder), "PORT": str(port)}
    log = folder / "server.log"
    with (
        log.open("wb") as output,
        subprocess.Popen(
            [sys.executable, "-m", "deploy.demo"], cwd=settings.BASE_DIR, env=kept | told, stdout=output, stderr=output
        ) as server,
    ):
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(address, server, log)
            _archive_a_service(folder / "opinraitti.sqlite3")
            yield address
        finally:
            server.terminate()


def _wait_for(address: str, server: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    pytest.fail(f"The portal did not start:\n{log.read_text(encoding='utf-8')[-3000:]}", pytrace=False)


def _archive_a_service(database: Path) -> None:
    """The demo network has no archived service; its page is one of those to look at."""
    with closing(sqlite3.connect(database)) as connection, connection:
        changed = connection.execute(
            "UPDATE services_service SET status = 'archived', archived_at = CURRENT_TIMESTAMP,"
            " successor_id = (SELECT id FROM services_service WHERE slug = ?) WHERE slug = ?",
            (ITS_SUCCESSOR, ARCHIVED),
        )
        connection.execute(
            "DELETE FROM services_searchdocument WHERE service_id = (SELECT id FROM services_service WHERE slug = ?)", (ARCHIVED,)
        )
        connection.execute("UPDATE services_directorystate SET version = version + 1")
    assert changed.rowcount == 1, f"The demo network no longer has the service {ARCHIVED}."
