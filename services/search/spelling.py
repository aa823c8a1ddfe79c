"""What a word that nothing knows was meant to be: the directory's own words, and those of its vocabulary."""

import unicodedata
from collections import defaultdict
from collections.abc import Mapping

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

_SHORTEST = 4
_LONG = 8


def plain(word: str) -> str:
    """Without dots, accents and hyphens: what people type on a keyboard that lacks ä and ö, or in a hurry."""
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if letter != "-" and not unicodedata.combining(letter))


class Spelling:
    """Known words, with how often they occur; asked for the one nearest to a word."""

    def __init__(self, counts: Mapping[str, int]):
        self._counts = counts
        self._plain: dict[str, str] = {}
        by_length = defaultdict(list)
        for word in counts:
            if len(word) >= _SHORTEST:
                by_length[len(word)].append(word)
            bare = plain(word)
            if bare != word:
                self._plain.setdefault(bare, word)
        # One text for each length: looking through as many strings would make every worker copy them for itself.
        self._by_length = {length: " ".join(words) for length, words in by_length.items()}

    def corrected(self, word: str, most: int = 2) -> str:
        """The known word this one most likely stands for, or "".

        Dots or a hyphen forgotten; else one letter wrong, missing, extra or swapped with its neighbour, two in a word of eight or
        more, but never over `most`. Of equally near ones that with the same beginning, then the commoner.
        """
        if word in self._counts or len(word) < _SHORTEST or not word.replace("-", "").isalpha():
            return ""
        if dotted := self._plain.get(plain(word)):
            return dotted
        allowed = min(2 if len(word) >= _LONG else 1, most)
        near = [
            (distance, known[:2] != word[:2], -self._counts[known], known)
            for length in range(len(word) - allowed, len(word) + allowed + 1)
            for known, distance, _place in extract(
                word, self._by_length.get(length, "").split(), scorer=OSA.distance, score_cutoff=allowed, limit=5
            )
        ]
        return min(near)[-1] if near else ""
