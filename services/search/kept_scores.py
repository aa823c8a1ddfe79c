"""Scores of the vocabulary's phrases over one index, kept as long as they are used: many questions mean the same few."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

import numpy as np

MOST_BYTES = 1_000_000


class KeptScores:
    """The phrases asked last, within `MOST_BYTES`; of each only the documents that have a score. `count`: of documents."""

    def __init__(self, count: int):
        self._count = count
        self._bytes = 0
        self._kept: OrderedDict[str, tuple[np.ndarray, np.ndarray]] = OrderedDict()
        self._lock = Lock()

    def of(self, phrase: str, score: Callable[[str], np.ndarray]) -> np.ndarray:
        """float32[n] of a phrase, a new array each time; `score` makes it when it is not kept."""
        with self._lock:
            found = self._kept.get(phrase)
            if found is not None:
                self._kept.move_to_end(phrase)
        if found is None:
            scores = score(phrase)
            self._keep(phrase, scores)
            return scores
        scores = np.zeros(self._count, "f4")
        scores[found[0]] = found[1]
        return scores

    def _keep(self, phrase: str, scores: np.ndarray) -> None:
        docs = np.flatnonzero(scores).astype("i4")
        with self._lock:
            if phrase in self._kept:
                return
            self._kept[phrase] = docs, scores[docs]
            self._bytes += 2 * docs.nbytes
            while self._bytes > MOST_BYTES:
                _phrase, (gone, _scores) = self._kept.popitem(last=False)
                self._bytes -= 2 * gone.nbytes
