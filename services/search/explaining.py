"""Why a hit is there: the words and situations by which it was found, and what to mark in its texts."""

from collections.abc import Iterable, Mapping

import numpy as np

from services.search.analysis import analyse, spoken, stem
from services.search.ranking import Meaning, Ranking, phrase_words
from services.search.request import Facet, Reason
from services.search.terms import STEMMED, asked_terms, compound_terms


def _deciding(ranking: Ranking, doc: int) -> list[Meaning]:
    """The meanings that gave this document more than the words of the question themselves."""
    return [one for one in ranking.meanings if one.which[doc] >= 0 and one.scores[doc] > ranking.literal_at(one, doc)]


def reasons(ranking: Ranking, doc: int, labels: Mapping[Facet, Mapping[str, str]]) -> tuple[Reason, ...]:
    """A situation the document is meant for, and words it was found by beside those of the question; at most two."""
    situations, words = [], []
    for meaning in sorted(_deciding(ranking, doc), key=lambda one: -one.scores[doc]):
        entry = meaning.finding.entry
        if entry.situation and ranking.fitting(Facet.SITUATION, entry.situation)[doc]:
            situations.append(Reason(labels[Facet.SITUATION][entry.situation], situation=True))
        words += [Reason(text) for text in _held(ranking, doc, entry.means[meaning.which[doc]])]
    own = ranking.question.words
    words += [Reason(word.read_as) for word in own if word.misspelt and _has(ranking, doc, word.read_as)]
    said = {word.text for word in own}
    words = [reason for reason in words if not said >= set(spoken(reason.text))]
    if not (words or situations or any(_has(ranking, doc, own[place].read_as) for place in ranking.question.matter)):
        words = [Reason(part) for place in ranking.question.matter for part in _parts(ranking, doc, own[place].read_as)]
    return tuple(dict.fromkeys([*situations[:1], *words[:1]]))


def _held(ranking: Ranking, doc: int, phrase: str) -> list[str]:
    """The phrase, if the document has all its words; else those it has. Parts of a word are not the word."""
    words = phrase_words(phrase)
    held = [word for word in words if ranking.word(word)[doc] > 0 and _has(ranking, doc, word)]
    return [phrase] if len(held) == len(words) else held


def _parts(ranking: Ranking, doc: int, word: str) -> list[str]:
    """The parts of a compound that the document has, the longest first."""
    return sorted((part for part in analyse(word).parts if _has(ranking, doc, part)), key=len, reverse=True)


def _has(ranking: Ranking, doc: int, word: str) -> bool:
    """Whether the document has the word in some form, or a compound of which it is a part."""
    within, _parts = compound_terms(word)
    return any((ranking.index.postings[term][0] == doc).any() for term in (*asked_terms(word), *within))


def marked_terms(ranking: Ranking, docs: np.ndarray) -> frozenset[str]:
    """The terms to mark in the texts of these documents: of the question's matter and of the meanings that found them."""
    question = ranking.question
    words = [question.words[place].read_as for place in question.matter] + list(question.joined.values())
    for doc in docs.tolist():
        words += [word for one in _deciding(ranking, doc) for word in phrase_words(one.finding.entry.means[one.which[doc]])]
    return frozenset(_terms(set(words)))


def _terms(words: Iterable[str]) -> Iterable[str]:
    for word in words:
        found = analyse(word)
        yield f"s:{found.surface}"
        for base in found.bases:
            yield from (f"b:{base}", f"p:{base}")
        yield from (f"{language}:{stem(word, language)}" for language in STEMMED)
