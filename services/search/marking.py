"""Marks in a text the words it was found by."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

from opinraitti.lib.text import Localised
from services.search.terms import hashed, hashes

_WORD = re.compile(r"[^\W_]+(?:['’‐‑-][^\W_]+)*")
_PART = re.compile(r"[^\W_]+")
# Between two marked words of one mark.
_GAP = re.compile(r"[\s'’‐‑-]*")
# Half of a hash is enough to tell the terms of a question from the words of one text.
_BYTES = 4


def hashed_terms(terms: Collection[str]) -> frozenset[bytes]:
    """What `Markable.marked` looks for, of the terms a question became."""
    return frozenset(map(_short, map(hashed, terms)))


def _bytes(numbers: list[int]) -> bytes:
    return array("I", numbers).tobytes()


def _short(number: int) -> bytes:
    return (number & 0xFFFFFFFF).to_bytes(_BYTES, "little")


@dataclass(frozen=True, slots=True)
class Markable:
    """A text that has been read, so that marking it only compares.

    `words`: where each word begins and ends, by turns; a hyphenated word is followed by its parts. `terms`: the terms of
    all words, `_BYTES` each; `until`: how many there are up to each word's last. Numbers are uint32, in bytes.
    """

    text: str
    language: str
    fallback: bool
    words: bytes
    terms: bytes
    until: bytes

    @classmethod
    def of(cls, text: Localised) -> "Markable":
        words, terms, until = [], [], []
        for start, stop in _words(text.text):
            terms += map(_short, hashes(text.text[start:stop].casefold(), text.language))
            until.append(len(terms))
            words += (start, stop)
        return cls(text.text, text.language, text.fallback, _bytes(words), b"".join(terms), _bytes(until))

    def marked(self, wanted: frozenset[bytes]) -> SafeString:
        """The text escaped, each word whose terms are among `wanted` in a `<mark>`; neighbours share one."""
        html, end = [], 0
        for start, stop in self._joined(wanted):
            html += [escape(self.text[end:start]), "<mark>", escape(self.text[start:stop]), "</mark>"]
            end = stop
        return mark_safe("".join([*html, escape(self.text[end:])]))

    def _found(self, wanted: frozenset[bytes]) -> list[int]:
        """The numbers of the words whose terms are wanted, ascending."""
        found, until = set(), memoryview(self.until).cast("I")
        for term in wanted:
            place = self.terms.find(term)
            while place >= 0:
                if place % _BYTES == 0:
                    found.add(bisect_right(until, place // _BYTES))
                place = self.terms.find(term, place + 1)
        return sorted(found)

    def _joined(self, wanted: frozenset[bytes]) -> list[tuple[int, int]]:
        joined: list[tuple[int, int]] = []
        words = memoryview(self.words).cast("I")
        for number in self._found(wanted):
            start, stop = words[2 * number : 2 * number + 2]
            if joined and start < joined[-1][1]:
                continue  # a part of a word that is marked whole
            if joined and _GAP.fullmatch(self.text, joined[-1][1], start):
                joined[-1] = (joined[-1][0], stop)
            else:
                joined.append((start, stop))
        return joined


def _words(text: str) -> Iterator[tuple[int, int]]:
    """Where words begin and end; a hyphenated one whole and then in its parts."""
    for match in _WORD.finditer(text):
        yield match.span()
        if not match.group().isalnum():
            yield from (part.span() for part in _PART.finditer(text, *match.span()))
