"""Scores of phrases are kept within bounds, and are the same kept as made."""

import numpy as np

from services.search import kept_scores
from services.search.kept_scores import KeptScores


def scores_of(*pairs):
    scores = np.zeros(100, "f4")
    for doc, score in pairs:
        scores[doc] = score
    return scores


def test_a_kept_phrase_is_not_made_again_and_is_the_same():
    kept, made = KeptScores(), []

    def score(phrase):
        made.append(phrase)
        return scores_of((3, 1.5), (50, 0.1), (99, 2.5))

    for _time in ("made", "kept"):
        docs, scores = kept.of("uraohjaus", score)
        assert docs.tolist() == [3, 99], "what hardly answers is left out"
        assert np.array_equal(scores, np.array([1.5, 2.5], "f4"))
    assert made == ["uraohjaus"]


def test_a_phrase_that_nothing_answers_has_no_documents():
    docs, scores = KeptScores().of("uraohjaus", lambda phrase: scores_of())
    assert len(docs) == len(scores) == 0


def test_the_least_lately_asked_phrase_gives_way(monkeypatch):
    monkeypatch.setattr(kept_scores, "MOST_BYTES", 2 * 8)
    kept, made = KeptScores(), []

    def score(phrase):
        made.append(phrase)
        return scores_of((1, 1.0))

    for phrase in ("a", "b", "a", "c", "a", "b"):
        kept.of(phrase, score)
    assert made == ["a", "b", "c", "b"]
