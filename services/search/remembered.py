"""What pure functions have answered lately.

Like `functools.lru_cache`, but an answer that is there is only read. A list in the order of use is written at every
question, all over the memory that workers have shared since the fork: what one writes, it has for itself from then on.
"""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import TypeVar

_Key = TypeVar("_Key", bound=Hashable)
_Answer = TypeVar("_Answer")


def remembered(most: int):
    """For a function of one argument: at most `most` answers are kept; the half that was asked earlier goes at once."""

    def decorate(function: Callable[[_Key], _Answer]) -> Callable[[_Key], _Answer]:
        kept: tuple[dict[_Key, _Answer], dict[_Key, _Answer]] = {}, {}  # newer, older

        @wraps(function)
        def asked(key: _Key) -> _Answer:
            nonlocal kept
            newer, older = kept
            if key in newer:
                return newer[key]
            answer = older[key] if key in older else function(key)
            if len(newer) >= most // 2:
                newer, older = kept = {}, newer
            newer[key] = answer
            return answer

        return asked

    return decorate
