"""`manage.py evaluate_search FILE.jsonl`: how good the search is over graded questions, on the directory as it is now."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from opinraitti.lib.text import localised
from services.enums import WordLanguage
from services.models import Service
from services.search.evaluation import GAIN_DEPTH, HIT_DEPTH, Answer, Figures, Graded, Unreadable, by_kind, figures, read
from services.search.query import search
from services.search.request import SearchRequest

_LINE = "{:<22} {:>4}  {:>5}  {:>7}  {:>6}"


class Command(BaseCommand):
    help = (
        "Prints hit@5 and nDCG@10 (gains 2^grade - 1, and linear) over the graded questions of a JSON Lines file with "
        "query, lang, kind and grades {Finnish name of a service: 3 exact, 2 useful, 1 related}; by kind, and the misses."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE.jsonl")
        parser.add_argument("--language", choices=WordLanguage.values, default=WordLanguage.FINNISH,
                            help="the language of the pages on which all questions are asked (default fi)")  # fmt: skip
        parser.add_argument("--misses", type=int, default=20, metavar="N", help="how many misses to show (default 20)")

    def handle(self, file, language, misses, **options):
        questions = self._questions(file)
        self._tell_unknown(questions)
        with translation.override(language):
            answers = [_answer(question, language) for question in questions]
        measured = [answer for answer in answers if answer.question.is_measured]
        if not measured:
            raise CommandError(f"{file} has no question with a useful answer.")
        self._tell_figures(measured)
        self._tell_misses([answer for answer in measured if not answer.hit], misses)
        self._tell_left_out([answer for answer in answers if not answer.question.is_measured])

    def _questions(self, file: Path) -> list[Graded]:
        try:
            return read(file.read_text(encoding="utf-8").splitlines())
        except (OSError, UnicodeDecodeError, Unreadable) as problem:
            raise CommandError(f"{file}: {problem}") from None

    def _tell_unknown(self, questions: list[Graded]) -> None:
        known = {localised(name, "fi").text for name in Service.objects.public().values_list("name", flat=True)}
        graded = {name for question in questions for name in question.grades}
        if graded - known:
            self.stderr.write(f"{len(graded - known)} of {len(graded)} graded services are not in this directory.")

    def _tell_figures(self, measured: list[Answer]) -> None:
        self.stdout.write(_LINE.format("", "n", f"hit@{HIT_DEPTH}", f"nDCG@{GAIN_DEPTH}", "linear"))
        for kind, row in {"all": figures(measured), **by_kind(measured)}.items():
            self.stdout.write(_row(kind, row))

    def _tell_misses(self, missed: list[Answer], limit: int) -> None:
        self.stdout.write(f"\nMisses: {len(missed)}")
        for answer in missed[:limit]:
            best = sorted(answer.question.grades.items(), key=lambda row: -row[1])[:3]
            wanted = "; ".join(f"{name} ({grade})" for name, grade in best)
            self.stdout.write(f"{answer.question.query}  [{'+'.join(answer.question.kinds)}]  wanted: {wanted}")
            self.stdout.write(f"    found: {'; '.join(answer.names[:HIT_DEPTH]) or 'nothing'}")

    def _tell_left_out(self, left_out: list[Answer]) -> None:
        self.stdout.write(f"\nNot measured: {len(left_out)}")
        for answer in left_out:
            self.stdout.write(f"{answer.question.query}  [{'+'.join(answer.question.kinds)}]  {answer.total} results")


def _answer(question: Graded, language: str) -> Answer:
    results = search(SearchRequest(words=question.query, language=language, size=GAIN_DEPTH))
    names = dict(Service.objects.filter(pk__in=[hit.service for hit in results.hits]).values_list("pk", "name"))
    return Answer(question, tuple(localised(names[hit.service], "fi").text for hit in results.hits), results.total)


def _row(kind: str, row: Figures) -> str:
    return _LINE.format(kind, row.count, f"{row.hit:.3f}", f"{row.ndcg:.3f}", f"{row.ndcg_linear:.3f}")
