"""Services like another one, from the index in memory."""

import numpy as np

from services.search.bits import unpacked
from services.search.current import current
from services.search.request import Facet

_SHARED = (Facet.SITUATION, Facet.GROUP, Facet.TOPIC)


def similar_to(slug: str, count: int, stamp: tuple | None = None) -> list[int]:
    """Keys of at most `count` public services that share the most situations, groups and topics with that of the slug.

    `stamp`: of the directory, when the caller has asked it.
    """
    index = current(stamp).index
    doc = index.doc_of(slug)
    if doc is None:
        return []
    shared = np.zeros(len(index), "i4")
    for facet in _SHARED:
        if facets := index.facets.get(facet):
            for number in facets.rows_with(doc):
                shared += unpacked(facets.row(number), len(index))
    shared[doc] = 0
    best = np.argsort(-shared, kind="stable")[:count]
    return [int(index.services[other]) for other in best if shared[other]]
