"""Services like another one, from the index in memory."""

import numpy as np

from services.models import Service
from services.search.current import current
from services.search.memory import Facets
from services.search.request import Facet

_SHARED = (Facet.SITUATION, Facet.GROUP, Facet.TOPIC)


def similar_to(service: Service, count: int, stamp: tuple | None = None) -> list[int]:
    """Keys of at most `count` public services that share the most situations, groups and topics with this one.

    `stamp`: of the directory, when the caller has asked it.
    """
    index = current(stamp).index
    doc = int(np.searchsorted(index.services, service.pk))
    if doc == len(index) or index.services[doc] != service.pk:
        return []
    shared = np.zeros(len(index), "i4")
    for facet in _SHARED:
        if facet in index.facets:
            shared += _sharing(index.facets[facet], doc, len(index))
    shared[doc] = 0
    best = np.argsort(-shared, kind="stable")[:count]
    return [int(index.services[other]) for other in best if shared[other]]


def _sharing(facets: Facets, doc: int, count: int) -> np.ndarray:
    """int32[n]: how many of the document's values of one facet each document has."""
    own = (facets.bits[:, doc // 64] >> np.uint64(doc % 64)) & np.uint64(1)
    rows = facets.bits[own.astype(bool)].view("u1")
    return np.unpackbits(rows, axis=-1, count=count, bitorder="little").sum(axis=0, dtype="i4")
