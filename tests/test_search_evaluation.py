"""The measures of the search, against values worked out by hand."""

import json
from io import StringIO
from math import log2

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from services.search.analysis import analyser
from services.search.evaluation import Answer, Graded, Unreadable, by_kind, figures, graded, is_hit, ndcg, read
from tests import builders

GRADES = {"A": 3, "B": 2, "C": 1}
IDEAL = 7 + 3 / log2(3) + 1 / 2  # 9.3928
LINEAR_IDEAL = 3 + 2 / log2(3) + 1 / 2  # 4.7619


@pytest.mark.parametrize(
    ("names", "exponential", "linear"),
    [
        ("ABC", 1.0, 1.0),
        ("ABCxy", 1.0, 1.0),
        ("CBA", (1 + 3 / log2(3) + 7 / 2) / IDEAL, (1 + 2 / log2(3) + 3 / 2) / LINEAR_IDEAL),
        ("xxA", 7 / 2 / IDEAL, 3 / 2 / LINEAR_IDEAL),
        ("AAB", (7 + 3 / 2) / IDEAL, (3 + 2 / 2) / LINEAR_IDEAL),
        ("xyzåäöxyzåA", 0.0, 0.0),
        ("", 0.0, 0.0),
    ],
)
def test_ndcg_of_the_first_ten(names, exponential, linear):
    assert ndcg(names, GRADES) == pytest.approx(exponential)
    assert ndcg(names, GRADES, linear=True) == pytest.approx(linear)


def test_ndcg_in_numbers():
    assert ndcg("CBA", GRADES) == pytest.approx(0.6806, abs=1e-4)
    assert ndcg("CBA", GRADES, linear=True) == pytest.approx(0.7900, abs=1e-4)


def test_the_ideal_has_ten_places():
    grades = {str(number): 3 for number in range(12)}
    assert ndcg([str(number) for number in range(10)], grades) == pytest.approx(1)


def test_nothing_graded_gives_no_gain():
    assert ndcg("AB", {}) == 0


@pytest.mark.parametrize(("names", "hit"), [("xxxxB", True), ("xxxxxA", False), ("CCCCC", False), ("A", True), ("", False)])
def test_a_hit_is_a_useful_answer_among_the_first_five(names, hit):
    assert is_hit(names, GRADES) is hit


def test_a_second_service_of_the_same_name_keeps_its_place_without_a_grade():
    assert graded("AxAB", GRADES) == [3, 0, 0, 2]


@pytest.mark.parametrize(
    ("kind", "grades", "measured"),
    [
        ("typo", {"A": 2}, True),
        ("natural+place", {"A": 3}, True),
        ("typo", {"A": 1}, False),
        ("typo", {}, False),
        ("out-of-scope", {"A": 3}, False),
        ("natural+place-only", {"A": 3}, False),
        ("nonsense", {}, False),
    ],
)
def test_only_questions_with_a_useful_answer_are_measured(kind, grades, measured):
    assert Graded("x", "fi", tuple(kind.split("+")), grades).is_measured is measured


def test_figures_are_means_and_a_question_of_two_kinds_counts_in_both():
    first = Answer(Graded("a", "fi", ("typo", "place"), {"A": 3}), ("A",), 1)
    second = Answer(Graded("b", "fi", ("typo",), {"A": 3}), ("x", "A"), 2)
    third = Answer(Graded("c", "fi", ("place",), {"A": 3}), ("x",), 1)
    whole = figures([first, second, third])
    assert (whole.count, whole.hit) == (3, pytest.approx(2 / 3))
    assert whole.ndcg == pytest.approx((1 + 1 / log2(3) + 0) / 3)
    kinds = by_kind([first, second, third])
    assert list(kinds) == ["place", "typo"]
    assert (kinds["place"].hit, kinds["typo"].hit) == (0.5, 1.0)


def line(**changes) -> str:
    return json.dumps({"query": "opo", "lang": "fi", "kind": "abbreviation", "grades": {"Opinto-ohjaus": 3}} | changes)


