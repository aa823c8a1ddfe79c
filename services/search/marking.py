"""Marks in a text the words it was found by."""

import re
from collections.abc import Collection, Iterator
from html import escape

from django.utils.safestring import SafeString, mark_safe

from opinraitti.lib.text import Localised
from services.search.terms import hashed, hashes

_WORD = re.compile(r"[^\W_]+(?:['’‐‑-][^\W_]+)*")
_PART = re.compile(r"[^\W_]+")
# Between two marked words of one mark.
_GAP = re.compile(r"[\s'’‐‑-]*")


def hashed_terms(terms: Collection[str]) -> frozenset[int]:
    """What `mark` looks for, of the terms a question became."""
    return frozenset(map(hashed, terms))


def mark(text: Localised, wanted: frozenset[int]) -> SafeString:
    """The text escaped, each word whose terms are among `wanted` in a `<mark>`; neighbours share one."""
    if not wanted:
        return mark_safe(escape(text.text))
    html, end = [], 0
    for start, stop in _joined(_found(text, wanted), text.text):
        html += [escape(text.text[end:start]), "<mark>", escape(text.text[start:stop]), "</mark>"]
        end = stop
    return mark_safe("".join([*html, escape(text.text[end:])]))


def _found(text: Localised, wanted: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Where the marked words begin and end; of a hyphenated word that is not marked, its parts."""
    for match in _WORD.finditer(text.text):
        word = match.group()
        if _is_wanted(word, text.language, wanted):
            yield match.span()
        elif not word.isalnum():
            parts = _PART.finditer(text.text, *match.span())
            yield from (part.span() for part in parts if _is_wanted(part.group(), text.language, wanted))


def _is_wanted(word: str, language: str, wanted: frozenset[int]) -> bool:
    return not wanted.isdisjoint(hashes(word.casefold(), language))


def _joined(spans: Iterator[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, stop in spans:
        if joined and _GAP.fullmatch(text, joined[-1][1], start):
            joined[-1] = (joined[-1][0], stop)
        else:
            joined.append((start, stop))
    return joined
