"""What people say and what it means here, found in the words of a question. Entries are rows of `Synonym`."""

import re
from collections import defaultdict, namedtuple
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b

from opinraitti.lib.text import values
from services.enums import SynonymKind
from services.models import Synonym
from services.search.analysis import analyse, spoken, stem
from services.search.terms import STEMMED

# Said of oneself or of a way: “aikuinen” may be a topic, “aikuiselle” is a target. Only the form given counts.
_AS_WRITTEN = (SynonymKind.TARGET, SynonymKind.CHANNEL)
# What a word of `means` is worth to who asks with another word of it: both ways, but not quite.
_BACKWARDS = 0.8


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row of the vocabulary gives; `means` best first, `instead` {language: sentence}."""

    kind: str
    means: tuple[str, ...]
    weight: float
    situation: str = ""
    group: str = ""
    channel: str = ""
    instead: dict[str, str] = field(default_factory=dict, hash=False)


# Case endings after the stem of a word of slang: opo-lle, opo-on, ami-kse-ssa.
_ENDING = re.compile(r"(?:n|ss[aä]|st[aä]|ll[aä]|lt[aä]|lle|ksi|(?<=([aeiouyäö]))\1n)$")
_OF_IS = re.compile(r"(?<=[aeiouyäö])kse$|(?<=[aeiouyäö])ks$")


# What of a `Synonym` counts in the search.
Row = namedtuple(
    "Row", ("kind", "language", "said", "said_all", "means", "situation", "group", "channel", "instead", "weight", "both_ways")
)


@dataclass(frozen=True)
class Finding:
    """An entry whose words stand in the question, at these places of it."""

    entry: Entry
    places: frozenset[int]


@lru_cache(maxsize=20_000)
def said_keys(word: str, language: str = "") -> frozenset[str]:
    """By what a word of a question (no language) and one of the vocabulary know each other."""
    keys = {f"s:{word}"}
    if language not in STEMMED:
        found = analyse(word)
        keys.update(f"b:{base}" for base in found.bases)
        if not found.known and (bare := _ENDING.sub("", word)) != word and len(bare) > 2:
            keys.add(f"s:{_OF_IS.sub('s', bare)}")
    for other in STEMMED:
        if language in ("", other):
            keys.add(f"{other}:{stem(word, other)}")
    return frozenset(keys)


def read(old: "Vocabulary | None" = None) -> "Vocabulary":
    """The vocabulary as the database has it now: `old`, when nothing in it has changed."""
    rows = [Row(*row) for row in Synonym.objects.filter(active=True).values_list(*Row._fields)]
    digest = blake2b(repr([(*row[:8], values(row.instead), *row[9:]) for row in rows]).encode("utf-8", "replace")).digest()
    return old if old is not None and old.digest == digest else Vocabulary(rows, digest)


def _any_of(keys: list[frozenset[str]]) -> frozenset[str]:
    """Their union; one set alone stays the same object, which many phrases share."""
    return keys[0] if len(keys) == 1 else frozenset().union(*keys)


class Vocabulary:
    """All entries, ready to be found. A phrase counts where its words follow each other, `said_all` anywhere."""

    def __init__(self, rows: list[Row], digest: bytes = b""):
        self.digest = digest
        self.words: set[str] = set()
        self.keys: set[str] = set()
        self._phrases: dict[str, list[tuple[tuple[frozenset[str], ...], Entry]]] = defaultdict(list)
        self._together: dict[str, list[tuple[tuple[frozenset[str], ...], Entry]]] = defaultdict(list)
        for row in rows:
            self._add(row)

    def _add(self, row: Row) -> None:
        entry = Entry(row.kind, tuple(row.means), row.weight, row.situation, row.group, row.channel, values(row.instead))
        for phrase in row.said:
            self._file(self._phrases, [[word] for word in spoken(phrase)], row, entry)
        self._file(self._together, [spoken(text) for text in row.said_all], row, entry)
        if row.both_ways:
            back = Entry(row.kind, tuple(row.said), row.weight * _BACKWARDS)
            for phrase in row.means:
                self._file(self._phrases, [[word] for word in spoken(phrase)], row, back)

    def _file(self, shelf, words: Sequence[Sequence[str]], row: Row, entry: Entry) -> None:
        """`words`: for each place the words of which one is enough."""
        if not words:
            return
        self.words.update(*words)
        if row.kind in _AS_WRITTEN:
            keys = tuple(frozenset(f"s:{word}" for word in choice) for choice in words)
        else:
            keys = tuple(_any_of([said_keys(word, row.language) for word in choice]) for choice in words)
        self.keys.update(*keys)
        item = keys, entry
        for key in keys[0]:
            shelf[key].append(item)

    def find(self, words: Sequence[frozenset[str]]) -> list[Finding]:
        """The entries in a question, `words` by their `said_keys`; each entry once, at its longest."""
        found: dict[Entry, frozenset[int]] = {}
        for entry, places in (*self._following(words), *self._anywhere(words)):
            if len(places) > len(found.get(entry, ())):
                found[entry] = places
        return [Finding(entry, places) for entry, places in found.items()]

    def _following(self, words):
        for start, first in enumerate(words):
            for keys, entry in {id(item): item for key in first for item in self._phrases.get(key, ())}.values():
                piece = words[start : start + len(keys)]
                if len(piece) == len(keys) and all(a & b for a, b in zip(piece, keys, strict=True)):
                    yield entry, frozenset(range(start, start + len(keys)))

    def _anywhere(self, words):
        for first in words:
            for keys, entry in {id(item): item for key in first for item in self._together.get(key, ())}.values():
                places = [next((n for n, word in enumerate(words) if word & wanted), None) for wanted in keys]
                if None not in places and len(set(places)) == len(places):
                    yield entry, frozenset(places)
