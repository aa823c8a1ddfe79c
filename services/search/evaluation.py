"""How good the search is over graded questions: hit@5 and nDCG@10. Plain functions, without a database.

A grade says how a service answers a question: 3 exactly what the person wants, 2 a useful answer, 1 related, unlisted
0. Services are known by their Finnish name; where several have the same name, the first of them in an answer has the
grade and the others keep their places without one. DCG discounts by log2(place + 1); a gain is 2^grade - 1 unless
linear ones (the grade itself) are asked for. Source of the measures: Järvelin and Kekäläinen, ACM TOIS 20 (4), 2002.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from statistics import fmean

USEFUL = 2
HIT_DEPTH, GAIN_DEPTH = 5, 10
# Where nothing fits, few results are the good answer: measured by how many are shown.
NOT_ANSWERED = frozenset({"out-of-scope", "nonsense", "place-only"})


class Unreadable(ValueError):
    """A line of the file is no graded question; the message says which and why."""


@dataclass(frozen=True)
class Graded:
    """A question, its language, its kinds of difficulty (“natural+place” is two) and {service name: grade 1-3}."""

    query: str
    language: str
    kinds: tuple[str, ...]
    grades: Mapping[str, int]

    @property
    def is_measured(self) -> bool:
        return not NOT_ANSWERED.intersection(self.kinds) and any(grade >= USEFUL for grade in self.grades.values())


@dataclass(frozen=True)
class Answer:
    """What the search gave: Finnish names of the first ten, in order, and how many results there were in all."""

    question: Graded
    names: tuple[str, ...]
    total: int

    @property
    def hit(self) -> bool:
        return is_hit(self.names, self.question.grades)


@dataclass(frozen=True)
class Figures:
    """Means over `count` questions, each 0..1."""

    count: int
    hit: float
    ndcg: float
    ndcg_linear: float


def read(lines: Iterable[str]) -> list[Graded]:
    """Graded questions of JSON Lines: query, lang, kind, grades. Raises `Unreadable`."""
    questions = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            grades = {str(name): int(grade) for name, grade in row["grades"].items()}
            questions.append(Graded(str(row["query"]), str(row["lang"]), tuple(str(row["kind"]).split("+")), grades))
        except (ValueError, KeyError, TypeError, AttributeError) as fault:
            raise Unreadable(f"Line {number}: {type(fault).__name__}: {fault}") from None
    return questions


def graded(names: Sequence[str], grades: Mapping[str, int]) -> list[int]:
    """The grade at each place; a name met again has 0."""
    met: set[str] = set()
    found = []
    for name in names:
        found.append(0 if name in met else grades.get(name, 0))
        met.add(name)
    return found


def is_hit(names: Sequence[str], grades: Mapping[str, int]) -> bool:
    """Whether a useful answer is among the first five."""
    return any(grade >= USEFUL for grade in graded(names[:HIT_DEPTH], grades))


def ndcg(names: Sequence[str], grades: Mapping[str, int], *, linear: bool = False) -> float:
    """nDCG of the first ten: 1 when no order of all graded services would be better, 0 without any of them."""
    best = _dcg(sorted(grades.values(), reverse=True)[:GAIN_DEPTH], linear)
    return _dcg(graded(names[:GAIN_DEPTH], grades), linear) / best if best else 0.0


def _dcg(grades: Sequence[int], linear: bool) -> float:
    gains = (grade if linear else 2**grade - 1 for grade in grades)
    return sum(gain / log2(place + 1) for place, gain in enumerate(gains, start=1))


def figures(answers: Sequence[Answer]) -> Figures:
    """The means over answers to measured questions; at least one."""
    return Figures(
        count=len(answers),
        hit=fmean(answer.hit for answer in answers),
        ndcg=fmean(ndcg(answer.names, answer.question.grades) for answer in answers),
        ndcg_linear=fmean(ndcg(answer.names, answer.question.grades, linear=True) for answer in answers),
    )


def by_kind(answers: Sequence[Answer]) -> dict[str, Figures]:
    """Figures of each kind of difficulty, the commonest first; a question of two kinds counts in both."""
    kinds: dict[str, list[Answer]] = {}
    for answer in answers:
        for kind in answer.question.kinds:
            kinds.setdefault(kind, []).append(answer)
    return {kind: figures(kinds[kind]) for kind in sorted(kinds, key=lambda kind: (-len(kinds[kind]), kind))}
