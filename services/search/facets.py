"""Which documents each value of a facet has: as bits, or, where there are many values of few documents each, as lists."""

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

import numpy as np

from services.search.bits import counted, packed, unpacked


class Facets(Protocol):
    """`rows`: {value: number of its row}. Sets of documents are packed bits (`services.search.bits`), uint64[w]."""

    rows: Mapping[str, int]

    def counts(self, within: np.ndarray) -> list[int]:
        """Of each row how many documents are in the set `within`."""

    def row(self, number: int) -> np.ndarray:
        """The documents of one row."""

    def rows_with(self, doc: int) -> Iterable[int]:
        """The rows that have the document."""


class Bits:
    """`bits` uint64[rows, w]: a few values, each of a good share of the documents."""

    def __init__(self, rows: Mapping[str, int], bits: np.ndarray):
        self.rows, self._bits = rows, bits

    def counts(self, within: np.ndarray) -> list[int]:
        return counted(self._bits & within).tolist()

    def row(self, number: int) -> np.ndarray:
        return self._bits[number]

    def rows_with(self, doc: int) -> Iterable[int]:
        return np.flatnonzero((self._bits[:, doc // 64] >> np.uint64(doc % 64)) & np.uint64(1)).tolist()


class Lists:
    """`docs[starts[n]:starts[n + 1]]` integers[m] are the documents of row n, of `count` documents in all."""

    def __init__(self, rows: Mapping[str, int], starts: np.ndarray, docs: np.ndarray, count: int):
        self.rows, self._starts, self._docs, self._count = rows, starts, docs, count

    def counts(self, within: np.ndarray) -> list[int]:
        held = unpacked(within, self._count)[self._docs]
        return np.add.reduceat(held, self._starts[:-1], dtype="i8").tolist()

    def row(self, number: int) -> np.ndarray:
        mask = np.zeros(self._count, bool)
        mask[self._docs[self._starts[number] : self._starts[number + 1]]] = True
        return packed(mask)

    def rows_with(self, doc: int) -> Iterable[int]:
        return (np.searchsorted(self._starts, np.flatnonzero(self._docs == doc), "right") - 1).tolist()


def facets_of(members: Mapping[str, Collection[int]], count: int) -> Facets:
    """From {value: its documents, at least one, in any order}, of `count` documents in all: the smaller of the two forms."""
    rows = {value: number for number, value in enumerate(members)}
    lists = [np.unique(np.array(docs, "i4")) for docs in members.values()]
    starts = np.cumsum([0, *map(len, lists)]).astype("i4")
    if 8 * lists[0].itemsize * int(starts[-1]) < len(rows) * count:
        return Lists(rows, starts, np.concatenate(lists), count)
    matrix = np.zeros((len(rows), -(-count // 64)), "<u8")
    for row, docs in enumerate(lists):
        mask = np.zeros(count, bool)
        mask[docs] = True
        matrix[row] = packed(mask)
    return Bits(rows, matrix)
