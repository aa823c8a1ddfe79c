"""What is asked of the list of people in words: inflected Finnish, beginnings of words, and what people call things.

Analysis and vocabulary are those of the service search; names of people are compared letter by letter.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from network.people.contacts import language_names
from network.people.directory import Entry
from opinraitti.lib.text import values
from services.enums import SynonymKind
from services.search.analysis import Analysis, analyse, spoken, tokens
from services.search.current import current
from services.search.names import alphabetical
from services.search.vocabulary import said_keys

MAX_WORDS = 12
# What the word is worth by where it stands; what is only near (`_is_near`) a half less.
NAME, TITLE, ADVICE, PLACE = 4, 3, 3, 1
# Entries of the vocabulary that say the same thing, and not something near it.
SAME = 0.8


@dataclass(frozen=True)
class Wanted:
    """One word of the question with the other ways to say it, each of one or more words that all must be there."""

    word: str
    ways: tuple[tuple[str, ...], ...]


def wanted(words: str) -> list[Wanted]:
    """The question with what the vocabulary knows of it: “opo” may be “opinto-ohjaaja” as well."""
    asked = spoken(words)[:MAX_WORDS]
    ways: list[list[tuple[str, ...]]] = [[(word,)] for word in asked]
    for finding in current().lexicon.vocabulary.find([said_keys(word) for word in asked]):
        if finding.entry.kind == SynonymKind.SYNONYM and finding.entry.weight >= SAME:
            for place in finding.places:
                ways[place] += [tuple(spoken(phrase)) for phrase in finding.entry.means]
    return [Wanted(word, tuple(others)) for word, others in zip(asked, ways, strict=True)]


@lru_cache(maxsize=4_000)
def _analysed(text: str) -> tuple[Analysis, ...]:
    return tuple(map(analyse, tokens(text)))


def _is_near(asked: Analysis, held: Analysis) -> bool:
    """Begins with the same piece and shares another: uraohjaus and uraohjaaja both have “ura” and “ohjata”."""
    return asked.parts[:1] == held.parts[:1] and len(set(asked.parts) & set(held.parts)) > 1


def _worth(word: str, text: str, whole: float) -> float:
    """What the text is worth to who asks the word; 0 when it does not say it."""
    asked, held = analyse(word), _analysed(text)
    if any(one.surface.startswith(word) or set(asked.bases) & {*one.bases, *one.parts} for one in held):
        return whole
    return whole - 0.5 if any(_is_near(asked, one) for one in held) else 0


def _worth_in(word: str, entry: Entry) -> float:
    if any(name.startswith(word) for name in tokens(entry.name)):
        return NAME
    place = " ".join(text for name in (entry.organisation_name, *entry.municipalities.values()) for text in values(name).values())
    fields = (entry.title, TITLE), (entry.advises_on, ADVICE), (place, PLACE), (" ".join(language_names(entry.speaks)), PLACE)
    return max(_worth(word, text, whole) for text, whole in fields)


def _fit(one: Wanted, entry: Entry) -> float:
    """The best of the ways to say it; a way is as good as its weakest word."""
    return max(min(_worth_in(word, entry) for word in way) for way in one.ways)


def ordered(entries: Iterable[Entry], words: str) -> list[int]:
    """The people who answer to every word in one of their organisations, the best first; without words by name."""
    asked = wanted(words) if words else []
    worth: dict[tuple[int, str], float] = {}
    for entry in entries:
        fits = [_fit(one, entry) for one in asked]
        if all(fits):
            person = entry.person, entry.name
            worth[person] = max(worth.get(person, 0), sum(fits))
    best_first = sorted(worth, key=lambda person: (-worth[person], alphabetical(person[1]), person[0]))
    return [person for person, _name in best_first]
