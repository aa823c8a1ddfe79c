"""Pages in a fresh profile, and what goes on in them that a reader would not see but must not happen."""

import re
from contextlib import contextmanager

HEIGHTS = {1280: 800, 360: 740, 320: 640}
# The browser names an error page that was asked for too; any other file that fails is seen by its response.
# And htmx speaks of a request that a newer one of the same form replaced; one that fails has names of its own.
EXPECTED = re.compile("Failed to load resource: the server responded with a status|htmx:(sendAbort|afterRequest), ")


class Watched:
    """Requests to other origins, broken rules of the Content-Security-Policy, files and scripts that fail."""

    def __init__(self, portal: str):
        self.portal, self.found = portal, []

    def watch(self, page) -> None:
        page.on("request", self._request)
        page.on("response", self._response)
        page.on("pageerror", lambda error: self.found.append(f"script failed: {error}"))
        page.on("console", self._console)

    def settle(self) -> None:
        found, self.found = self.found, []
        assert not found, "\n".join(found)

    def _request(self, request) -> None:
        if not request.url.startswith(f"{self.portal}/"):
            self.found.append(f"request to another origin: {request.url}")

    def _response(self, response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            self.found.append(f"{response.status} for {response.url}")

    def _console(self, message) -> None:
        if message.type in ("error", "warning") and not EXPECTED.match(message.text):
            self.found.append(f"console {message.type}: {message.text}")


@contextmanager
def watched_pages(browser, portal: str):
    """Yields `new_page(width=1280, **context_options)`; at the end fails if anything was found in its pages."""
    watched, contexts = Watched(portal), []

    def new_page(width=1280, **options):
        viewport = {"width": width, "height": HEIGHTS[width]}
        contexts.append(browser.new_context(base_url=portal, viewport=viewport, reduced_motion="reduce", **options))
        contexts[-1].set_default_timeout(10_000)
        page = contexts[-1].new_page()
        watched.watch(page)
        page.watched = watched
        return page

    try:
        yield new_page
    finally:
        for context in contexts:
            context.close()
    watched.settle()
