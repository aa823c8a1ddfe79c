"""The search index in memory: every worker holds one and learns of changes by the directory's version.

Reading the version is one query. When it has grown, the digests tell which documents have changed; their terms are
read, and a new index takes the old one's place whole. What is read here was written by `services.search.index` in the
transaction of the change.
"""

from dataclasses import dataclass, field

import numpy as np

from services.models import SearchDocument
from services.search.bits import rows_of
from services.search.documents import EVERYWHERE
from services.search.kept_scores import KeptScores
from services.search.names import Names
from services.search.openings import Openings
from services.search.places import Places
from services.search.request import Facet

# A query holds at most so many keys.
_BATCH = 500
# Where a term's postings are, is remembered for so many terms.
_REMEMBERED = 1_000


@dataclass(frozen=True)
class Postings:
    """The terms of all documents, by term: `docs[starts[n]:starts[n + 1]]` have the term `terms[n]`, ascending.

    terms uint64[t], starts int32[t + 1], docs uint16[p] (uint32 where there are too many for it), weights float16[p].
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
        distinct, starts = np.unique(terms[order], return_index=True)
        smallest = "u2" if docs.max(initial=0) < 1 << 16 else "u4"
        return cls(distinct, np.append(starts, len(order)).astype("i4"), docs[order].astype(smallest), weights[order])

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

    def flat(self) -> np.ndarray:
        """uint64[p]: the term of each posting."""
        return np.repeat(self.terms, np.diff(self.starts))


@dataclass(frozen=True)
class Facets:
    """`bits[rows[value]]` are the documents of a value, of one facet."""

    rows: dict[str, int]
    bits: np.ndarray


@dataclass(frozen=True)
class Index:
    """All documents at one version of the directory, numbered from 0 in the order of their services' keys.

    services, digests int64[n]. `spelled`: {word: in how many documents it may be misspelt}.
    """

    version: int
    services: np.ndarray
    digests: np.ndarray
    postings: Postings
    facets: dict[str, Facets]
    names: Names
    places: Places
    openings: Openings
    phrases: KeptScores
    spelled: dict[str, int] = field(repr=False)

    def __len__(self):
        return len(self.services)


def read(version: int, old: Index | None = None) -> Index:
    """The index as the database has it now; terms of documents that `old` knows are not read again."""
    keys, digests, names, places, hours = [], [], [], [], []
    members: dict[str, dict[str, list[int]]] = {}
    spelled: dict[str, int] = {}
    same: dict[str, str] = {}
    columns = ("pk", "digest", "names", "places", "hours", "facets", "words")
    # In pieces: the long texts of all documents at once would take many times what the index does.
    for doc, row in enumerate(SearchDocument.objects.order_by("pk").values_list(*columns).iterator(chunk_size=_BATCH)):
        *kept, open_at, facets, words = row
        for column, value in zip((keys, digests, names, places), kept, strict=True):
            column.append(value)
        hours.append(same.setdefault(open_at, open_at))
        for line in facets.split("\n"):
            facet, _colon, value = line.partition(":")
            members.setdefault(facet, {}).setdefault(value, []).append(doc)
        for word in words.split():
            spelled[word] = spelled.get(word, 0) + 1
    services, digests = np.array(keys, "i8"), np.array(digests, "i8")
    return Index(
        version=version,
        services=services,
        digests=digests,
        postings=_postings(services, digests, old),
        facets=_facets(members, len(keys)),
        names=Names(names),
        places=Places(places),
        openings=Openings(hours, None if old is None else old.openings),
        phrases=KeptScores(len(keys)),
        spelled=spelled,
    )


def _facets(members: dict[str, dict[str, list[int]]], count: int) -> dict[str, Facets]:
    everywhere = members.get(Facet.MUNICIPALITY, {}).get(EVERYWHERE, [])
    if everywhere:
        places = members[Facet.MUNICIPALITY]
        members[Facet.MUNICIPALITY] = {place: docs + everywhere for place, docs in places.items()}
    return {facet: Facets(*rows_of(values, count)) for facet, values in members.items()}


def _postings(services: np.ndarray, digests: np.ndarray, old: Index | None) -> Postings:
    """Old postings of documents that have not changed, renumbered, and those of the rest from the database."""
    terms, docs, weights = [], [], []
    known = np.zeros(len(services), bool)
    if old is not None and len(old) and len(services):
        place = np.minimum(np.searchsorted(old.services, services), len(old) - 1)
        known = (old.services[place] == services) & (old.digests[place] == digests)
        moved = np.full(len(old), -1, "i4")
        moved[place[known]] = np.flatnonzero(known)
        renumbered = moved[old.postings.docs]
        kept = renumbered >= 0
        terms, docs, weights = [old.postings.flat()[kept]], [renumbered[kept]], [old.postings.weights[kept]]
    fresh = np.flatnonzero(~known)
    for start in range(0, len(fresh), _BATCH):
        number_of = {int(services[doc]): doc for doc in fresh[start : start + _BATCH]}
        rows = SearchDocument.objects.filter(pk__in=number_of).values_list("pk", "terms", "weights")
        for key, term_bytes, weight_bytes in rows:
            terms.append(np.frombuffer(term_bytes, "<u8"))
            weights.append(np.frombuffer(weight_bytes, "<f2"))
            docs.append(np.full(len(terms[-1]), number_of[key], "i4"))
    parts = (("u8", terms), ("i4", docs), ("f2", weights))
    return Postings.of(*(np.concatenate([np.empty(0, kind), *pieces]) for kind, pieces in parts))
