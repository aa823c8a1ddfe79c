"""Scores of the vocabulary's phrases over one index, kept as long as they are used: many questions mean the same few."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

import numpy as np

MOST_BYTES = 1_000_000
# What answers a phrase less than this share of its best answer only has a common word with it.
_LEAST = 0.1


class KeptScores:
    """The phrases asked last, within `MOST_BYTES`; of each the documents that have a score, and their scores."""

    def __init__(self):
        self._bytes = 0
        self._kept: OrderedDict[str, tuple[np.ndarray, np.ndarray]] = OrderedDict()
        self._lock = Lock()

    def of(self, phrase: str, score: Callable[[str], np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
        """(int32[k], float32[k]) of a phrase, not to be written to; `score` makes float32[n] when it is not kept."""
        with self._lock:
            found = self._kept.get(phrase)
            if found is not None:
                self._kept.move_to_end(phrase)
                return found
        scores = score(phrase)
        docs = np.flatnonzero(scores > _LEAST * scores.max(initial=0)).astype("i4")
        found = docs, scores[docs]
        self._keep(phrase, found)
        return found

    def _keep(self, phrase: str, found: tuple[np.ndarray, np.ndarray]) -> None:
        with self._lock:
            if phrase in self._kept:
                return
            self._kept[phrase] = found
            self._bytes += sum(one.nbytes for one in found)
            while self._bytes > MOST_BYTES:
                self._bytes -= sum(one.nbytes for one in self._kept.popitem(last=False)[1])
