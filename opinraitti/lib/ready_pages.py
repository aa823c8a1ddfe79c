"""Public pages kept ready-made in a worker's memory: a page that everyone gets alike is made once, then only sent.

A page is good for one version of the directory and for one minute: “Auki nyt” may change at any full minute, and a
day at midnight. Every request asks for the version, so a change shows on the very next request, in every worker.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import wraps
from threading import Lock

from django.conf import settings
from django.http import HttpResponse
from django.utils.cache import set_response_etag
from django.utils.translation import get_language

from opinraitti.lib.calendar import now

WORKER_BYTES = 4_000_000
# What a page takes beside its text: key, headers, places in the tables.
_BESIDE = 1_000


@dataclass(frozen=True)
class Page:
    """A finished page: its body before compression and the headers its view gave, `ETag` among them."""

    body: bytes
    headers: tuple[tuple[str, str], ...]

    @property
    def size(self) -> int:
        return len(self.body) + _BESIDE

    def response(self) -> HttpResponse:
        return HttpResponse(self.body, headers=dict(self.headers))


class Shelf:
    """The pages of one worker, at most `limit` bytes; the least lately asked give way. All have the same stamp."""

    def __init__(self, limit: int = WORKER_BYTES):
        self._limit = limit
        self._lock = Lock()
        self.clear()

    def clear(self) -> None:
        self._stamp, self._pages, self._bytes = None, OrderedDict(), 0

    def __len__(self):
        return len(self._pages)

    def find(self, stamp: Hashable, key: Hashable) -> Page | None:
        with self._lock:
            if stamp != self._stamp:
                self.clear()
                self._stamp = stamp
            if page := self._pages.get(key):
                self._pages.move_to_end(key)
            return page

    def keep(self, stamp: Hashable, key: Hashable, page: Page) -> None:
        """Keeps the page unless the shelf has moved on to another stamp while it was made."""
        with self._lock:
            if stamp != self._stamp or key in self._pages or page.size > self._limit:
                return
            self._pages[key] = page
            self._bytes += page.size
            while self._bytes > self._limit:
                _key, oldest = self._pages.popitem(last=False)
                self._bytes -= oldest.size


SHELF = Shelf()


def _asks_like_anyone(request) -> bool:
    """Whether the answer depends on the address alone.

    Any cookie may mean a person, a message or a choice. A query string could be anything: nobody shall be able to
    fill the shelf with them. In development templates change without a new version.
    """
    return not (request.COOKIES or request.META.get("QUERY_STRING") or "HX-Request" in request.headers or settings.DEBUG)


def of_the_moment(response):
    """Keeps an answer of `ready_made` from being kept: it shows what may have to vanish while the directory stays."""
    response.of_the_moment = True
    return response


def _is_for_anyone(request, response) -> bool:
    """Whether the finished answer may be shown to others: whole, without cookies and without a form's own token."""
    whole = response.status_code == 200 and not response.streaming and getattr(response, "is_rendered", True)
    lasting = whole and not hasattr(response, "of_the_moment")
    return lasting and not response.cookies and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")


def ready_made(version: Callable[..., Hashable], shelf: Shelf = SHELF):
    """For a view whose page depends on the address, the directory and the clock only. Stands under `public_page`.

    `version(request)` is the version of the directory that the request reads, asked before the view reads anything.
    """

    def decorate(view):
        @wraps(view)
        def answer(request, *args, **kwargs):
            if not _asks_like_anyone(request):
                return view(request, *args, **kwargs)
            stamp = version(request), now().replace(second=0, microsecond=0)
            key = request.scheme, request.get_host(), request.path, get_language()
            if page := shelf.find(stamp, key):
                return page.response()
            response = view(request, *args, **kwargs)
            if _is_for_anyone(request, response):
                set_response_etag(response)
                shelf.keep(stamp, key, Page(response.content, tuple(response.items())))
            return response

        return answer

    return decorate
