"""Misspelt words: what they are taken for, and how often the service is found all the same."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opinraitti.lib.text import values
from services.search.analysis import spoken
from services.search.spelling import Spelling, plain
from tests.builders import answer, found

LETTERS = "aehiklmnoprstuvyäö"
KNOWN = {
    "uraohjaus": 5,
    "ohjaus": 9,
    "ohjaaja": 2,
    "työpaja": 3,
    "työkkäri": 1,
    "kaverit": 1,
    "kaverin": 8,
    "opo": 4,
    "äiti": 1,
    "opinto-ohjaus": 1,
}


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("uraohjus", "uraohjaus"),
        ("uraohjaaus", "uraohjaus"),
        ("urahojaus", "uraohjaus"),
        ("uraokjaus", "uraohjaus"),
        ("uraohjsu", "uraohjaus"),
        ("tyokkari", "työkkäri"),
        ("tyopaja", "työpaja"),
        ("kaverix", "kaverin"),
        ("opintoohjaus", "opinto-ohjaus"),
        ("opinto-ohjus", "opinto-ohjaus"),
        ("uraohjaus", ""),
        ("urxxhjxus", ""),
        ("opp", ""),
        ("aiti", "äiti"),
        ("ura0hjaus", ""),
        ("", ""),
    ],
)
def test_the_nearest_word_is_meant(word, meant):
    assert Spelling(KNOWN).corrected(word) == meant


@given(st.text(max_size=30))
def test_no_word_breaks_it(word):
    assert Spelling(KNOWN).corrected(word) in {"", *KNOWN}
    assert Spelling({}).corrected(word) == ""
    assert plain(plain(word)) == plain(word)


def wrong(word: str, dice: random.Random) -> str:
    place = dice.randrange(len(word))
    return word[:place] + dice.choice([letter for letter in LETTERS if letter != word[place]]) + word[place + 1 :]


def lacking(word: str, dice: random.Random) -> str:
    place = dice.randrange(len(word))
    return word[:place] + word[place + 1 :]


def swapped(word: str, dice: random.Random) -> str:
    place = dice.choice([n for n in range(len(word) - 1) if word[n] != word[n + 1]])
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


MISTAKES = (wrong, lacking, swapped)


def long_words(name: str) -> list[str]:
    return [word for word in spoken(name) if len(word) >= 6 and word.isalpha()]


def share_found(cases: list[tuple[str, str]]) -> float:
    """How many of (misspelt question, slug) have the service among the first five; the misses are printed."""
    misses = [(question, slug) for question, slug in cases if slug not in found(question, size=5)]
    print(f"{len(cases)} misspelt, {len(misses)} missed", *misses, sep="\n")
    return 1 - len(misses) / len(cases)


@pytest.mark.django_db
def test_forgotten_dots_find_the_same(demo_network):
    without = str.maketrans("äöåÄÖÅ", "aoaAOA")
    cases = [
        (name.translate(without), slug)
        for slug, service in demo_network.items()
        for name in values(service.name).values()
        if name.translate(without) != name
    ]
    assert len(cases) > 60
    assert share_found(cases) >= 0.98
    assert answer("tyokkari").suggestion == "työkkäri"
    assert found("tyokkari", size=5)[0] == found("työkkäri", size=5)[0]


@pytest.mark.django_db
def test_a_name_with_every_long_word_misspelt_finds_its_service(demo_network):
    dice, cases = random.Random(20261124), []
    for slug, service in demo_network.items():
        for name in values(service.name).values():
            spoil, long = MISTAKES[len(cases) % 3], long_words(name)
            words = [spoil(word, dice) if word in long else word for word in spoken(name)]
            cases += [(" ".join(words), slug)] if long else []
    assert len(cases) > 150
    assert share_found(cases) >= 0.97


@pytest.mark.django_db
def test_one_misspelt_word_finds_what_the_word_finds(demo_network):
    """A word of the name alone, where the word itself finds the service; some mistakes make another true word."""
    dice, cases = random.Random(20261124), []
    for slug, service in demo_network.items():
        for word in sorted(set(long_words(values(service.name)["fi"]))):
            if slug in found(word, size=5):
                cases += [(spoil(word, dice), slug) for spoil in MISTAKES]
    assert len(cases) > 500
    assert share_found(cases) >= 0.95