def test_a_file_is_read_and_empty_lines_are_nothing():
    (question,) = read([line(kind="typo+place"), "", "  "])
    assert question == Graded("opo", "fi", ("typo", "place"), {"Opinto-ohjaus": 3})


@pytest.mark.parametrize("bad", ["{", "[]", '{"query": "opo"}', line(grades=[1]), line(grades={"A": "x"})])
def test_a_bad_line_is_named(bad):
    with pytest.raises(Unreadable, match="Line 2: "):
        read([line(), bad])


@pytest.fixture
def graded_file(tmp_path):
    path = tmp_path / "kysymykset.jsonl"

    def write(*lines: str):
        path.write_text("\n".join(lines), encoding="utf-8")
        return path

    return write


@pytest.mark.django_db
def test_the_command_tells_figures_misses_and_what_is_not_measured(graded_file):
    builders.service(name={"fi": "Uraohjaus"})
    builders.service(name={"fi": "Kuvataidekoulu"})
    path = graded_file(
        line(query="uraohjausta", kind="inflection", grades={"Uraohjaus": 3}),
        line(query="kuvataidekoulu", kind="exact", grades={"Uraohjaus": 3}),
        line(query="asdfghj", kind="nonsense", grades={}),
    )
    out, err = StringIO(), StringIO()
    call_command("evaluate_search", str(path), stdout=out, stderr=err)
    told = out.getvalue()
    assert [row.split() for row in told.splitlines() if row.startswith(("all", "inflection", "exact"))] == [
        ["all", "2", "0.500", "0.500", "0.500"],
        ["exact", "1", "0.000", "0.000", "0.000"],
        ["inflection", "1", "1.000", "1.000", "1.000"],
    ]
    assert "Misses: 1" in told
    assert "kuvataidekoulu  [exact]  wanted: Uraohjaus (3)\n    found: Kuvataidekoulu" in told
    assert "Not measured: 1\nasdfghj  [nonsense]  0 results" in told
    assert err.getvalue() == ""


@pytest.mark.django_db
def test_the_command_says_when_the_directory_lacks_what_is_graded(graded_file):
    err = StringIO()
    call_command("evaluate_search", str(graded_file(line())), stdout=StringIO(), stderr=err)
    assert "1 of 1 graded services are not in this directory" in err.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize("lines", [["{"], [line(kind="nonsense")], []])
def test_a_file_without_questions_is_told(graded_file, lines):
    with pytest.raises(CommandError):
        call_command("evaluate_search", str(graded_file(*lines)))


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(CommandError, match="puuttuu"):
        call_command("evaluate_search", str(tmp_path / "puuttuu.jsonl"))


@pytest.fixture(scope="module")
def graded_directory(shared_data, django_db_setup, django_db_blocker):
    """The services that the development questions are graded over, in the database; gives the questions."""
    folder = shared_data / "search"
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("import_ptv", str(folder / "services_v11.jsonl"), write=True, verbosity=0, stdout=StringIO())
        yield folder / "queries_dev.jsonl"
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_the_development_questions_are_answered_as_well_as_must_be(graded_directory):
    out, err = StringIO(), StringIO()
    call_command("evaluate_search", str(graded_directory), stdout=out, stderr=err)
    print(connection.vendor, analyser(), out.getvalue(), sep="\n")
    assert "not in this directory" not in err.getvalue()
    (count, hit, gain) = next(row.split() for row in out.getvalue().splitlines() if row.startswith("all"))[1:4]
    assert int(count) > 80
    assert float(hit) >= 0.85
    assert float(gain) >= 0.70


@pytest.mark.django_db
def test_the_development_questions_are_answered_alike_in_every_language(graded_directory):
    for question in read(graded_directory.read_text(encoding="utf-8").splitlines())[::7]:
        finnish = [hit.service for hit in builders.answer(question.query).hits]
        for language in ("sv", "en"):
            assert [hit.service for hit in builders.answer(question.query, language=language).hits] == finnish
