"""Finnish as it is said: what an unknown word may be in the dictionary's spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.search.analysis import analyse
from services.search.spoken_forms import written_forms


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("kesäks", "kesäksi"),
        ("koulus", "koulussa"),
        ("töist", "töistä"),
        ("hakkee", "hakee"),
        ("opiskelemmaan", "opiskelemaan"),
        ("tulloo", "tulee"),
        ("tehä", "tehdä"),
        ("yhen", "yhden"),
        ("leäkäri", "lääkäri"),
        ("mettätöihin", "metsätöihin"),
    ],
)
def test_the_word_as_it_is_written_is_found(said, written):
    assert written in written_forms(said)


@pytest.mark.parametrize("word", ["kesäksi", "ohjaus", "skolan", "unemployment", "career", "qwxz", "ks", "", "töis1"])
def test_a_known_or_foreign_word_or_none_stays_as_it_is(word):
    assert list(written_forms(word)) == []


@given(st.text(max_size=60))
def test_every_form_is_a_word_that_voikko_knows(word):
    forms = list(written_forms(word))
    assert all(analyse(form).known for form in forms)
    assert len(forms) == len(set(forms))
