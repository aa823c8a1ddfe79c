"""A GET writes nothing, but through a door with a name: the tests know each name and what may go through it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_open: ContextVar[str] = ContextVar("open_door", default="")


@contextmanager
def door(name: str) -> Iterator[None]:
    """Around a write that a GET may do."""
    token = _open.set(name)
    try:
        yield
    finally:
        _open.reset(token)


def open_door() -> str:
    """The name of the door that is open now, or ""."""
    return _open.get()
