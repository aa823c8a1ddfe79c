"""The search index in memory: every worker holds one and learns of changes by the directory's version.

Reading the version is one query. When it has grown, the digests tell which documents have changed; their terms are
read, and a new index takes the old one's place whole. What is read here was written by `services.search.index` in the
transaction of the change.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from services.models import SearchDocument
from services.search.compact import Texts
from services.search.documents import EVERYWHERE
from services.search.facets import Facets, facets_of
from services.search.kept_scores import KeptScores
from services.search.names import Names
from services.search.openings import Openings
from services.search.places import Places
from services.search.postings import EMPTY, Postings
from services.search.request import Facet
from services.search.terms import hashed

# A query holds at most so many keys.
_BATCH = 500
# Terms of so many documents are put in order together, or of a quarter where that is more.
_ORDERED = 2_500


@dataclass(frozen=True)
class Index:
    """All documents at one version of the directory, numbered from 0 in the order of their services' keys.

    services, digests int64[n]; slugs uint64[n], hashes. `spelled`: {word: in how many documents it may be misspelt}.
    """

    version: int
    services: np.ndarray
    digests: np.ndarray
    slugs: np.ndarray
    postings: Postings
    facets: dict[str, Facets]
    names: Names
    places: Places
    openings: Openings
    phrases: KeptScores
    spelled: dict[str, int] = field(repr=False)

    def __len__(self):
        return len(self.services)

    def doc_of(self, slug: str) -> int | None:
        """The document of the service with this slug, if it is public."""
        return next(iter(np.flatnonzero(self.slugs == np.uint64(hashed(slug))).tolist()), None)

    def holding(self, terms: Iterable[int]) -> np.ndarray:
        """bool[n]: the documents that have one of the terms (hashes)."""
        held = np.zeros(len(self), bool)
        for term in terms:
            held[self.postings[term][0]] = True
        return held


def read(version: int, old: Index | None = None) -> Index:
    """The index as the database has it now; terms of documents that `old` knows are not read again."""
    keys, digests, names, places, hours, slugs = array("q"), array("q"), Texts(), Texts(), [], array("Q")
    members: defaultdict[str, array] = defaultdict(partial(array, "i"))  # by “facet:value”
    spelled: Counter[str] = Counter()
    same: dict[str, str] = {}
    columns = ("pk", "digest", "names", "places", "service__slug", "hours", "facets", "words")
    # In pieces: the long texts of all documents at once would take many times what the index does.
    for doc, row in enumerate(SearchDocument.objects.order_by("pk").values_list(*columns).iterator(chunk_size=_BATCH)):
        *kept, slug, open_at, facets, words = row
        slugs.append(hashed(slug))
        for column, told in zip((keys, digests, names, places), kept, strict=True):
            column.append(told)
        hours.append(same.setdefault(open_at, open_at))
        for value in facets.split("\n"):
            members[value].append(doc)
        spelled.update(words.split())
    services, digests = np.array(keys, "i8"), np.array(digests, "i8")
    return Index(
        version=version,
        services=services,
        digests=digests,
        slugs=np.array(slugs, "u8"),
        postings=_postings(services, digests, old),
        facets=_facets(members, len(keys)),
        names=Names(names),
        places=Places(places),
        openings=Openings(hours, None if old is None else old.openings),
        phrases=KeptScores(),
        spelled=spelled,
    )


def _facets(members: Mapping[str, array], count: int) -> dict[str, Facets]:
    found: defaultdict[str, dict[str, array]] = defaultdict(dict)
    for told, docs in members.items():
        facet, _colon, value = told.partition(":")
        found[facet][value] = docs
    places = found.get(Facet.MUNICIPALITY, {})
    if EVERYWHERE in places:
        found[Facet.MUNICIPALITY] = {place: docs + places[EVERYWHERE] for place, docs in places.items()}
    return {facet: facets_of(values, count) for facet, values in found.items()}


def _postings(services: np.ndarray, digests: np.ndarray, old: Index | None) -> Postings:
    """Old postings of documents that have not changed, renumbered, and those of the rest from the database."""
    postings, known = EMPTY, np.zeros(len(services), bool)
    if old is not None and len(old) and len(services):
        place = np.minimum(np.searchsorted(old.services, services), len(old) - 1)
        known = (old.services[place] == services) & (old.digests[place] == digests)
        numbers = np.full(len(old), -1)
        numbers[place[known]] = np.flatnonzero(known)
        postings = old.postings.renumbered(numbers)
    fresh = np.flatnonzero(~known)
    together = max(_ORDERED, len(fresh) // 4 + 1)
    for start in range(0, len(fresh), together):
        postings = postings.joined(_read_postings(services, fresh[start : start + together]))
    return postings


def _read_postings(services: np.ndarray, docs: np.ndarray) -> Postings:
    """From the database, of the documents of these numbers."""
    terms, weights, numbers, counts = bytearray(), bytearray(), array("i"), array("i")
    for start in range(0, len(docs), _BATCH):
        number_of = {int(services[doc]): int(doc) for doc in docs[start : start + _BATCH]}
        rows = SearchDocument.objects.filter(pk__in=number_of).values_list("pk", "terms", "weights")
        for key, term_bytes, weight_bytes in rows:
            terms += term_bytes
            weights += weight_bytes
            numbers.append(number_of[key])
            counts.append(len(term_bytes) // 8)
    return Postings.of(np.frombuffer(terms, "<u8"), np.repeat(numbers, counts), np.frombuffer(weights, "<f2"))
