"""Asks PTV's open interface: with time-outs, again with growing pauses when it does not answer, never for ever."""

from collections.abc import Callable

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt, wait_exponential, wait_random

from services.exchange.reading import parsed

# Seconds. PTV takes its time over a hundred services.
TIMEOUT = httpx.Timeout(10, read=60)
ATTEMPTS = 5
LONGEST_PAUSE = 60
_AGAIN = (408, 429, 500, 502, 503, 504)


class NotAnswered(Exception):
    """PTV did not answer this question, however often asked; another may do. The message says why."""


class Unreachable(Exception):
    """There is no use in asking on; the message says why in a sentence. What was fetched is kept."""


class _Again(Exception):
    """Worth another try. `pause`: seconds PTV asked us to wait, or 0."""

    def __init__(self, reason: str, *, pause: float = 0, cut_off: bool = False):
        super().__init__(reason)
        self.pause, self.cut_off = pause, cut_off


class Ptv:
    """`base`: “https://host” or “https://host/api/v11”. `pause`: seconds before the second try, growing after that."""

    def __init__(self, base: str, client: httpx.Client, *, pause: float = 1.0, progress: Callable[[str], None]):
        base = base.rstrip("/")
        self.base = base if "/api/" in base else f"{base}/api/v11"
        self.client, self.pause, self.progress = client, pause, progress
        self._grow = wait_exponential(multiplier=pause, max=LONGEST_PAUSE) + wait_random(0, pause)

    def get(self, path: str, **query):
        """The JSON answer; None for 404. Raises NotAnswered and Unreachable."""
        retrying = Retrying(
            stop=stop_after_attempt(ATTEMPTS), wait=self._wait, retry=retry_if_exception_type(_Again), reraise=True
        )
        try:
            return retrying(self._ask, path, query)
        except _Again as problem:
            if problem.cut_off:
                raise Unreachable(f"{self.base} cannot be reached ({problem}). Run the import again to go on.") from None
            raise NotAnswered(str(problem)) from None

    def _wait(self, state: RetryCallState) -> float:
        problem = state.outcome.exception()
        seconds = max(self._grow(state), min(problem.pause, LONGEST_PAUSE))
        self.progress(f"no answer ({problem}), asking again in {seconds:.0f} s")
        return seconds

    def _ask(self, path: str, query: dict):
        try:
            response = self.client.get(f"{self.base}/{path}", params=query)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise _Again(type(error).__name__, cut_off=True) from None
        except httpx.TransportError as error:
            raise _Again(type(error).__name__) from None
        if response.status_code in _AGAIN:
            raise _Again(f"status {response.status_code}", pause=_seconds(response.headers.get("Retry-After", "")))
        if response.status_code == httpx.codes.NOT_FOUND:
            return None
        if response.status_code in (httpx.codes.BAD_REQUEST, httpx.codes.REQUEST_URI_TOO_LONG):
            raise NotAnswered(f"status {response.status_code}")
        if response.status_code != httpx.codes.OK:
            raise Unreachable(f"{self.base}/{path} answers with status {response.status_code}.")
        try:
            return parsed(response.content)
        except ValueError as error:
            raise _Again(f"an answer that is not JSON: {error}") from None


def _seconds(text: str) -> float:
    return float(text) if text.isascii() and text.isdecimal() else 0
