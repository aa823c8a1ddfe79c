"""Which words of a service count, and how much."""

from collections import Counter
from collections.abc import Iterator

import numpy as np

from opinraitti.lib.text import values
from services.models import Service
from services.search.analysis import tokens
from services.search.terms import hashes

# How much one word weighs in each field of a service. A field longer than its usual length (in words) weighs less.
_WEIGHTS = {
    "name": (8.0, 4),
    "alternative_name": (4.0, 4),
    "keywords": (4.0, 12),
    "terms": (1.0, 12),
    "summary": (2.0, 15),
    "providers": (1.0, 4),
    "description": (1.0, 80),
    "general_description": (1.0, 80),
    "for_whom": (1.0, 20),
    "how_to": (0.5, 20),
}
# In these a word counts only whole: the parts of their many compounds would fill the index and tell little.
_LONG = ("description", "general_description", "for_whom", "how_to")
_TEXTS = ("name", "alternative_name", "summary", "description", "general_description", "for_whom", "how_to")
# The more often a word occurs the less each further time adds; the weight of a term stays below 1.
_SATURATION = 3.0


def fields_of(service: Service) -> Iterator[tuple[str, str, str]]:
    """(field, language, text) of all a service is found by.

    Names of its providers, their former names and the names of those they succeeded belong in: people ask by them.
    """
    for field in _TEXTS:
        yield from ((field, language, text) for language, text in values(getattr(service, field)).items())
    for language, words in service.keywords.items():
        yield "keywords", language, " . ".join(words)
    for term in service.terms.all():
        yield from (("terms", language, text) for language, text in values(term.label).items())
    for organisation in {service.organisation, *service.other_organisations.all()}:
        former = [row.name for row in organisation.former_names.all()]
        predecessors = [row.predecessor.name for row in organisation.successions_in.all()]
        for name in (organisation.name, *former, *predecessors):
            yield from (("providers", language, text) for language, text in values(name).items())


def weighed(service: Service) -> tuple[np.ndarray, np.ndarray]:
    """(hashes of the terms, uint64, ascending; their weights, float16): BM25F without what only the whole index knows."""
    lengths: Counter = Counter()
    found: dict[tuple[str, str], Counter] = {}
    for field, language, text in fields_of(service):
        words = tokens(text)
        lengths[field, language] += len(words)
        found.setdefault((field, language), Counter()).update(words)
    totals: dict[int, float] = {}
    for (field, language), words in found.items():
        weight, usual = _WEIGHTS[field]
        weight /= 0.5 + 0.5 * max(lengths[field, language] / usual, 0.5)
        for word, count in words.items():
            for term in hashes(word, language, parts=field not in _LONG):
                totals[term] = totals.get(term, 0.0) + weight * count
    terms = np.fromiter(totals, dtype="<u8", count=len(totals))
    weights = np.fromiter(totals.values(), dtype="<f8", count=len(totals))
    order = np.argsort(terms)
    return terms[order], (weights / (weights + _SATURATION))[order].astype("<f2")
