"""What people say and what it means here, found in the words of a question. Entries are rows of `Synonym`."""

import json
import re
from collections import namedtuple
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import blake2b

from opinraitti.lib.text import values
from services.enums import SynonymKind
from services.models import Synonym
from services.search.analysis import analyse, spoken, stem, verbs_of
from services.search.compact import Texts, Words
from services.search.phrases import Phrase, Phrases, Said
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


def _vocabulary_keys(asked: tuple[str, str]) -> Said:
    """Of a word of the vocabulary and its language, or "" when only the form given counts."""
    word, language = asked
    return _keys(word, [language] if language in STEMMED else [], finnish=language not in ("", *STEMMED))


def _keys(word: str, stemmed: Collection[str], *, finnish: bool) -> Said:
    keys = [f"s:{word}", *(f"{language}:{stem(word, language)}" for language in stemmed)]
    if finnish:
        found = analyse(word)
        keys += [f"b:{base}" for base in (*found.bases, *verbs_of(word))]
        if not found.known and (bare := _ENDING.sub("", word)) != word and len(bare) > 2:
            keys.append(f"s:{_OF_IS.sub('s', bare)}")
    return frozenset(map(hashed, keys))


class _Reading:
    """Rows made into phrases; meanwhile their `words` and the `entries` that the phrases lead to are gathered."""

    def __init__(self, rows: list[Row]):
        self._rows = rows
        self._keys = remembered(10_000)(_vocabulary_keys)
        self.words: set[str] = set()
        self.entries = Texts(together=_ENTRIES_TOGETHER)

    def following(self) -> Iterator[tuple[Phrase, int]]:
        for row in self._rows:
            yield from self._phrases(row, _entry(row), [[[word] for word in spoken(text)] for text in row.said])
            if row.both_ways:
                back = Entry(row.kind, tuple(row.said), row.weight * _BACKWARDS)
                yield from self._phrases(row, back, [[[word] for word in spoken(text)] for text in row.means])

    def anywhere(self) -> Iterator[tuple[Phrase, int]]:
        for row in self._rows:
            yield from self._phrases(row, _entry(row), [[spoken(text) for text in row.said_all]])

    def _phrases(self, row: Row, entry: Entry, texts: list[list[list[str]]]) -> Iterator[tuple[Phrase, int]]:
        """`texts`: for each place of a phrase the words of which one is enough."""
        texts = [places for places in texts if places]
        if texts:
            self.entries.append(entry.text())
        language = "" if row.kind in _AS_WRITTEN else row.language
        for places in texts:
            self.words.update(*places)
            said = [frozenset().union(*(self._keys((word, language)) for word in choice)) for choice in places]
            yield said, len(self.entries) - 1


def _entry(row: Row) -> Entry:
    return Entry(row.kind, tuple(row.means), row.weight, row.situation, row.group, row.channel, values(row.instead))


def read(old: "Vocabulary | None" = None) -> "Vocabulary":
    """The vocabulary as the database has it now: `old`, when nothing in it has changed."""
    rows = [Row(*row) for row in Synonym.objects.filter(active=True).values_list(*Row._fields)]
    digest = blake2b()
    for row in rows:
        digest.update(repr((*row[:8], values(row.instead), *row[9:])).encode("utf-8", "replace"))
    return old if old is not None and old.digest == digest.digest() else Vocabulary(rows, digest.digest())


class Vocabulary:
    """All entries, ready to be found. A phrase counts where its words follow each other, `said_all` anywhere."""

    def __init__(self, rows: list[Row], digest: bytes = b""):
        self.digest = digest
        reading = _Reading(rows)
        self.following, self.anywhere = Phrases(reading.following()), Phrases(reading.anywhere())
        self.words, self._entries = Words(reading.words), reading.entries

    def find(self, words: Sequence[Said]) -> list[Finding]:
        """The entries in a question, `words` by their `said_keys`; each entry once, at its longest."""
        found: dict[Entry, frozenset[int]] = {}
        for number, places in (*self.following.following(words), *self.anywhere.anywhere(words)):
            entry = Entry.told(self._entries[number])
            if len(places) > len(found.get(entry, ())):
                found[entry] = places
        return [Finding(entry, places) for entry, places in found.items()]
