"""The index and the lexicon every answer of this process stands on, renewed when the directory has changed."""

from dataclasses import dataclass
from threading import Lock

from services import directory_state
from services.search import lexicon, memory
from services.search.lexicon import Lexicon
from services.search.memory import Index

_renewing = Lock()


@dataclass(frozen=True)
class Holdings:
    """`stamp`: the directory's version and the moment it came about."""

    stamp: tuple
    index: Index
    lexicon: Lexicon


_held: Holdings | None = None


def current(stamp: tuple | None = None) -> Holdings:
    """What the directory holds now: one query while it has not changed, none when the caller has asked its stamp."""
    global _held  # noqa: PLW0603 one index a process is the point
    stamp = stamp or directory_state.stamp()
    held = _held
    if held is None or held.stamp != stamp:
        with _renewing:
            held = _held
            if held is None or held.stamp != stamp:  # nobody renewed it while this one waited
                index = memory.read(stamp[0], held and held.index)
                _held = held = Holdings(stamp, index, lexicon.read(index.spelled, held and held.lexicon))
    return held
