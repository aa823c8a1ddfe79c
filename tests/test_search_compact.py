"""Packed sets and texts hold what was put in; phrases are found as a plain search through all of them would."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.search.compact import Keys, Texts, Words
from services.search.phrases import Phrases
from services.search.remembered import remembered

NUMBERS = st.integers(0, 2**64 - 1)
WORDS = st.text("abcäö-", min_size=1, max_size=6)


@given(st.lists(st.sets(NUMBERS), max_size=3), st.sets(NUMBERS, max_size=4))
def test_keys_are_known_or_not(parts, asked):
    keys = Keys(*(np.array(sorted(part), "u8") for part in parts))
    known = set().union(*parts)
    assert keys.has_any(asked) is bool(known & asked)
    assert all(keys.has_any([one]) for one in known)


@given(st.sets(WORDS), WORDS)
def test_words_are_a_set(words, other):
    packed = Words(words)
    assert set(packed) == words
    assert len(packed) == len(words)
    assert all(word in packed for word in words)
    assert (other in packed) is (other in words)


@pytest.mark.parametrize("together", [1, 2, 500])
@given(st.lists(st.text(st.characters(exclude_characters="\n"), max_size=8), max_size=9))
def test_texts_come_out_as_they_went_in(together, texts):
    packed = Texts(iter(texts), together)
    assert list(packed) == texts
    assert [packed[number] for number in range(len(packed))] == texts


@given(st.dictionaries(st.text(), st.text(), max_size=3))
def test_what_json_writes_is_one_line(record):
    text = json.dumps(record, ensure_ascii=False)
    assert list(Texts([text, "[]"])) == [text, "[]"]


SAID = st.frozensets(st.integers(1, 6), min_size=1, max_size=3)
QUESTION = st.lists(SAID, max_size=5)


@given(st.lists(st.lists(SAID, min_size=1, max_size=3), max_size=6), QUESTION)
def test_phrases_that_follow_are_those_that_stand_there(phrases, words):
    expected = [
        (10 + number, frozenset(range(start, start + len(phrase))))
        for start in range(len(words))
        for number, phrase in enumerate(phrases)
        if start + len(phrase) <= len(words) and all(phrase[place] & words[start + place] for place in range(len(phrase)))
    ]
    packed = Phrases((phrase, 10 + number) for number, phrase in enumerate(phrases))
    assert list(packed.following(words)) == expected


@given(st.lists(st.lists(SAID, min_size=1, max_size=3), max_size=6), QUESTION)
def test_phrases_anywhere_have_a_place_for_each_word(phrases, words):
    firsts = [[next((n for n, word in enumerate(words) if word & said), None) for said in phrase] for phrase in phrases]
    expected = [
        (number, frozenset(places))
        for number, places in enumerate(firsts)
        if None not in places and len(set(places)) == len(places)
    ]
    packed = Phrases((phrase, number) for number, phrase in enumerate(phrases))
    assert list(packed.anywhere(words)) == expected


def test_what_was_answered_is_remembered_within_bounds():
    asked = []

    @remembered(4)
    def double(number):
        asked.append(number)
        return 2 * number

    assert [double(number) for number in (1, 2, 1, 2)] == [2, 4, 2, 4]
    assert asked == [1, 2]
    assert [double(number) for number in (3, 1, 4, 5)] == [6, 2, 8, 10]
    assert asked == [1, 2, 3, 4, 5], "what is asked for again stays"
    double(2)
    assert asked == [1, 2, 3, 4, 5, 2], "what was not has gone"


def test_a_fault_is_not_remembered():
    @remembered(4)
    def broken(number):
        raise ValueError(number)

    for _time in range(2):
        with pytest.raises(ValueError, match="7"):
            broken(7)
