"""Searches are counted by day and without persons; a search never fails because its counting did."""

import logging
from datetime import date, datetime
from io import StringIO
from threading import Thread

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from opinraitti.lib.calendar import HELSINKI, today
from opinraitti.lib.doors import door
from services.models import SearchTally
from services.search import tally
from services.search.request import Facet, SearchRequest
from services.search.tally_term import ASKED_BEFORE_KEPT, LONG, MAX_CHARACTERS, MAX_RARE, WITHHELD, RareWords, counted_term
from tests.read_only import ReadOnlyGetMiddleware


def term(words: str, *, situation: str = "", familiar=("amis", "kao", "yrkesvägledning"), rare=None) -> str:
    return counted_term(words, situation=situation, familiar=familiar, rare=rare or RareWords())


def rows() -> dict[tuple[str, str], tuple[int, int]]:
    return {(row.term, row.language): (row.searches, row.without_results) for row in SearchTally.objects.all()}


# ------------------------------------------------------------------ what is kept of a question
@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("uraohjausta aikuiselle Kuhmossa", "uraohjaus aikuinen kuhmo"),
        ("Amis", "amis"),
        ("KAO:n lukio", "kao lukio"),
        ("yrkesvägledning", "yrkesvägledning"),
        ("lukio Matti Virtanen", "lukio"),
        ("opettaja Virta", "opettaja"),
        ("Tuuli Virta", WITHHELD),
        ("opinnot 45-vuotiaalle", "opinto"),
        ("numero 040 123 4567", "numero"),
        ("010190-123A opintotuki", "opintotuki"),
        ("opintotuki pekka.virtanen@koulu.example", "opintotuki"),
        ("neuvonta Kalliokatu 3", "neuvonta"),
        ("neuvonta Kalliokadulla 3", "neuvonta"),
        ("www.virtanen.example työ", "työ"),
        ("https://virtanen.example/ työ", "työ"),
        ("opinnot zxqwerty", "opinto"),
        ("???", WITHHELD),
        ("a b c", WITHHELD),
    ],
)
def test_base_forms_are_kept_and_what_tells_of_a_person_is_not(asked, kept):
    assert term(asked) == kept


def test_a_long_question_is_counted_under_its_situation_alone():
    asked = "poika on ollut kotona kaksi vuotta eikä lähde enää mihinkään"
    assert term(asked) == LONG
    assert term(asked, situation="nuori-kotona") == "(nuori-kotona)"


def test_a_term_is_bounded():
    assert term("koulu työ raha tuki apu neuvo ohjaus") == "koulu työ raha tuki apu neuvo"
    assert len(term("opiskelijavalintauudistus " * 6)) <= MAX_CHARACTERS


def test_a_rare_word_is_kept_from_the_third_time_and_never_a_long_one():
    rare = RareWords()
    kept = [term("zxqwerty", rare=rare) for _ in range(ASKED_BEFORE_KEPT)]
    assert kept == [WITHHELD] * (ASKED_BEFORE_KEPT - 1) + ["zxqwerty"]
    assert {term("zx" * 13, rare=rare) for _ in range(2 * ASKED_BEFORE_KEPT)} == {WITHHELD}


def test_rare_words_take_a_bounded_memory():
    rare = RareWords()
    for number in range(MAX_RARE):
        rare.asked(str(number))
    assert not any(rare.asked("yksi liikaa") for _ in range(2 * ASKED_BEFORE_KEPT))
    assert rare.asked("0") is False
    assert rare.asked("0") is True


# ------------------------------------------------------------------ what counts as a question
@pytest.mark.parametrize(
    ("request_", "fresh"),
    [
        (SearchRequest(words="opo"), True),
        (SearchRequest(words="opo", chosen={Facet.KIND: ()}), True),
        (SearchRequest(words=" "), False),
        (SearchRequest(words="opo", page=2), False),
        (SearchRequest(words="opo", chosen={Facet.MUNICIPALITY: ("kuhmo",)}), False),
        (SearchRequest(words="opo", undone=frozenset({"kunta:kuhmo"})), False),
    ],
)
def test_looking_again_at_the_same_question_is_not_a_new_one(request_, fresh):
    assert tally.is_fresh(request_) is fresh


# ------------------------------------------------------------------ counting and writing
@pytest.mark.django_db
def test_counts_wait_in_memory_and_are_added_to_what_is_written():
    tally.count("lukio", "fi", 3)
    tally.count("lukioon", "fi", 0)
    tally.count("lukio", "sv", 1)
    assert rows() == {}
    tally.flush()
    assert rows() == {("lukio", "fi"): (2, 1), ("lukio", "sv"): (1, 0)}
    tally.count("lukio", "fi", 0)
    tally.flush()
    tally.flush()
    assert rows() == {("lukio", "fi"): (3, 2), ("lukio", "sv"): (1, 0)}
    assert SearchTally.objects.get(language="sv").day == today()


