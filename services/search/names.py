"""The names of numbered documents: who bears one, and their order in a language."""

import json
from array import array
from collections.abc import Iterable
from functools import cached_property

import numpy as np

from services.search.terms import hashed

# å, ä and ö come last, as in Finnish and Swedish.
_LAST = str.maketrans({"å": "z\uffff1", "ä": "z\uffff2", "ö": "z\uffff3"})


def alphabetical(text: str) -> str:
    """A key for sorting."""
    return text.casefold().translate(_LAST)


class Names:
    """`names`: {language: name in folded words} as JSON, one a document; read again for each language asked for."""

    def __init__(self, names: Iterable[str]):
        self._names = names
        self._orders: dict[str, np.ndarray] = {}

    @cached_property
    def _bearers(self) -> tuple[np.ndarray, np.ndarray]:
        """(hashes of names uint64[m], ascending; their documents int32[m])."""
        hashes, docs = array("Q"), array("i")
        for doc, names in enumerate(self._names):
            for name in set(json.loads(names).values()):
                hashes.append(hashed(name))
                docs.append(doc)
        order = np.argsort(np.array(hashes, "u8"), kind="stable")
        return np.array(hashes, "u8")[order], np.array(docs, "i4")[order]

    def bearers(self, name: str) -> np.ndarray:
        """int32[k]: the documents that bear exactly this name (folded words with blanks between) in some language."""
        hashes, docs = self._bearers
        wanted = np.uint64(hashed(name))
        return docs[np.searchsorted(hashes, wanted, "left") : np.searchsorted(hashes, wanted, "right")]

    def order(self, language: str) -> np.ndarray:
        """int32[n]: the place of each document when all are in order by name in a language (else Finnish, else any)."""
        if language not in self._orders:
            keys = [alphabetical(_name_in(json.loads(names), language)) for names in self._names]
            order = np.empty(len(keys), "i4")
            order[sorted(range(len(keys)), key=keys.__getitem__)] = np.arange(len(keys), dtype="i4")
            self._orders[language] = order
        return self._orders[language]


def _name_in(names: dict[str, str], language: str) -> str:
    choices = (language, language.partition("-")[0], "fi", *names)
    return next((names[code] for code in choices if code in names), "")
