"""Texts of services that nobody gives, for measuring: sentences of word lists, the same for the same seed."""

import tomllib
from itertools import accumulate
from pathlib import Path
from random import Random
from string import Formatter

WORDS = tomllib.loads(Path(__file__).with_name("bench_words.toml").read_text(encoding="utf-8"))
CASES = ("nom", "gen", "par", "ine", "ela", "ill", "pl_nom", "pl_par")
# The beginning that all forms share: these words are counted, so no other text may hold them.
COUNTED = ("uraohja", "palvelu")
SUMMARY, DESCRIPTION = 80, 560  # a text ends with the sentence that passes so many characters
_NOUNS_IN_A_SERVICE = 10
_VOWELS = set("aeiouyäö")

Slots = dict[str, tuple[str, ...]]


def _joined(modifier: str, noun: str, language: str) -> str:
    if language == "en":
        return f"{modifier} {noun}"
    same_vowel = modifier[-1] == noun[0] and noun[0] in _VOWELS
    return f"{modifier}-{noun}" if same_vowel else modifier + noun


def _columns(prefix: str, names: tuple[str, ...], rows: list[str]) -> Slots:
    """{prefix + name: that form of every word of `rows`}."""
    columns = zip(*(row.split() for row in rows), strict=True)
    return {prefix + name: column for name, column in zip(names, columns, strict=True)}


class Author:
    """Writes in one language. A few nouns are common and most are rare, as words are."""

    def __init__(self, language: str, random: Random):
        self.words, self.random = WORDS[language], random
        self.forms = CASES if language == "fi" else ("a", "b", "c")
        heads = [tuple(head.split()) for head in self.words["heads"]]
        compounds = [
            tuple(_joined(modifier, form, language) for form in head)
            for modifier in self.words["modifiers"].split()
            for head in heads
        ]
        # The marked word comes where it is asked for and nowhere else.
        self.nouns = [noun for noun in heads + compounds if noun[0] != self.words["marked"].split()[0]]
        random.shuffle(self.nouns)
        self.weights = list(accumulate(1 / (rank + 20) for rank in range(len(self.nouns))))
        self.slots = self._finnish() if language == "fi" else {"marked": (self.words["marked"],)}

    def _finnish(self) -> Slots:
        return {
            **_columns("adj_", CASES, self.words["adjectives"]),
            **_columns("people_", ("par", "all", "gen"), self.words["people"]),
            **_columns("marked_", CASES, [self.words["marked"]]),
            **_columns("common_", CASES, [self.words["common"]]),
            "verb": tuple(self.words["verbs"].split()),
        }

    def _filled(self, template: str, slots: Slots) -> str:
        parts = []
        for literal, slot, _format, _conversion in Formatter().parse(template):
            parts.append(literal)
            if slot:
                word = self.random.choice(slots[slot.lower()])
                parts.append(word if slot.islower() else word[0].upper() + word[1:])
        return "".join(parts)

    def _text(self, length: int, first: list[str], slots: Slots) -> str:
        """Sentences, `first` among them, until there are `length` characters."""
        others = self.random.sample(self.words["sentences"], len(self.words["sentences"]))
        sentences = [self._filled(template, slots) for template in first]
        while len(" ".join(sentences)) < length:
            sentences.append(self._filled(others.pop(), slots) if others else self._filled(self.words["sentences"][0], slots))
        self.random.shuffle(sentences)
        return " ".join(sentences)

    def texts(self, place: str, *, marked: bool, common: bool) -> dict[str, str]:
        """{field: text} of one service. `marked`, `common`: whether the word that is counted is in it."""
        choose = self.random.choice
        nouns = self.random.choices(self.nouns, cum_weights=self.weights, k=_NOUNS_IN_A_SERVICE)
        slots = {**self.slots, "place": (place,), **dict(zip(self.forms, zip(*nouns, strict=True), strict=True))}
        in_name = marked and self.random.random() < 0.3
        first = [choose(self.words["marked_sentences"])] if marked else []
        if common and "common_sentences" in self.words:
            first += self.random.sample(self.words["common_sentences"], self.random.randint(1, 3))
        in_summary = [choose(first)] if first and self.random.random() < 0.4 else []
        texts = {
            "name": self._filled(choose(self.words["marked_names" if in_name else "names"]), slots),
            "summary": self._text(SUMMARY, in_summary, slots),
            "description": self._text(DESCRIPTION, first, slots),
        }
        if "how_to" in self.words:
            texts |= {
                "for_whom": self._filled("{Adj_nom} {nom} {people_all}.", slots),
                "how_to": self._filled(choose(self.words["how_to"]), slots),
            }
        return texts
