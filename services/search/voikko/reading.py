"""Reads one raw analysis of Voikko's transducer.

`uraohjausta` comes as `[Ln][Xp]ura[X]ur[Sn][Ny]a[Bh][Bc][Lt][Xp]ohjata[X]ohja[Ln][Xj]us[X]u[Sp][Ny]sta`: compound parts
between `[Bc]`; in each the root between `[Xp]` and `[X]`, the end of a derived base form between `[Xj]` and `[X]`, what
stands in the word itself outside them, and tags. `[Xr]` and `[Xs]` hold pronunciation and source, no text.
"""

import re
from dataclasses import dataclass

_PIECES = re.compile(r"\[[^\]]*\]|[^\[]+")
_PERSON = {"Lee", "Les"}
_PLACE = "Lep"
_PREFIX = "Lp"


@dataclass(frozen=True, slots=True)
class Part:
    """A compound part: as it stands in the word, its base form, its dictionary root (with = at its seams), its class."""

    surface: str
    base: str
    root: str
    kind: str

    @property
    def prefix(self) -> bool:
        return self.kind == _PREFIX

    @property
    def person(self) -> bool:
        return self.kind in _PERSON

    @property
    def place(self) -> bool:
        return self.kind == _PLACE


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word; `output`: the raw analysis."""

    parts: tuple[Part, ...]
    output: str

    @property
    def base(self) -> str:
        """The base form: what stands before the last part, and its base form."""
        return plain("".join(part.surface for part in self.parts[:-1]) + self.parts[-1].base)

    @property
    def person(self) -> bool:
        return self.parts[-1].person

    @property
    def place(self) -> bool:
        return self.parts[-1].place

    @property
    def agent(self) -> bool:
        """Whether it is a participle in -ma, “the one that somebody does”: rare, and its forms look like others."""
        return "[Rm]" in self.output

    @property
    def past_participle(self) -> bool:
        """Whether it is what somebody has done (saanut) or what has been done (irtisanottu)."""
        return "[Ru]" in self.output or "[Rt]" in self.output

    @property
    def order(self) -> tuple:
        """The likelier before the less likely, the same whichever library answered.

        Persons last, before them commands; then plain before compound, singular before plural, underived before
        derived, people and qualities (nuori) before things (nuora).
        """
        last = self.parts[-1]
        strange = 2 * self.person + ("[Tk]" in self.output)
        derived = self.output.count("[Xj]") + ("[Cc]" in self.output)
        return strange, len(self.parts), "[Nm]" in self.output, derived, last.kind != "Lnl", len(self.output), self.output


def plain(text: str) -> str:
    """Lower case, without the dictionary's marks at seams."""
    return text.lower().replace("=", "").replace("--", "-").strip("-")


def read(output: str) -> Reading:
    pieces = _PIECES.findall(output)
    parts, begin = [], 0
    for end in [*(at for at, piece in enumerate(pieces) if piece == "[Bc]"), len(pieces)]:
        parts.append(_part(pieces[begin:end]))
        begin = end + 1
    return Reading(tuple(parts), output)


def _part(pieces: list[str]) -> Part:
    surface = base = ending = root = kind = inside = ""
    stem = ""  # of the surface, since the last root or ending
    for piece in pieces:
        if piece in {"[Xp]", "[Xj]"}:
            base, stem, ending, inside = base + stem, "", "", piece
        elif piece in {"[Xr]", "[Xs]", "[X]"}:
            inside = piece
        elif piece.startswith("[L"):
            kind = piece[1:-1]
        elif piece.startswith("["):
            continue
        elif inside in {"[Xp]", "[Xj]"}:
            ending += piece
            root = root or ending
        elif inside in {"", "[X]"}:
            stem += piece
            surface += piece
    return Part(surface, base + ending or surface, root or surface, kind)
