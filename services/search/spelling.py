"""What a word that nothing knows was meant to be: the directory's own words, and those of its vocabulary."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

_SHORTEST = 4
_LONG = 8


def plain(word: str) -> str:
    """Without dots, accents and hyphens: what people type on a keyboard that lacks ä and ö, or in a hurry."""
    if word.isascii():
        return word.replace("-", "")
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if letter != "-" and not unicodedata.combining(letter))


def _letters(words: str, length: int) -> np.ndarray:
    """uint64[n]: which letters each of the words has, as bits; they are of one length, one after another."""
    letters = np.frombuffer(words.encode("utf-32-le", "surrogatepass"), "<u4").reshape(-1, length)
    return np.bitwise_or.reduce(np.uint64(1) << (letters % 64).astype("u8"), axis=1)


class _Alike:
    """Words of one length, in one text, with how often each occurs (see `services.search.compact`)."""

    def __init__(self, length: int, counts: Mapping[str, int]):
        self._length = length
        self._text = "".join(counts)
        self._letters = _letters(self._text, length)
        self._counts = np.fromiter(counts.values(), "i4", len(counts))

    def __contains__(self, word: str) -> bool:
        place = self._text.find(word)
        while place % self._length and place > 0:
            place = self._text.find(word, place + 1)
        return place >= 0

    def near(self, word: str, allowed: int) -> Iterator[tuple[int, str, int]]:
        """(distance, word, how often) of the five nearest."""
        # One mistake changes two letters at most.
        numbers = np.flatnonzero(np.bitwise_count(self._letters ^ _letters(word, len(word))[0]) <= 2 * allowed)
        words = [self._text[number * self._length : (number + 1) * self._length] for number in numbers.tolist()]
        for known, distance, place in extract(word, words, scorer=OSA.distance, score_cutoff=allowed, limit=5):
            yield distance, known, int(self._counts[numbers[place]])


class Spelling:
    """Known words, with how often they occur; asked for the one nearest to a word."""

    def __init__(self, counts: Mapping[str, int]):
        by_length: dict[int, dict[str, int]] = defaultdict(dict)
        for word, count in counts.items():
            by_length[len(word)][word] = count
        self._by_length = {length: _Alike(length, words) for length, words in by_length.items() if length >= _SHORTEST}
        # “\nbare word\nbare word\n”
        self._bare = "\n".join(["", *(f"{bare} {word}" for word in counts if (bare := plain(word)) != word), ""])

    def corrected(self, word: str, most: int = 2) -> str:
        """The known word this one most likely stands for, or "".

        Dots or a hyphen forgotten; else one letter wrong, missing, extra or swapped with its neighbour, two in a word of eight or
        more, but never over `most`. Of equally near ones that with the same beginning, then the commoner.
        """
        if len(word) < _SHORTEST or not word.replace("-", "").isalpha() or word in self._by_length.get(len(word), ()):
            return ""
        if dotted := self._dotted(plain(word)):
            return dotted
        allowed = min(2 if len(word) >= _LONG else 1, most)
        near = [
            (distance, known[:2] != word[:2], -count, known)
            for alike in self._of_lengths(len(word) - allowed, len(word) + allowed)
            for distance, known, count in alike.near(word, allowed)
            # With two mistakes and another beginning it is another word.
            if distance < 2 or known[:3] == word[:3]
        ]
        return min(near)[-1] if near else ""

    def _of_lengths(self, shortest: int, longest: int) -> Iterable[_Alike]:
        return (self._by_length[length] for length in range(shortest, longest + 1) if length in self._by_length)

    def _dotted(self, bare: str) -> str:
        start = self._bare.find(f"\n{bare} ")
        if start < 0:
            return ""
        return self._bare[start + len(bare) + 2 : self._bare.index("\n", start + 1)]
