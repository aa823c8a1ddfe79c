"""What a question means: its words, what the vocabulary makes of them, and the places, providers and people it names."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path

from django.utils.translation import gettext as _

from opinraitti.lib.text import localised
from services.enums import SynonymKind
from services.search.analysis import analyse, spoken
from services.search.lexicon import Lexicon
from services.search.memory import Index
from services.search.request import MAX_LENGTH, Facet, SearchRequest, Understood
from services.search.spoken_forms import written_forms
from services.search.terms import asked_terms
from services.search.vocabulary import Finding, said_keys

MAX_WORDS = 24
_INTO_LANGUAGE, _BEFORE_LANGUAGE = "ksi", ("på", "in")
_DATA = Path(__file__).parent.parent / "data"


@cache
def _stopwords(*lists: str) -> frozenset[str]:
    data = tomllib.loads((_DATA / "stopwords.toml").read_text(encoding="utf-8"))
    return frozenset(word for name in lists for word in data[name].split())


def is_stop(word: str) -> bool:
    """Whether a word, in any of the languages, carries a sentence and not its matter; a number by itself tells none."""
    return word.isdecimal() or word in _stopwords("fi", "sv", "en") or analyse(word).bases[0] in _stopwords("fi_bases")


@dataclass(frozen=True)
class Word:
    """A word of the question. `read_as`: what it is taken to say, another word when it was misspelt."""

    text: str
    read_as: str
    stop: bool

    @property
    def misspelt(self) -> bool:
        return self.text != self.read_as


@dataclass(frozen=True)
class Question:
    """`findings`: entries that say what to search for. `joined`: {(place, place + 1): word} of words written apart.

    `named`: what the question prefers, with the places of its words. `absent`: municipalities it names of which the
    directory knows nothing. `elsewhere`: entries of what is out of scope.
    """

    words: tuple[Word, ...]
    joined: dict[tuple[int, int], str]
    findings: tuple[Finding, ...]
    named: tuple[tuple[Understood, frozenset[int]], ...]
    absent: tuple[tuple[Understood, frozenset[int]], ...]
    elsewhere: tuple[Finding, ...]

    @cached_property
    def aside(self) -> frozenset[int]:
        """The places of words that do not tell the matter: they prefer, or only carry the sentence."""
        preferring = {place for _understood, places in (*self.named, *self.absent) for place in places}
        return frozenset(preferring | {place for place, word in enumerate(self.words) if word.stop})

    @cached_property
    def matter(self) -> frozenset[int]:
        """The places of the words that tell the matter; all of them when none is left."""
        everything = frozenset(range(len(self.words)))
        return everything - self.aside or everything

    @property
    def belongs_elsewhere(self) -> bool:
        """Whether all it asks for is out of scope; a word of that kind among others does not take the answer away."""
        return bool(self.elsewhere) and self.matter <= {place for found in self.elsewhere for place in found.places}

    @property
    def suggestion(self) -> str:
        """The question with its misspelt words corrected, or ""."""
        if not any(word.misspelt for word in self.words):
            return ""
        return " ".join(word.read_as for word in self.words)


def understand(request: SearchRequest, index: Index, lexicon: Lexicon) -> Question:
    texts = spoken(request.words[:MAX_LENGTH])[:MAX_WORDS]
    joined = {(n, n + 1): word for n, pair in enumerate(pairwise(texts)) if (word := _joined(pair, index))}
    apart = {place for places in joined for place in places}
    words = tuple(_read(text, place in apart, index, lexicon) for place, text in enumerate(texts))
    keys = [said_keys(word.read_as) for word in words]
    findings = lexicon.vocabulary.find(keys)
    findings = [found for found in findings if len(found.places) > 1 or not all(words[place].stop for place in found.places)]
    for places, word in joined.items():
        findings += [Finding(found.entry, frozenset(places)) for found in lexicon.vocabulary.find([said_keys(word)])]
    findings += [found for place, word in enumerate(words) for found in _of_parts(place, word, findings, index, lexicon)]
    named = [*_named(words, keys, findings, lexicon, request.language), *_languages(words, lexicon, request.language)]
    named = [pair for pair in named if pair[0].key not in request.undone]
    absent = [pair for pair in named if not _present(pair[0], index)]
    return Question(
        words=words,
        joined=joined,
        findings=tuple(found for found in findings if found.entry.means),
        named=tuple(_longest([pair for pair in named if pair not in absent])),
        absent=tuple(pair for pair in _longest(absent) if pair[0].facet == Facet.MUNICIPALITY),
        elsewhere=tuple(found for found in findings if _is_elsewhere(found, findings)),
    )


def _is_elsewhere(found: Finding, findings: list[Finding]) -> bool:
    """Whether it is out of scope: a dentist is, who would be a dentist is not."""
    said_more = any(found.places < other.places for other in findings if other.entry.means)
    return found.entry.kind == SynonymKind.OUT_OF_SCOPE and not said_more


def _joined(pair: Iterable[str], index: Index) -> str:
    """The compound the two words make, if some document has it."""
    for glue in ("", "-"):
        word = glue.join(pair)
        if _is_written(word, index):
            return word
    return ""


def _read(text: str, joined: bool, index: Index, lexicon: Lexicon) -> Word:
    if joined or _leads(text, index, lexicon):
        return Word(text, text, is_stop(text))
    if said := next((form for form in written_forms(text) if _leads(form, index, lexicon)), ""):
        return Word(said, said, is_stop(said))
    found = analyse(text)
    # What Finnish knows is most likely meant as it stands. Only of a compound, which a slip also makes, the nearest is likelier.
    meant = lexicon.spelling.corrected(text, most=2 if not found.known else 1 if found.parts else 0) or text
    return Word(text, meant, is_stop(meant))


def _of_parts(place: int, word: Word, findings: list[Finding], index: Index, lexicon: Lexicon) -> list[Finding]:
    """What the vocabulary knows of the parts of a compound that neither it nor any service has whole.

    A dentist's appointment is out of scope as the dentist is; training to be a dentist is training.
    """
    if word.stop or any(place in found.places for found in findings) or _is_written(word.read_as, index):
        return []
    parts = [lexicon.vocabulary.find([said_keys(part)]) for part in analyse(word.read_as).parts]
    answered = any(found and not any(one.entry.kind == SynonymKind.OUT_OF_SCOPE for one in found) for found in parts)
    entries = [one.entry for found in parts for one in found]
    return [Finding(one, frozenset({place})) for one in entries if not (answered and one.kind == SynonymKind.OUT_OF_SCOPE)]


def _leads(word: str, index: Index, lexicon: Lexicon) -> bool:
    """Whether the search can do something with a word as it stands."""
    return is_stop(word) or _is_written(word, index) or lexicon.known_keys.has_any(said_keys(word))


def _is_written(word: str, index: Index) -> bool:
    """Whether some document has the word, in any form and language."""
    return any(len(index.postings[term][0]) for term in asked_terms(word))


def _named(words, keys, findings, lexicon: Lexicon, language: str):
    """Each (Understood, places) the words name."""
    labels = lexicon.labels_in(language)
    for number, places in lexicon.names.following(keys):
        facet, values = lexicon.named[number]
        yield from (_understood(facet, value, labels, words, places) for value in values)
    for found in findings:
        for facet, value in ((Facet.GROUP, found.entry.group), (Facet.CHANNEL, found.entry.channel)):
            if value and value in labels[facet]:
                yield _understood(facet, value, labels, words, found.places)


def _languages(words, lexicon: Lexicon, language: str):
    """The languages one wants to be served in: “englanniksi”, “på svenska”, “in English”."""
    for place, word in enumerate(words):
        after = place and words[place - 1].text in _BEFORE_LANGUAGE
        names = analyse(word.read_as).bases if word.read_as.endswith(_INTO_LANGUAGE) else (word.read_as,) if after else ()
        for code in {lexicon.languages[name] for name in names if name in lexicon.languages}:
            places = frozenset({place - 1, place} if after else {place})
            yield _understood(Facet.LANGUAGE, code, lexicon.labels_in(language), words, places)


def _understood(facet: Facet, value: str, labels, words, places: frozenset[int]) -> tuple[Understood, frozenset[int]]:
    said = " ".join(words[place].text for place in sorted(places))
    return Understood(f"{facet}:{value}", facet, value, labels[facet].get(value, value), said), places


def _longest(named: list[tuple[Understood, frozenset[int]]]):
    """Each thing once; “Kajaanin kaupunki” is not also “Kajaani”."""
    seen = set()
    for understood, places in sorted(named, key=lambda pair: -len(pair[1])):
        if understood.key not in seen and not any(places < other for _understood, other in named):
            seen.add(understood.key)
            yield understood, places


def _present(understood: Understood, index: Index) -> bool:
    return understood.facet in index.facets and understood.value in index.facets[understood.facet].rows


def notices(question: Question, language: str, *, unsure: bool) -> tuple[str, ...]:
    """What to do when the matter or the place belongs elsewhere, or when nothing really answers; each sentence once."""
    elsewhere = [localised(found.entry.instead, language).text for found in question.elsewhere]
    absent = [
        _("Hakemistossa ei ole palveluja paikassa %(place)s. Näytämme, mitä muualla ja verkossa on.") % {"place": place.label}
        for place, _places in question.absent
    ]
    vague = [_("Emme löytäneet tarkkaa vastausta. Tässä on se, mikä on lähimpänä.")] if unsure and not elsewhere else []
    return tuple(dict.fromkeys([*elsewhere, *absent, *vague]))
