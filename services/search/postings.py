"""Which documents have a term, and how much it weighs in each: all terms of all documents in four arrays.

Arrays are made anew for a changed directory without sorting the old ones and without wide copies of them: a server's
memory must bear that every worker does it at once.
"""

from dataclasses import dataclass, field

import numpy as np

# Where a term's postings are, is remembered for so many terms.
_REMEMBERED = 1_000


@dataclass(frozen=True)
class Postings:
    """By term: `docs[starts[n]:starts[n + 1]]` have the term `terms[n]`.

    terms uint64[t], ascending; starts int32[t + 1]; docs uint16[p], or uint32 where they are too many for it;
    weights float16[p].
    """

    terms: np.ndarray
    starts: np.ndarray
    docs: np.ndarray
    weights: np.ndarray
    _asked: dict[int, slice] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, terms: np.ndarray, docs: np.ndarray, weights: np.ndarray) -> "Postings":
        """From one row a posting, in any order: uint64[p], integers[p], float16[p]."""
        order = np.argsort(terms, kind="stable")
        in_order = terms[order]
        starts = np.flatnonzero(np.append(True, in_order[1:] != in_order[:-1])) if len(terms) else np.empty(0, "i4")
        return cls(in_order[starts], np.append(starts, len(terms)).astype("i4"), _small(docs)[order], weights[order])

    def __len__(self):
        return len(self.docs)

    def __getitem__(self, term: int) -> tuple[np.ndarray, np.ndarray]:
        """(documents, weights) of a term's hash; empty when no document has it."""
        piece = self._asked.get(term)
        if piece is None:
            piece = self._piece(term)
            if len(self._asked) >= _REMEMBERED:
                self._asked.clear()
            self._asked[term] = piece
        return self.docs[piece], self.weights[piece]

    def _piece(self, term: int) -> slice:
        number = int(np.searchsorted(self.terms, np.uint64(term)))
        here = number < len(self.terms) and self.terms[number] == np.uint64(term)
        return slice(int(self.starts[number]), int(self.starts[number + 1])) if here else slice(0)

    @property
    def counts(self) -> np.ndarray:
        """int32[t]: how many documents have each term."""
        return np.diff(self.starts)

    def flat(self) -> np.ndarray:
        """uint64[p]: the term of each posting."""
        return np.repeat(self.terms, self.counts)

    def renumbered(self, numbers: np.ndarray) -> "Postings":
        """Of the documents that have a number in `numbers` (integers[n], -1: none), under that number."""
        kept = (numbers >= 0)[self.docs]
        counts = np.add.reduceat(kept, self.starts[:-1], dtype="i4") if len(self) else self.counts
        starts = np.append(0, np.cumsum(counts[counts > 0])).astype("i4")
        return Postings(self.terms[counts > 0], starts, _small(numbers)[self.docs[kept]], self.weights[kept])

    def joined(self, other: "Postings") -> "Postings":
        """Of the documents of both; `other` has other documents, better few."""
        terms = np.union1d(self.terms, other.terms)
        own, others = np.zeros(len(terms), "i4"), np.zeros(len(terms), "i4")
        own[np.searchsorted(terms, self.terms)] = self.counts
        others[np.searchsorted(terms, other.terms)] = other.counts
        # The others' postings of a term stand after its own.
        places = np.arange(len(other)) + np.repeat(np.cumsum(own), others)
        is_own = np.ones(len(self) + len(other), bool)
        is_own[places] = False
        docs = np.empty(len(is_own), max(self.docs.dtype, other.docs.dtype))
        weights = np.empty(len(is_own), "f2")
        docs[is_own], docs[places] = self.docs, other.docs
        weights[is_own], weights[places] = self.weights, other.weights
        return Postings(terms, np.append(0, np.cumsum(own + others)).astype("i4"), docs, weights)


EMPTY = Postings(np.empty(0, "u8"), np.zeros(1, "i4"), np.empty(0, "u2"), np.empty(0, "f2"))


def _small(numbers: np.ndarray) -> np.ndarray:
    """Numbers of documents in the fewest bytes; one below 0 becomes another number."""
    return numbers.astype("u2" if numbers.max(initial=0) < 1 << 16 else "u4")
