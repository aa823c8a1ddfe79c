"""What is asked of the list of people in words: inflected Finnish, beginnings of words, and what people call things.

Analysis and vocabulary are those of the service search; names of people are compared letter by letter.
"""

from dataclasses import dataclass, field
from functools import lru_cache

from network.people.contacts import language_names
from network.people.directory import Entry
from opinraitti.lib.text import values
from services.enums import SynonymKind
from services.search.analysis import analyse, spoken, tokens
from services.search.current import current
from services.search.names import alphabetical
from services.search.vocabulary import said_keys

# However long the question is, its answer costs little.
MAX_WORDS, MAX_WAYS = 12, 8
# What the word is worth by where it stands; what is only near (`_is_near`) a half less.
NAME, TITLE, ADVICE, PLACE = 4, 3, 3, 1
# Entries of the vocabulary that say the same thing, and not something near it.
SAME = 0.8

_words = lru_cache(maxsize=10_000)(lambda text: frozenset(tokens(text)))


def wanted(words: str) -> list[list[tuple[str, ...]]]:
    """For each word of the question the ways to say it, each of one or more words that all must be there.

    “opo” is said by “opinto-ohjaaja” as well: the vocabulary knows.
    """
    asked = spoken(words)[:MAX_WORDS]
    ways = [[(word,)] for word in asked]
    for finding in current().lexicon.vocabulary.find([said_keys(word) for word in asked]):
        if finding.entry.kind == SynonymKind.SYNONYM and finding.entry.weight >= SAME:
            for place in finding.places:
                ways[place] += [tuple(spoken(phrase)) for phrase in finding.entry.means]
    return [others[:MAX_WAYS] for others in ways]


@lru_cache(maxsize=20_000)
def _forms(word: str) -> frozenset[str]:
    """The base forms of a word that somebody has written, and those of its parts."""
    read = analyse(word)
    return frozenset((*read.bases, *read.parts))


def _is_near(asked: str, held: str) -> bool:
    """Begins with the same piece and shares another: uraohjaus and uraohjaaja both have “ura” and “ohjata”."""
    ours, theirs = analyse(asked).parts, analyse(held).parts
    return bool(ours) and ours[:1] == theirs[:1] and len(set(ours) & set(theirs)) > 1


@dataclass(frozen=True)
class _Sayings:
    """By which written words a word of the question is said: in names, wholly, nearly."""

    names: set[str]
    whole: set[str]
    near: set[str]


@dataclass
class Listing:
    """The entries with their words. Each word of a question is compared once with each word that anybody has written."""

    entries: list[Entry]
    _sayings: dict[str, _Sayings] = field(default_factory=dict)

    def __post_init__(self):
        self._names = [_words(entry.name) for entry in self.entries]
        self._fields = [
            ((TITLE, _words(entry.title)), (ADVICE, _words(entry.advises_on)), (PLACE, _words(_place(entry))))
            for entry in self.entries
        ]
        self._in_names = frozenset().union(*self._names)
        self._in_fields = frozenset().union(*(words for fields in self._fields for _worth, words in fields))

    def _said(self, word: str) -> _Sayings:
        if word not in self._sayings:
            bases = set(analyse(word).bases)
            whole = {held for held in self._in_fields if held.startswith(word) or not bases.isdisjoint(_forms(held))}
            near = {held for held in self._in_fields - whole if _is_near(word, held)}
            self._sayings[word] = _Sayings({held for held in self._in_names if held.startswith(word)}, whole, near)
        return self._sayings[word]

    def _worth_of_word(self, number: int, word: str) -> float:
        said = self._said(word)
        if not said.names.isdisjoint(self._names[number]):
            return NAME
        worth = 0.0
        for whole, words in self._fields[number]:
            if not said.whole.isdisjoint(words):
                worth = max(worth, whole)
            elif not said.near.isdisjoint(words):
                worth = max(worth, whole - 0.5)
        return worth

    def worth(self, number: int, ways: list[tuple[str, ...]]) -> float:
        """What the entry is worth to who asks: the best of the ways, each as good as its weakest word; 0 is nothing."""
        return max(min(self._worth_of_word(number, word) for word in way) for way in ways)


def _place(entry: Entry) -> str:
    named = [text for name in (entry.organisation_name, *entry.municipalities.values()) for text in values(name).values()]
    return " ".join([*named, *language_names(entry.speaks)])


def ordered(entries: list[Entry], words: str) -> list[int]:
    """The people who answer to every word in one of their organisations, the best first; without words by name."""
    found = dict.fromkeys(range(len(entries)), 0.0)
    if words:
        listing = Listing(entries)
        for ways in wanted(words):
            found = {number: so_far + more for number, so_far in found.items() if (more := listing.worth(number, ways))}
    best: dict[tuple[int, str], float] = {}
    for number, worth in found.items():
        person = entries[number].person, entries[number].name
        best[person] = max(best.get(person, 0), worth)
    best_first = sorted(best, key=lambda person: (-best[person], alphabetical(person[1]), person[0]))
    return [person for person, _name in best_first]
