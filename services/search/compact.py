"""Many texts and numbers in few pieces of memory.

Python's own strings and sets take several times the room, and whoever looks at one writes into it: workers that share
them since the fork would soon have a copy each.
"""

import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain

import numpy as np


class Keys:
    """A set of unsigned 64-bit numbers."""

    def __init__(self, *numbers: np.ndarray):
        self._numbers = np.unique(np.concatenate([np.empty(0, "u8"), *numbers]))

    def has_any(self, numbers: Collection[int]) -> bool:
        asked = np.fromiter(numbers, "u8", len(numbers))
        left, right = (np.searchsorted(self._numbers, asked, side) for side in ("left", "right"))
        return bool((right > left).any())


class Words(Collection):
    """A set of words; a word has no blanks."""

    def __init__(self, words: Collection[str]):
        self._count = len(words)
        self._text = "\n".join(["", *sorted(words), ""])

    def __contains__(self, word):
        return f"\n{word}\n" in self._text

    def __iter__(self) -> Iterator[str]:
        return iter(self._text.split())

    def __len__(self):
        return self._count


class Texts(Sequence):
    """Texts without line ends, packed by `together`: the more, the smaller, and the slower to get at one of them."""

    def __init__(self, texts: Iterable[str] = (), together: int = 500):
        self._packed: list[bytes] = []
        self._together = together
        self._waiting: list[str] = []
        for text in texts:
            self.append(text)

    def append(self, text: str) -> None:
        self._waiting.append(text)
        if len(self._waiting) == self._together:
            self._packed.append(zlib.compress("\n".join(self._waiting).encode("utf-8", "surrogatepass"), 1))
            self._waiting = []

    def _pieces(self) -> Iterator[list[str]]:
        yield from map(self._unpacked, self._packed)
        yield self._waiting

    def _unpacked(self, packed: bytes) -> list[str]:
        return zlib.decompress(packed).decode("utf-8", "surrogatepass").split("\n")

    def __len__(self):
        return len(self._packed) * self._together + len(self._waiting)

    def __getitem__(self, number: int) -> str:
        piece, place = divmod(number, self._together)
        return (self._unpacked(self._packed[piece]) if piece < len(self._packed) else self._waiting)[place]

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(self._pieces())
