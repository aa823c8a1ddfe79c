"""A facet says the same of documents whether it is held as bits or as lists."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.search.bits import packed, unpacked
from services.search.facets import Bits, Lists, facets_of

COUNT = 150
documents = st.sets(st.integers(0, COUNT - 1))


def mask(docs) -> np.ndarray:
    found = np.zeros(COUNT, bool)
    found[list(docs)] = True
    return found


@given(st.lists(documents.filter(bool), min_size=1, max_size=60), documents)
def test_rows_counts_and_rows_of_a_document(rows, within):
    # A document told twice is one.
    facets = facets_of({str(number): [*docs, *docs] for number, docs in enumerate(rows)}, COUNT)
    assert facets.counts(packed(mask(within))) == [len(docs & within) for docs in rows]
    for number, docs in enumerate(rows):
        assert unpacked(facets.row(facets.rows[str(number)]), COUNT).tolist() == mask(docs).tolist()
    for doc in (0, 63, 64, COUNT - 1):
        assert list(facets.rows_with(doc)) == [number for number, docs in enumerate(rows) if doc in docs]


@pytest.mark.parametrize(("values", "each", "form"), [(3, 70, Bits), (60, 1, Lists)])
def test_the_smaller_form_is_taken(values, each, form):
    assert type(facets_of({str(value): range(value, value + each) for value in range(values)}, COUNT)) is form
