"""Index terms: what a word becomes, the same for texts and for questions.

`s:` a word that Finnish does not know, as written; `b:` a Finnish base form; `p:` a part of a compound or the root a
word is made of; `sv:` and `en:` the stem of a Swedish or an English word. An index keeps 64-bit hashes of them: no
table of terms.
"""

import sys
from collections.abc import Sequence
from hashlib import blake2b

from services.search.analysis import analyse, constituents, stem
from services.search.remembered import remembered

STEMMED = ("sv", "en")


def hashed(term: str) -> int:
    """An unsigned 64-bit number; among a million terms two equal ones are one chance in thirty million."""
    return int.from_bytes(blake2b(term.encode("utf-8", "replace"), digest_size=8).digest(), "little")


def written_terms(word: str, language: str, *, parts: bool = True) -> tuple[str, ...]:
    """The terms of a word of a text in `language`; without `parts` only those of the whole word."""
    if language in STEMMED:
        return (f"{language}:{stem(word, language)}",)
    found = analyse(word)
    whole = tuple(f"b:{base}" for base in found.bases) if found.known else (f"s:{found.surface}",)
    return (*whole, *(f"p:{part}" for part in found.parts)) if parts else whole


def hashes(word: str, language: str, *, parts: bool = True) -> Sequence[int]:
    """The hashes of `written_terms`."""
    return memoryview(_hashes((word, language, parts))).cast("Q")


@remembered(6_000)
def _hashes(asked: tuple[str, str, bool]) -> bytes:
    """As one piece of memory: numbers of their own would take five times as much."""
    word, language, parts = asked
    distinct = dict.fromkeys(hashed(term) for term in written_terms(word, language, parts=parts))
    return b"".join(number.to_bytes(8, sys.byteorder) for number in distinct)


@remembered(2_000)
def asked_terms(word: str) -> tuple[int, ...]:
    """Hashes of the terms by which a word of a question is looked for whole, in any language."""
    found = analyse(word)
    terms = [f"s:{found.surface}", *(f"b:{base}" for base in found.bases), *(f"{other}:{stem(word, other)}" for other in STEMMED)]
    return tuple(dict.fromkeys(hashed(term) for term in terms))


@remembered(2_000)
def compound_terms(word: str) -> tuple[tuple[int, ...], tuple[tuple[int, ...], ...]]:
    """Hashes by which the compounds that hold the word are looked for, and those by which each of its own parts is."""
    within = tuple(hashed(f"p:{base}") for base in analyse(word).bases)
    return within, tuple(tuple(hashed(f"{kind}:{text}") for text in alike for kind in ("p", "b")) for alike in constituents(word))
