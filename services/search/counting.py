"""Which documents the chosen facets leave, and how many each other value would give."""

from functools import cached_property

import numpy as np

from opinraitti.lib.calendar import now
from services.search.bits import counted, packed
from services.search.documents import EVERYWHERE, VISIT, YES
from services.search.facets import Bits, Facets
from services.search.lexicon import Labels, Lexicon
from services.search.memory import Index
from services.search.request import Facet, Option, SearchRequest


class Counting:
    """The facets of one request over one index. `found`: the documents its words find, packed bits, or None: all."""

    def __init__(self, index: Index, request: SearchRequest, found: np.ndarray | None):
        self.index, self.request = index, request
        everything = packed(np.ones(len(index), bool))
        self._found = everything if found is None else found
        self._to_visit: Facets | None = None
        if request.on_site:
            self._to_visit = self._visited()
        self._narrowed = {facet: self._of(facet, values) for facet, values in request.chosen.items() if values}

    @cached_property
    def result(self) -> np.ndarray:
        """The documents that fit everything, packed bits."""
        return self._but(None)

    def options(self, lexicon: Lexicon) -> dict[Facet, tuple[Option, ...]]:
        """The values worth offering: of each facet those that some document has here, and the chosen ones."""
        labels = lexicon.labels_in(self.request.language)
        return {facet: self._options(facet, labels[facet]) for facet in Facet}

    def _options(self, facet: Facet, labels: Labels) -> tuple[Option, ...]:
        facets = self._facets(facet)
        # Values that must all hold narrow each other; of the rest any will do, so their own choices do not count.
        within = self.result if facet == Facet.THRESHOLD else self._but(facet)
        counts = facets.counts(within)
        chosen = self.request.chosen.get(facet, ())
        # The rows of a facet are in the order of their numbers.
        offered = {value: count for value, count in zip(facets.rows, counts, strict=True) if count and value in labels}
        for value in chosen:
            if value in labels and value not in offered:
                offered[value] = int(counted(self._of(facet, (value,)) & within))
        places = labels.places
        return tuple(
            Option(value, labels[value], offered[value], value in chosen) for value in sorted(offered, key=places.__getitem__)
        )

    def _but(self, own: Facet | None) -> np.ndarray:
        """The documents that fit everything but the choices of one facet."""
        bits = self._found
        for facet, narrowed in self._narrowed.items():
            if facet != own:
                bits = bits & narrowed
        return bits

    def _of(self, facet: Facet, values: tuple[str, ...]) -> np.ndarray:
        if facet == Facet.THRESHOLD:
            return np.bitwise_and.reduce([self._any(facet, (value,)) for value in values])
        return self._any(facet, values)

    def _any(self, facet: str, values: tuple[str, ...]) -> np.ndarray:
        facets = self._facets(facet)
        rows = {facets.rows[value] for value in values if value in facets.rows}
        if facet == Facet.MUNICIPALITY and EVERYWHERE in facets.rows and len(rows) < len(set(values)):
            rows.add(facets.rows[EVERYWHERE])
        if not rows:
            return np.zeros_like(self._found)
        return np.bitwise_or.reduce([facets.row(row) for row in sorted(rows)])

    def _visited(self) -> Facets:
        """Of each municipality what serves it and has a place to visit there."""
        visited = self._facets(VISIT)
        both = [visited.row(row) & self._any(Facet.MUNICIPALITY, (place,)) for place, row in visited.rows.items()]
        return Bits(visited.rows, np.array(both, "<u8").reshape(len(both), len(self._found)))

    def _facets(self, facet: str) -> Facets:
        if facet == Facet.MUNICIPALITY and self._to_visit:
            return self._to_visit
        if facet == Facet.OPEN:
            return Bits({YES: 0}, packed(self.index.openings.at(now()))[np.newaxis])
        return self.index.facets.get(facet) or Bits({}, np.zeros((0, len(self._found)), "<u8"))
