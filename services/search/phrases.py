"""Phrases found in the words of a question, in any form of their words.

A word is known by its keys (`services.search.vocabulary.said_keys`): two words are the same when they share one. A
place of a phrase may hold one of several words. All phrases stand in a few arrays: see `services.search.compact`.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np

Said = frozenset[int]
Phrase = Sequence[Said]
Found = tuple[int, frozenset[int]]


class Phrases:
    """Phrases, none of them empty, each with the number it leads to. What is found: (number, places of the words)."""

    def __init__(self, phrases: Iterable[tuple[Phrase, int]]):
        keys, word_ends, phrase_ends = array("Q"), array("i", [0]), array("i", [0])
        first_keys, first_of, leads_to = array("Q"), array("i"), array("i")
        for phrase, number in phrases:
            for said in phrase:
                keys.extend(said)
                word_ends.append(len(keys))
            phrase_ends.append(len(word_ends) - 1)
            first_keys.extend(phrase[0])
            first_of.extend([len(leads_to)] * len(phrase[0]))
            leads_to.append(number)
        self.keys = np.array(keys, "u8")
        self._word_ends, self._phrase_ends, self._leads_to = (np.array(ends) for ends in (word_ends, phrase_ends, leads_to))
        order = np.argsort(np.array(first_keys, "u8"), kind="stable")
        self._first_keys, self._first_of = np.array(first_keys, "u8")[order], np.array(first_of, "i4")[order]

    def following(self, words: Phrase) -> Iterator[Found]:
        """Phrases whose words follow each other in the question."""
        for start, begun in enumerate(self._begun(words)):
            for which in begun:
                phrase = self._phrase(which)
                piece = words[start : start + len(phrase)]
                if len(piece) == len(phrase) and not any(map(frozenset.isdisjoint, piece, phrase)):
                    yield int(self._leads_to[which]), frozenset(range(start, start + len(phrase)))

    def anywhere(self, words: Phrase) -> Iterator[Found]:
        """Phrases whose words stand in the question, each at a place of its own."""
        for which in sorted({which for begun in self._begun(words) for which in begun}):
            places = [next((n for n, word in enumerate(words) if word & said), None) for said in self._phrase(which)]
            if None not in places and len(set(places)) == len(places):
                yield int(self._leads_to[which]), frozenset(places)

    def _begun(self, words: Phrase) -> list[list[int]]:
        """For each word of the question the phrases of which it may be the first."""
        asked = [key for word in words for key in word]
        places = [place for place, word in enumerate(words) for _key in word]
        left, right = (np.searchsorted(self._first_keys, np.array(asked, "u8"), side) for side in ("left", "right"))
        begun: list[set[int]] = [set() for _word in words]
        for found in np.flatnonzero(right > left).tolist():
            begun[places[found]].update(self._first_of[left[found] : right[found]].tolist())
        return [sorted(which) for which in begun]

    def _phrase(self, which: int) -> Phrase:
        ends = self._word_ends[self._phrase_ends[which] : self._phrase_ends[which + 1] + 1].tolist()
        return [frozenset(self.keys[start:stop].tolist()) for start, stop in pairwise(ends)]
