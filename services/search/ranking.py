"""How well every document answers a question: BM25 over alternatives, all documents at once (float32[n])."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import log

import numpy as np

from services.search.analysis import spoken
from services.search.bits import unpacked
from services.search.documents import EVERYWHERE, INDIVIDUALS
from services.search.memory import Index
from services.search.question import Question, is_stop
from services.search.request import Facet
from services.search.terms import asked_terms, compound_terms
from services.search.vocabulary import Finding

# What the parts of a compound asked for are worth, a compound that holds the word, and another word of the same root.
_PART, _WITHIN, _ROOT = 1.0, 0.75, 0.5
# The weight of a word in a name of usual length: what a phrase is measured by.
_IDEAL = 0.8
# A best answer of less than this share of an ideal one is no real answer.
_UNSURE = 0.35
# Each next meaning of an entry is worth so much of the one before.
_NEXT_MEANING = 0.85
# A word that carries the sentence, or one that names a place, a person or a way.
_STOP, _NAMED = 0.0, 0.7
_MISSPELT = 0.9
# Two words written apart that are one compound.
_JOINED = 1.8
# A service that fits what the question names is so much better than one that does not.
_PREFERRED = {Facet.MUNICIPALITY: 1.3, Facet.PROVIDER: 1.6, Facet.GROUP: 1.25, Facet.CHANNEL: 1.2, Facet.LANGUAGE: 1.25}
_SITUATION = 1.15
# A service that both says the words and is what they mean: so much of the lesser counts too.
_BOTH = 0.3
# What fits is worth so much where the question only names a place, a person or a way.
_NAMED_ALONE = 0.5
# Most who ask ask for themselves: what is for employers only comes after the rest, unless they are named.
_EMPLOYERS, _FOR_EMPLOYERS_ONLY = "tyonantajat", 0.85
_SAME_NAME = 100.0


@lru_cache(maxsize=10_000)
def phrase_words(text: str) -> tuple[str, ...]:
    """The words of a phrase of the vocabulary that tell its matter."""
    words = spoken(text)
    return tuple(word for word in words if not is_stop(word)) or tuple(words)


@dataclass(frozen=True)
class Meaning:
    """How well each document answers one finding, and by which of its meanings (int8[n], -1: by none)."""

    finding: Finding
    scores: np.ndarray
    which: np.ndarray


def _together(scores: list[np.ndarray]) -> np.ndarray:
    """The sum, less where some are missing."""
    if len(scores) == 1:
        return scores[0]
    present = sum((one > 0).astype("f4") for one in scores)
    return sum(scores) * (present / np.float32(len(scores))) ** 2


class Ranking:
    """The scores of one question over one index. `scores` float32[n]: 0 where nothing fits."""

    def __init__(self, index: Index, question: Question):
        self.index, self.question = index, question
        self._words: dict[str, np.ndarray] = {}

    @cached_property
    def literal(self) -> list[np.ndarray]:
        """For each word of the question how well documents answer it as it stands."""
        named = {place for _understood, places in self.question.named for place in places}
        scores = []
        for place, word in enumerate(self.question.words):
            weight = _MISSPELT if word.misspelt else 1.0
            if place not in self.question.matter:
                weight = _NAMED if place in named else _STOP
            scores.append(self.word(word.read_as) * np.float32(weight))
        for places, joined in self.question.joined.items():
            whole = self.word(joined) * np.float32(_JOINED / len(places))
            for place in places:
                scores[place] = np.maximum(scores[place], whole)
        return scores

    @cached_property
    def meanings(self) -> list[Meaning]:
        return [self._meaning(finding) for finding in self.question.findings]

    @cached_property
    def scores(self) -> np.ndarray:
        """How well each document answers the matter, wherever and for whomever it is."""
        scores = self._sum(self.question.matter)
        for group in self._groups():
            scores += np.maximum.reduce([self._gain(one) for one in group])
        named = {place for _understood, places in (*self.question.named, *self.question.absent) for place in places}
        if self.question.matter <= named:
            for understood, _places in self.question.named:
                scores[self.fitting(understood.facet, understood.value)] += np.float32(_NAMED_ALONE)
            if self.question.absent:
                scores[self.fitting(Facet.MUNICIPALITY, EVERYWHERE)] += np.float32(_NAMED_ALONE)
        return scores

    @cached_property
    def best(self) -> float:
        return float(self.scores.max(initial=0.0))

    @cached_property
    def is_unsure(self) -> bool:
        """Whether even the best answer has little of the question's matter, and none has all its words.

        What the vocabulary knows as a phrase has been understood.
        """
        words = [self.question.words[place].read_as for place in self.question.matter]
        if not 0 < self.best < _UNSURE * _IDEAL * sum(map(self.rarity, words)):
            return False
        known = any(len(finding.places) > 1 for finding in self.question.findings)
        return not known and not self.holding_all().any()

    @cached_property
    def order(self) -> np.ndarray:
        """`scores` with what the question prefers; a document whose name is exactly the question comes first."""
        aside = self._sum(set(range(len(self.literal))) - self.question.matter)
        scores = (self.scores + np.where(self.scores > 0, aside, 0)) * self._preferred()
        scores[self.index.names.bearers(" ".join(word.text for word in self.question.words))] += np.float32(_SAME_NAME)
        return scores

    def word(self, word: str) -> np.ndarray:
        """How well each document answers one word: the best of its forms and stems, or of its compound's parts."""
        if word not in self._words:
            within, parts = compound_terms(word)
            scores = self._best(asked_terms(word))
            np.maximum(scores, self._best(within) * np.float32(_WITHIN), out=scores)
            if parts:
                together = _together([self._best(terms) for terms in parts])
                np.maximum(scores, together * np.float32(_PART / len(parts) if len(parts) > 1 else _ROOT), out=scores)
            self._words[word] = scores
        return self._words[word]

    def holding_all(self) -> np.ndarray:
        """bool[n]: the documents in which every word of the matter stands, in some form."""
        held = np.ones(len(self.index), bool)
        for place in self.question.matter:
            held &= self.index.holding(asked_terms(self.question.words[place].read_as))
        return held

    def phrase(self, text: str) -> np.ndarray:
        """How well each document answers a phrase: about 1 when its words make a name, less where words are missing."""
        words = phrase_words(text)
        ideal = sum(self.rarity(word) for word in words) * _IDEAL
        return _together([self.word(word) for word in words]) / np.float32(ideal)

    def rarity(self, word: str) -> float:
        """How much a word tells: the rarer, the more; its parts, where nothing holds the whole."""
        counts = [len(self.index.postings[term][0]) for term in asked_terms(word)]
        return self._rarity(max(counts))

    def _rarity(self, count: int) -> float:
        return log(1 + (len(self.index) - count + 0.5) / (count + 0.5)) + 0.3

    def _best(self, terms: Iterable[int]) -> np.ndarray:
        """For each document the best of the terms: BM25, whose saturation is in the weights already."""
        scores = np.zeros(len(self.index), "f4")
        for term in terms:
            docs, weights = self.index.postings[term]
            if len(docs):
                scores[docs] = np.maximum(scores[docs], weights * np.float32(self._rarity(len(docs))))
        return scores

    def _sum(self, places) -> np.ndarray:
        return sum((self.literal[place] for place in places), np.zeros(len(self.index), "f4"))

    def _meaning(self, finding: Finding) -> Meaning:
        entry = finding.entry
        scores, which = np.zeros(len(self.index), "f4"), np.full(len(self.index), -1, "i1")
        weight = entry.weight * sum(self.rarity(self.question.words[place].read_as) for place in finding.places)
        for number, phrase in enumerate(entry.means):
            docs, answering = self.index.phrases.of(phrase, self.phrase)
            answering = answering * np.float32(weight)
            better = answering > scores[docs]
            scores[docs[better]], which[docs[better]] = answering[better], number
            weight *= _NEXT_MEANING
        if entry.situation:
            scores[self.fitting(Facet.SITUATION, entry.situation)] *= np.float32(_SITUATION)
        return Meaning(finding, scores, which)

    def _gain(self, meaning: Meaning) -> np.ndarray:
        """What a meaning adds to the words it stands for: the better of the two counts, and a little of the other."""
        literal = self._sum(meaning.finding.places)
        return np.maximum(meaning.scores - literal, 0) + np.minimum(meaning.scores, literal) * np.float32(_BOTH)

    def _groups(self) -> list[list[Meaning]]:
        """Meanings of the same words compete; those of different words add up."""
        groups: list[tuple[set[int], list[Meaning]]] = []
        for meaning in self.meanings:
            places, members = set(meaning.finding.places), [meaning]
            for other in [group for group in groups if group[0] & places]:
                groups.remove(other)
                places |= other[0]
                members += other[1]
            groups.append((places, members))
        return [members for _places, members in groups]

    def _preferred(self) -> np.ndarray:
        """float32[n]: by how much what the question names makes each document better."""
        factors = np.ones(len(self.index), "f4")
        for understood, _places in self.question.named:
            factors[self.fitting(understood.facet, understood.value)] *= np.float32(_PREFERRED[understood.facet])
        if not any(understood.value == _EMPLOYERS for understood, _places in self.question.named):
            factors[~self.fitting(Facet.AUDIENCE, INDIVIDUALS)] *= np.float32(_FOR_EMPLOYERS_ONLY)
        return factors

    def fitting(self, facet: Facet, value: str) -> np.ndarray:
        """bool[n]: the documents of a value of a facet."""
        facets = self.index.facets.get(facet)
        if facets is None or value not in facets.rows:
            return np.zeros(len(self.index), bool)
        return unpacked(facets.row(facets.rows[value]), len(self.index))
