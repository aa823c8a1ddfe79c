"""Why a hit is there: never a word or a situation that the service has not; and what is marked in its texts."""

import pytest

from opinraitti.lib.text import Localised
from services.search.marking import Markable, hashed_terms
from tests import builders
from tests.builders import answer

pytestmark = pytest.mark.django_db


def test_a_hit_found_only_by_a_meaning_says_the_word():
    builders.service("Työllisyyspalvelut")
    (hit,) = answer("työkkäri").hits
    assert [reason.text for reason in hit.reasons] == ["työllisyyspalvelut"]
    (literal,) = answer("työllisyyspalvelut").hits
    assert literal.reasons == ()
    (misspelt,) = answer("työllisyyspalvelt").hits
    assert [reason.text for reason in misspelt.reasons] == ["työllisyyspalvelut"]


def test_the_words_of_the_question_and_of_what_it_means_are_marked():
    builders.service("Työllisyyspalvelut")
    for question in ("työkkäri", "työllisyyspalveluista", "työllisyyspalvelt"):
        wanted = hashed_terms(answer(question).marked_terms)
        text = Markable.of(Localised("Uudet työllisyyspalvelut auttavat", "fi", False))
        assert text.marked(wanted) == "Uudet <mark>työllisyyspalvelut</mark> auttavat"
    assert answer().marked_terms == frozenset()