@pytest.mark.django_db
def test_a_minute_after_the_first_the_next_question_writes(monkeypatch):
    clock = [1000.0]
    monkeypatch.setattr(tally.time, "monotonic", lambda: clock[0])
    tally.count("lukio", "fi", 1)
    clock[0] += tally.FLUSH_SECONDS - 1
    tally.count("lukio", "fi", 1)
    assert rows() == {}
    clock[0] += 1
    tally.count("lukio", "fi", 1)
    assert rows() == {("lukio", "fi"): (3, 0)}


@pytest.mark.django_db
def test_many_different_questions_write_at_once(monkeypatch):
    monkeypatch.setattr(tally, "FLUSH_ROWS", 2)
    tally.count("lukio", "fi", 1)
    assert rows() == {}
    tally.count("opintotuki", "fi", 1)
    assert len(rows()) == 2


@pytest.mark.django_db
def test_made_up_questions_are_counted_together(monkeypatch):
    monkeypatch.setattr(tally, "MAX_TERMS_A_DAY", 1)
    for words in ("lukio", "opintotuki", "neuvonta", "lukio"):
        tally.count(words, "fi", 1)
    tally.flush()
    assert rows() == {("lukio", "fi"): (2, 0), (tally.REST, "fi"): (2, 0)}


@pytest.mark.django_db
def test_a_database_that_cannot_write_keeps_the_search_and_the_counts(monkeypatch, caplog):
    def locked(taken, *, hurry):
        raise OperationalError("database is locked: lukio")

    clock = [1000.0]
    monkeypatch.setattr(tally.time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(tally, "MAX_WAITING", 2)
    write = tally._write
    monkeypatch.setattr(tally, "_write", locked)
    with caplog.at_level(logging.WARNING):
        for words in ("lukio", "opintotuki", "neuvonta", "lukio", "koulu"):
            tally.count(words, "fi", 1)
            clock[0] += tally.FLUSH_SECONDS
    assert "Search tallies wait: OperationalError" in caplog.text
    assert "lukio" not in caplog.text
    monkeypatch.setattr(tally, "_write", write)
    tally.flush()
    assert rows() == {("lukio", "fi"): (2, 0), ("opintotuki", "fi"): (1, 0), (tally.REST, "fi"): (2, 0)}


@pytest.mark.django_db
@pytest.mark.parametrize("hurry", [True, False])
def test_a_reader_waits_a_tenth_of_a_second_at_most_for_a_locked_sqlite(hurry):
    tally.count("lukio", "fi", 1)
    with CaptureQueriesContext(connection) as asked:
        tally.flush(hurry=hurry)
    patience = [query["sql"] for query in asked if "busy_timeout =" in query["sql"]]
    short = hurry and connection.vendor == "sqlite"
    assert patience == (["PRAGMA busy_timeout = 100", "PRAGMA busy_timeout = 5000"] if short else [])
    assert rows() == {("lukio", "fi"): (1, 0)}


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's test database is one connection's memory")
def test_two_processes_lose_no_count():
    """Each thread has a connection of its own, as processes have."""

    def worker():
        for _ in range(20):
            tally._write({(today(), "lukio", "fi"): [1, 0], (today(), "opintotuki", "fi"): [1, 1]}, hurry=True)
        connection.close()

    threads = [Thread(target=worker) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert rows() == {("lukio", "fi"): (80, 0), ("opintotuki", "fi"): (80, 80)}


# ------------------------------------------------------------------ the door in the wall of GET
def answer(view) -> HttpResponse:
    return ReadOnlyGetMiddleware(view)(RequestFactory().get("/palvelut/"))


@pytest.mark.django_db
def test_a_get_may_write_tallies_and_nothing_else():
    def counting(request):
        tally.count("lukio", "fi", 1)
        tally.flush()
        return HttpResponse("ok")

    def creeping(request):
        with door(tally.DOOR), connection.cursor() as cursor:
            cursor.execute('DELETE FROM "services_searchtally"')

    def without_door(request):
        SearchTally.objects.create(day=today(), term="lukio", language="fi", searches=1)

    assert answer(counting).content == b"ok"
    assert rows() == {("lukio", "fi"): (1, 0)}
    for view in (creeping, without_door):
        with pytest.raises(pytest.fail.Exception, match="GET /palvelut/ wrote to the database"):
            answer(view)


# ------------------------------------------------------------------ thirteen months
@pytest.mark.django_db
def test_tallies_older_than_thirteen_months_are_erased_and_a_second_run_finds_none(monkeypatch):
    monkeypatch.setattr("opinraitti.lib.calendar.now", lambda: datetime(2026, 3, 31, 12, tzinfo=HELSINKI))
    for day in (date(2025, 2, 27), date(2025, 2, 28), date(2026, 3, 31)):
        SearchTally.objects.create(day=day, term="lukio", language="fi", searches=1)
    for expected in ("Erased 1 row older than 2025-02-28.", "Erased 0 rows older than 2025-02-28."):
        told = StringIO()
        call_command("erase_old_tallies", stdout=told)
        assert told.getvalue().strip() == expected
    assert sorted(SearchTally.objects.values_list("day", flat=True)) == [date(2025, 2, 28), date(2026, 3, 31)]
