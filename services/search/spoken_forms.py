"""Spoken and eastern Finnish as the dictionary writes it: “kesäks” is kesäksi, “hakkee” hakee, “tehä” tehdä."""

import re
from collections.abc import Iterator

from services.search.analysis import analyse

_SHORTEST = 4
# A last vowel that is not said: -ks(i), -st(a), -lt(a), -s(sa).
_DROPPED = {"ks": ("i",), "st": ("a", "ä"), "lt": ("a", "ä"), "s": ("sa", "sä")}
# What is said -> what is written, anywhere in the word.
_SAID = (("oa", "aa"), ("eä", "ää"), ("tt", "ts"), ("oo", "aa"), ("öö", "ää"), ("oo", "ee"), ("öö", "ee"))
_TWIN = re.compile(r"(?<=[a-zåäö])([a-zåäö])(?=\1)")
_LOST_D = re.compile(r"h(?=[aeiouyäö])")


def written_forms(word: str) -> Iterator[str]:
    """Words that Voikko knows and that an unknown word may be when it is spelt as it is said, the likeliest first."""
    if len(word) < _SHORTEST or not word.isalpha() or analyse(word).known:
        return
    seen = {word}
    for form in _forms(word):
        if form not in seen:
            seen.add(form)
            if analyse(form).known:
                yield form


def _forms(word: str) -> Iterator[str]:
    for ending, vowels in _DROPPED.items():
        if word.endswith(ending):
            yield from (word + vowel for vowel in vowels)
    said = [word, *(word.replace(heard, letters) for heard, letters in _SAID if heard in word)]
    yield from said
    for form in said:
        yield from (form[: twin.start()] + form[twin.end() :] for twin in _TWIN.finditer(form))
    yield from (f"{word[: lost.end()]}d{word[lost.end() :]}" for lost in _LOST_D.finditer(word))
