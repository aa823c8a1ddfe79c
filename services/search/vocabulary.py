"""What people say and what it means here, found in the words of a question. Entries are rows of `Synonym`."""

import json
import re
from collections import namedtuple
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import blake2b

from opinraitti.lib.text import values
from services.enums import SynonymKind
from services.models import Synonym
from services.search.analysis import analyse, spoken, stem
from services.search.compact import Texts, Words
from services.search.phrases import Phrases, Said
from services.search.remembered import remembered
from services.search.terms import STEMMED, hashed

# Said of oneself or of a way: “aikuinen” may be a topic, “aikuiselle” is a target. Only the form given counts.
_AS_WRITTEN = (SynonymKind.TARGET, SynonymKind.CHANNEL)
# What a word of `means` is worth to who asks with another word of it: both ways, but not quite.
_BACKWARDS = 0.8
# A question has a few entries; to get at one unpacks its neighbours.
_ENTRIES_TOGETHER = 16


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

    @classmethod
    def told(cls, text: str) -> "Entry":
        columns = json.loads(text)
        return cls(**columns | {"means": tuple(columns["means"])})

    def text(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)


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


@remembered(2_000)
def said_keys(word: str) -> Said:
    """By what a word of a question and one of the vocabulary know each other."""
    return _keys(word, STEMMED, finnish=True)


def _keys(word: str, stemmed: Collection[str], *, finnish: bool) -> Said:
    keys = [f"s:{word}", *(f"{language}:{stem(word, language)}" for language in stemmed)]
    if finnish:
        found = analyse(word)
        keys += [f"b:{base}" for base in found.bases]
        if not found.known and (bare := _ENDING.sub("", word)) != word and len(bare) > 2:
            keys.append(f"s:{_OF_IS.sub('s', bare)}")
    return frozenset(map(hashed, keys))


class _Reading:
    """The rows while they are read: each word's keys are made once."""

    def __init__(self, rows: list[Row]):
        self.words: set[str] = set()
        self.entries: list[str] = []
        self.following: list[tuple[list[Said], int]] = []
        self.anywhere: list[tuple[list[Said], int]] = []
        self._keys: dict[tuple[str, str], Said] = {}
        for row in rows:
            self._add(row)

    def _add(self, row: Row) -> None:
        entry = Entry(row.kind, tuple(row.means), row.weight, row.situation, row.group, row.channel, values(row.instead))
        self._file(self.following, [[[word] for word in spoken(phrase)] for phrase in row.said], row, entry)
        self._file(self.anywhere, [[spoken(text) for text in row.said_all]], row, entry)
        if row.both_ways:
            back = Entry(row.kind, tuple(row.said), row.weight * _BACKWARDS)
            self._file(self.following, [[[word] for word in spoken(phrase)] for phrase in row.means], row, back)

    def _file(self, shelf, phrases: Sequence[Sequence[Sequence[str]]], row: Row, entry: Entry) -> None:
        """Each phrase: for each place the words of which one is enough."""
        phrases = [phrase for phrase in phrases if phrase]
        if not phrases:
            return
        self.entries.append(entry.text())
        for phrase in phrases:
            self.words.update(*phrase)
            said = [frozenset().union(*(self._said(word, row) for word in choice)) for choice in phrase]
            shelf.append((said, len(self.entries) - 1))

    def _said(self, word: str, row: Row) -> Said:
        language = "written" if row.kind in _AS_WRITTEN else row.language
        if (word, language) not in self._keys:
            finnish = language not in (*STEMMED, "written")
            self._keys[word, language] = _keys(word, [language] if language in STEMMED else [], finnish=finnish)
        return self._keys[word, language]


def read(old: "Vocabulary | None" = None) -> "Vocabulary":
    """The vocabulary as the database has it now: `old`, when nothing in it has changed."""
    rows = [Row(*row) for row in Synonym.objects.filter(active=True).values_list(*Row._fields)]
    digest = blake2b(repr([(*row[:8], values(row.instead), *row[9:]) for row in rows]).encode("utf-8", "replace")).digest()
    return old if old is not None and old.digest == digest else Vocabulary(rows, digest)


class Vocabulary:
    """All entries, ready to be found. A phrase counts where its words follow each other, `said_all` anywhere."""

    def __init__(self, rows: list[Row], digest: bytes = b""):
        self.digest = digest
        found = _Reading(rows)
        self.words = Words(found.words)
        self._entries = Texts(found.entries, together=_ENTRIES_TOGETHER)
        self.following, self.anywhere = Phrases(found.following), Phrases(found.anywhere)

    def find(self, words: Sequence[Said]) -> list[Finding]:
        """The entries in a question, `words` by their `said_keys`; each entry once, at its longest."""
        found: dict[Entry, frozenset[int]] = {}
        for number, places in (*self.following.following(words), *self.anywhere.anywhere(words)):
            entry = Entry.told(self._entries[number])
            if len(places) > len(found.get(entry, ())):
                found[entry] = places
        return [Finding(entry, places) for entry, places in found.items()]
