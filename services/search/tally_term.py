"""Under which words a question is counted: nothing that could tell of a person.

Left out: names of persons, whatever has a digit or an @ in it (ages, phone numbers, identity codes, addresses of
mail), web addresses, and a street before its number. A word that neither Voikko nor the portal's vocabulary knows, or
that is written like a name, may be a surname nobody has thought of: it is kept only from the third time it is asked
in a day in one process. What remains is base forms, six at most.
"""

import re
from collections import Counter
from collections.abc import Container

from services.search.analysis import Analysis, analyse

MAX_WORDS, MAX_CHARACTERS, MAX_LETTERS = 6, 80, 25
# A longer question tells of somebody's life; it is counted under the life situation it was understood as.
LONG_QUESTION = 8
ASKED_BEFORE_KEPT = 3
MAX_RARE = 5_000

LONG = "(pitkä kysymys)"
WITHHELD = "(sanoja ei tallennettu)"

_LETTERS = re.compile(r"[^\W\d_]+(?:['’\-‐‑][^\W\d_]+)*")
_STREET = re.compile(r"(?:katu|tie|kuja|polku|raitti|väylä|kaari|rinne|aukio|ranta|puisto|gatan|gata|vägen|väg|gränd)$")


class RareWords:
    """How often each rare word has been asked; forgets on a new day, and knows `MAX_RARE` words at most."""

    def __init__(self):
        self._asked: Counter[str] = Counter()

    def asked(self, word: str) -> bool:
        """Counts one more asking; true when the word may be kept."""
        if word in self._asked or len(self._asked) < MAX_RARE:
            self._asked[word] += 1
        return self._asked[word] >= ASKED_BEFORE_KEPT

    def forget(self) -> None:
        self._asked.clear()


def counted_term(words: str, *, situation: str, familiar: Container[str], rare: RareWords) -> str:
    """The term to count a question under. `familiar`: words of the portal's own vocabulary, folded."""
    chunks = words.split()
    if len(chunks) > LONG_QUESTION:
        return f"({situation})"[:MAX_CHARACTERS] if situation else LONG
    kept = []
    for number, chunk in enumerate(chunks):
        next_has_digit = number + 1 < len(chunks) and _has_digit(chunks[number + 1])
        name_like = _like_a_name(chunks, number)
        if "@" in chunk or "://" in chunk or chunk.lower().startswith("www.") or _has_digit(chunk):
            continue
        for word in _LETTERS.findall(chunk.split(":")[0]):
            base = _kept(analyse(word), familiar, rare, name_like=name_like, before_number=next_has_digit)
            if base:
                kept.append(base)
    while kept and (len(kept) > MAX_WORDS or len(" ".join(kept)) > MAX_CHARACTERS):
        kept.pop()
    return " ".join(kept) or WITHHELD


def _kept(word: Analysis, familiar: Container[str], rare: RareWords, *, name_like: bool, before_number: bool) -> str:
    """The base form to keep of one word, or ""."""
    base = word.bases[0]
    if len(word.surface) < 2 or (before_number and any(map(_STREET.search, (base, word.surface)))):
        return ""
    own = word.surface in familiar or base in familiar
    if word.is_name and not own:
        return ""
    if (word.known or own) and not (name_like and not own and not word.is_place):
        return base
    return base if len(word.surface) <= MAX_LETTERS and rare.asked(base) else ""


def _has_digit(chunk: str) -> bool:
    return any(character.isdigit() for character in chunk)


def _like_a_name(chunks: list[str], number: int) -> bool:
    """Capitalised where a sentence does not begin, or beside another such word: “Tuuli Virta”, “opettaja Virta”."""

    def capital(at: int) -> bool:
        return 0 <= at < len(chunks) and chunks[at][0].isupper() and not chunks[at].isupper()

    return capital(number) and (number > 0 or capital(number + 1))
