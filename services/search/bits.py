"""Sets of documents as bits, 64 in a word: what facets are counted with."""

import numpy as np


def packed(mask: np.ndarray) -> np.ndarray:
    """bool[n] -> uint64[ceil(n / 64)]; the bits beyond n are 0."""
    padded = np.zeros(-(-len(mask) // 64) * 64, bool)
    padded[: len(mask)] = mask
    return np.packbits(padded, bitorder="little").view("<u8")


def unpacked(bits: np.ndarray, count: int) -> np.ndarray:
    """uint64[ceil(n / 64)] -> bool[n], n = `count`."""
    return np.unpackbits(bits.view("u1"), count=count, bitorder="little").view(bool)


def counted(bits: np.ndarray) -> np.ndarray:
    """How many bits are set in each row: uint64[..., w] -> int[...]."""
    return np.bitwise_count(bits).sum(axis=-1, dtype="i8")


def rows_of(members: dict[str, list[int]], count: int) -> tuple[dict[str, int], np.ndarray]:
    """{value: documents} -> ({value: row}, uint64[values, w])."""
    matrix = np.zeros((len(members), -(-count // 64)), "<u8")
    for row, docs in enumerate(members.values()):
        mask = np.zeros(count, bool)
        mask[docs] = True
        matrix[row] = packed(mask)
    return {value: row for row, value in enumerate(members)}, matrix
