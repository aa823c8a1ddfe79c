"""Why hits are there: the words and situations by which each was found, and what to mark in their texts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from services.search.analysis import analyse, spoken, stem
from services.search.ranking import Meaning, Ranking, phrase_words
from services.search.request import Facet, Reason
from services.search.terms import STEMMED, asked_terms, compound_terms


@dataclass(frozen=True)
class _Deciding:
    """What gave a document more than the words of the question themselves did; `situation` "" if it is not meant for it."""

    phrase: str
    situation: str
    score: float


class Explaining:
    """The documents `docs` (integers[k]) of one page, all read at once."""

    def __init__(self, ranking: Ranking, docs: np.ndarray):
        self._ranking, self._question, self._docs = ranking, ranking.question, docs
        self._words: dict[str, list[str]] = {}
        self._holders: dict[str, frozenset[int]] = {}
        self._deciding: dict[int, list[_Deciding]] = {doc: [] for doc in docs.tolist()}
        for meaning in ranking.meanings:
            self._add(meaning)

    def _add(self, meaning: Meaning) -> None:
        docs, entry = self._docs, meaning.finding.entry
        literal = sum(self._ranking.literal[place][docs] for place in meaning.finding.places)
        which, scores = meaning.which[docs], meaning.scores[docs]
        meant = self._ranking.fitting(Facet.SITUATION, entry.situation)[docs]
        for number in np.flatnonzero((which >= 0) & (scores > literal)).tolist():
            situation = entry.situation if meant[number] else ""
            found = _Deciding(entry.means[which[number]], situation, float(scores[number]))
            self._deciding[int(docs[number])].append(found)

    def reasons(self, doc: int, labels: Mapping[Facet, Mapping[str, str]]) -> tuple[Reason, ...]:
        """A situation the document is meant for, and words it was found by beside those of the question; at most two."""
        situations, words = [], []
        for found in sorted(self._deciding[doc], key=lambda one: -one.score):
            if found.situation:
                situations.append(Reason(labels[Facet.SITUATION][found.situation], situation=True))
            words += self._held(doc, found.phrase)
        own = self._question.words
        words += [word.read_as for word in own if word.misspelt and self._has(doc, word.read_as)]
        said = {word.text for word in own}
        words = [text for text in words if not said.issuperset(self._spoken(text))]
        matter = [own[place].read_as for place in self._question.matter]
        if not (words or situations or any(self._has(doc, word) for word in matter)):
            words = [part for word in matter for part in self._parts(doc, word)]
        return (*situations[:1], *map(Reason, words[:1]))

    def marked_terms(self) -> frozenset[str]:
        """The terms to mark in the texts: of the question's matter and of the meanings by which they were found."""
        words = {self._question.words[place].read_as for place in self._question.matter}
        phrases = {found.phrase for deciding in self._deciding.values() for found in deciding}
        words |= {word for phrase in phrases for word in phrase_words(phrase)}
        return frozenset(_terms(words | set(self._question.joined.values())))

    def _held(self, doc: int, phrase: str) -> list[str]:
        """The phrase, if the document has all its words; else those of its matter it has. Parts of a word are not the word."""
        if all(self._has(doc, word) for word in self._spoken(phrase)):
            return [phrase]
        return [word for word in phrase_words(phrase) if self._has(doc, word)]

    def _spoken(self, text: str) -> list[str]:
        if text not in self._words:
            self._words[text] = spoken(text)
        return self._words[text]

    def _parts(self, doc: int, word: str) -> list[str]:
        """The parts of a compound that the document has, the longest first."""
        return sorted((part for part in analyse(word).parts if self._has(doc, part)), key=len, reverse=True)

    def _has(self, doc: int, word: str) -> bool:
        """Whether the document has the word in some form, or a compound of which it is a part."""
        if word not in self._holders:
            within, _parts = compound_terms(word)
            held = self._ranking.index.holding((*asked_terms(word), *within))
            self._holders[word] = frozenset(self._docs[held[self._docs]].tolist())
        return doc in self._holders[word]


def _terms(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        found = analyse(word)
        yield f"s:{found.surface}"
        for base in found.bases:
            yield from (f"b:{base}", f"p:{base}")
        yield from (f"{language}:{stem(word, language)}" for language in STEMMED)
