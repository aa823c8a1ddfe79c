"""Words for the search: what a text's words are, and their base forms, compound parts and stems."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from threading import Lock

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from snowballstemmer import stemmer

from opinraitti.lib.text import folded
from services.search.remembered import remembered
from services.search.voikko.reading import Reading, plain, read

MAX_TOKEN = 80
# The wheel's walk needs a dozen calls within calls for each letter; no Finnish word is this long.
MAX_ANALYSED = 50
# What a word became is remembered where it is used, in fewer bytes: this is for a word that is asked about again at once.
_REMEMBERED = 1_000
_STEMMERS = {"sv": stemmer("swedish"), "en": stemmer("english")}
_stemming = Lock()  # a stemmer keeps the word it works on in itself

_HYPHENS = str.maketrans("\u2010\u2011\u2019", "--'")
_WORD = re.compile(r"[^\W_]+(?:['\-:][^\W_]+)*")
# Case endings that abbreviations take after a colon: KAO:n, TE:ssä, AMK:hon, PTV:een.
_COLON_ENDING = re.compile(
    r":(?:n|s|t|i|t{0,2}[aä]|s[st][aä]|l[lt][aä]|lle|ksi|ksen|n[aä]|h?[aeiouyäö]n|een|seen|iin|ien|j[aä]|jen)(?![^\W_])"
)
_SEAM = re.compile("[=-]+")
# Two letters are mostly prefixes and shreds; these are words.
_SHORT = {"ai", "cv", "it", "te", "tv", "yö"}


@dataclass(frozen=True, slots=True)
class Analysis:
    """A word read by Voikko.

    `surface`: the folded word. `bases`: its base forms, the likeliest first; the word itself when it is unknown.
    `parts`: base forms and roots of its compound parts and what it is derived from, without those in `bases`.
    `is_name`: nothing but a person's name; `is_place`: can be a place; `known`: Voikko knows it, or what follows its
    last hyphen.
    """

    surface: str
    bases: tuple[str, ...]
    parts: tuple[str, ...]
    is_name: bool
    is_place: bool
    known: bool


def tokens(text: str) -> list[str]:
    """The words of `text`, folded, in order; a hyphenated word whole and then in its parts.

    “TE-toimiston CV:n” -> te-toimiston, te, toimiston, cv. Words are cut at 80 characters.
    """
    words = []
    for word in _WORD.findall(_COLON_ENDING.sub("", folded(text).translate(_HYPHENS))):
        for spoken in word.split(":"):
            words.append(spoken[:MAX_TOKEN])
            if "-" in spoken:
                words += [part[:MAX_TOKEN] for part in spoken.split("-")]
    return words


def spoken(text: str) -> list[str]:
    """The words of `text` as `tokens` gives them, a hyphenated one only whole."""
    words = []
    skipped = 0
    for word in tokens(text):
        if skipped:
            skipped -= 1
            continue
        words.append(word)
        skipped = word.count("-") + 1 if "-" in word else 0
    return words


def analyse(word: str) -> Analysis:
    """The base forms and parts of one word."""
    return _analyse(folded(word).translate(_HYPHENS))


@remembered(_REMEMBERED)
def _analyse(word: str) -> Analysis:
    readings = _readings(word)
    if not readings:
        return _unknown(word)
    likely = _likely(readings)
    bases = _distinct(reading.base for reading in likely)
    parts = _distinct(part for reading in likely for part in _parts(reading))
    return Analysis(
        surface=word,
        bases=bases,
        parts=tuple(part for part in parts if part not in bases and (len(part) > 2 or part in _SHORT)),
        is_name=all(reading.person for reading in readings),
        is_place=any(reading.place for reading in readings),
        known=True,
    )


def constituents(word: str) -> tuple[tuple[str, ...], ...]:
    """Of a compound each part with what it may be derived from, one of which is enough: neuvoja, neuvoa, neuvo.

    Of another word all its `parts`, each by itself.
    """
    found = analyse(word)
    compounds = [reading.parts for reading in _likely(_readings(found.surface)) if len(reading.parts) > 1]
    if not compounds:
        return tuple((part,) for part in found.parts)
    at_place = [
        _distinct(text for part in parts for text in (plain(part.base), plain(part.root)) if text in found.parts)
        for parts in zip(*compounds, strict=False)
    ]
    return tuple(filter(None, at_place))


def verbs_of(word: str) -> tuple[str, ...]:
    """The verbs whose past participle a word may be: people tell what they have not got or done (“en ole saanut”)."""
    readings = _likely(_readings(analyse(word).surface))
    return _distinct(plain(reading.parts[-1].root) for reading in readings if reading.past_participle)


def _unknown(word: str) -> Analysis:
    """A word Voikko does not know; after a hyphen its last part may be known: “kao-opiskelijan”, “10-luokalla”."""
    head, hyphen, tail = word.rpartition("-")
    last = _analyse(tail) if hyphen and head else None
    if last is None or not last.known:
        return Analysis(word, (word,), (), is_name=False, is_place=False, known=False)
    bases = _distinct(f"{head}-{base}" for base in last.bases)
    return Analysis(word, bases, last.bases + last.parts, is_name=False, is_place=False, known=True)


def _readings(word: str) -> list[Reading]:
    """The ways to read the word, the likeliest first; none for what is no word."""
    if len(word) > MAX_ANALYSED or not _WORD.fullmatch(word):
        return []
    return sorted(map(read, _backend().outputs(word)), key=lambda reading: reading.order)


def _likely(readings: list[Reading]) -> list[Reading]:
    """Without chance compounds of what the dictionary has whole, and chance participles: osaamista is no “osaama”."""
    simplest = min((len(reading.parts) for reading in readings if not reading.person), default=0)
    whole = [reading for reading in readings if reading.person or len(reading.parts) == simplest]
    return [reading for reading in whole if not reading.agent] or whole


def _parts(reading: Reading) -> Iterable[str]:
    for part in reading.parts:
        if part.prefix:
            continue
        yield plain(part.base)
        yield plain(part.root)
        seams = [] if part.place else _SEAM.split(part.root.lower())
        if len(seams) > 1:  # the dictionary has the compound whole, “maahan=muuttaja”: its pieces as words of their own
            for piece in filter(None, seams):
                yield from (inner.base for inner in _readings(piece)[:1])


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(word for word in dict.fromkeys(words) if word)


def stem(word: str, language: str) -> str:
    """The stem of a folded Swedish ("sv") or English ("en") word."""
    return _stem((word, language))


@remembered(_REMEMBERED)
def _stem(asked: tuple[str, str]) -> str:
    word, language = asked
    with _stemming:
        return _STEMMERS[language].stemWord(word)


def load() -> None:
    """Loads the dictionary now: a server that forks afterwards has it in memory once."""
    _backend()


def analyser() -> str:
    """Name and version of what analyses; an index made by another one has to be made anew."""
    return _backend().version()


@lru_cache(1)
def _backend():
    """The module of `services.search.voikko` that the setting `ANALYSER` names; "auto": native where it loads."""
    if settings.ANALYSER == "wheel":
        return import_module("services.search.voikko.wheel")
    try:
        return import_module("services.search.voikko.native")
    except ImportError as error:
        if settings.ANALYSER == "native":
            raise ImproperlyConfigured(
                "OPINRAITTI_ANALYSER=native needs the library libvoikko and its Finnish dictionary: "
                "apt-get install libvoikko1 voikko-fi, or leave OPINRAITTI_ANALYSER out."
            ) from error
    return import_module("services.search.voikko.wheel")
