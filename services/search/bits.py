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
