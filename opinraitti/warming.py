"""What the server does before it forks, so that the workers share it instead of each having its own.

Workers share what they only read. Python writes into code the first times it runs and fills holes of its memory with
what it loads late: so a few pages are answered here, as readers would ask for them. With ten thousand services that
is 16 MB less for each worker.
"""

from contextlib import suppress
from io import BytesIO
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.db import DatabaseError, InterfaceError

from services.search import query
from services.views import STILL_TYPING

_PATHS = ("/", "/palvelut/", "/palvelut/?q=uraohjaus&kunta=kajaani", "/palvelut/?q=opiskelux netissa")
_ROUNDS = 2


def warm(application) -> None:
    """Reads the index and answers a few pages in each language; a database that does not answer yet is no fault."""
    with suppress(DatabaseError, InterfaceError):
        query.warm()
        for _round in range(_ROUNDS):
            for code, _name in settings.LANGUAGES:
                prefix = "" if code == settings.LANGUAGE_CODE else f"/{code}"
                for path in _PATHS:
                    _answer(application, prefix + path)


def _answer(application, address: str) -> None:
    site, parts = urlsplit(settings.SITE_URL), urlsplit(address)
    environ = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": parts.path,
        "QUERY_STRING": quote(parts.query, safe="=&"),
        "SERVER_NAME": site.hostname or "localhost",
        "SERVER_PORT": str(site.port or 80),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": site.netloc,
        "HTTP_X_FORWARDED_PROTO": site.scheme,
        # Nobody asks this: it is not counted.
        f"HTTP_{STILL_TYPING.upper().replace('-', '_')}": "1",
        "wsgi.url_scheme": site.scheme,
        "wsgi.input": BytesIO(),
    }
    answer = application(environ, lambda _status, _headers, _fault=None: None)
    try:
        b"".join(answer)
    finally:
        answer.close()
