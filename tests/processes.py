"""Starts the portal as a process of its own, in an environment that the test writes whole."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

SECRET = "pq8Zr3vK1xW7yT5uN0mB6cJ4hG2fD9sA-eLiOzXwVqRtYbUn_kMj"
NOWHERE = "postgresql://nobody@127.0.0.1:1/nothing"
PRODUCTION = {
    "OPINRAITTI_ENV": "production",
    "DATABASE_URL": NOWHERE,
    "SECRET_KEY": SECRET,
    "ALLOWED_HOSTS": "opinraitti.example, www.opinraitti.example",
    "SITE_URL": "https://opinraitti.example/",
    "EMAIL_HOST": "mail.opinraitti.example",
    "EMAIL_FROM": "opinraitti@opinraitti.example",
}


def environment(env: dict) -> dict:
    """Only what finds programs comes from the caller's environment."""
    clean = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH") if name in os.environ}
    return clean | {"DJANGO_SETTINGS_MODULE": "opinraitti.settings"} | env


def python(*arguments, **env) -> subprocess.CompletedProcess:
    """Runs this interpreter at the repository's root until it ends."""
    return subprocess.run(
        [sys.executable, *arguments],
        env=environment(env),
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@contextmanager
def running(*arguments, **env) -> Iterator[subprocess.Popen]:
    """This interpreter at the repository's root, running meanwhile; killed afterwards if it is still there."""
    command = [sys.executable, *arguments]
    with subprocess.Popen(command, env=environment(env), cwd=settings.BASE_DIR, stdout=subprocess.PIPE) as process:
        try:
            yield process
        finally:
            process.kill()
