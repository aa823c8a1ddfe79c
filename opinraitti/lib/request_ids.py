"""A name for each request, so that its audit events, its read record and its lines in the log can be laid side by side.

Random and new each time; whatever the client sends is not listened to.
"""

import logging
from contextvars import ContextVar
from uuid import uuid4

_current: ContextVar[str] = ContextVar("request_id", default="")


def current() -> str:
    """The name of the request that is being answered; "" in a job."""
    return _current.get()


class RequestIdMiddleware:
    """Stands outermost: whatever is written down while the request is answered carries its name."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = _current.set(uuid4().hex)
        try:
            return self.get_response(request)
        finally:
            _current.reset(token)


class LogFilter(logging.Filter):
    """Gives each line of the log `request_id`; “-” in a job."""

    def filter(self, record):
        record.request_id = current() or "-"
        return True
