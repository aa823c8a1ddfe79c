"""Opening hours as sentences and rows, in Finnish and in the clock and dates of the other languages."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from services.exchange.neutral import Hours
from services.hours import coming_exceptions, open_state, regular_week, week
from services.hours_text import clock, dated_row, day_and_month, day_text, period_row, week_rows
from tests.hours_rows import at, exception, weekly

MONDAY = date(2026, 3, 2)
OFFICE = weekly("ma-pe 9-15")
BOOKING = [Hours(by_appointment=True)]


@pytest.mark.parametrize(
    ("rows", "moment", "sentence"),
    [
        (OFFICE, "2.3. 10", "Auki nyt, sulkeutuu klo 15.00"),
        (weekly("ma 9-15:05"), "2.3. 10", "Auki nyt, sulkeutuu klo 15.05"),
        (weekly("ma 18-24"), "2.3. 20", "Auki nyt, sulkeutuu klo 24.00"),
        (weekly("ma 18-2"), "2.3. 20", "Auki nyt, sulkeutuu huomenna klo 2.00"),
        (weekly("ma 18-2"), "3.3. 1", "Auki nyt, sulkeutuu klo 2.00"),
        (weekly("pe 18-ma 6"), "6.3. 20", "Auki nyt, sulkeutuu maanantaina klo 6.00"),
        (weekly("pe 18-ma 0"), "6.3. 20", "Auki nyt, sulkeutuu sunnuntaina klo 24.00"),
        ([Hours(always_open=True)], "2.3. 10", "Auki aina"),
        (OFFICE, "2.3. 7", "Suljettu nyt, aukeaa tänään klo 9.00"),
        (weekly("ma 12-15"), "2.3. 10", "Suljettu nyt, aukeaa tänään klo 12.00"),
        (OFFICE, "2.3. 16", "Suljettu nyt, aukeaa huomenna klo 9.00"),
        (OFFICE, "31.3. 23:59", "Suljettu nyt, aukeaa huomenna klo 9.00"),
        (OFFICE, "7.3. 10", "Suljettu nyt, aukeaa maanantaina klo 9.00"),
        (weekly("su 9-15"), "2.3. 10", "Suljettu nyt, aukeaa sunnuntaina klo 9.00"),
        (weekly("ma 9-15"), "2.3. 16", "Suljettu nyt, aukeaa 9.3. klo 9.00"),
        (OFFICE + exception("22.12.-31.12.", closed=True), "22.12. 10", "Suljettu nyt, aukeaa 4.1. klo 9.00"),
        ([Hours(closed=True)], "2.3. 10", "Suljettu nyt"),
        (OFFICE, "6.1. 10", "Suljettu tänään: loppiainen, aukeaa huomenna klo 9.00"),
        (OFFICE, "24.12. 10", "Suljettu tänään: jouluaatto, aukeaa maanantaina klo 9.00"),
        ([Hours(closed=True)], "6.12. 10", "Suljettu tänään: itsenäisyyspäivä"),
        (BOOKING, "2.3. 10", "Ajanvarauksella"),
        (BOOKING + OFFICE, "2.3. 16", "Nyt ajanvarauksella, ilman ajanvarausta huomenna klo 9.00 alkaen"),
        ([], "2.3. 10", ""),
    ],
)
def test_a_state_is_one_finnish_sentence(rows, moment, sentence):
    assert open_state(rows, at(moment)).text == sentence


@pytest.mark.parametrize(
    ("weekday", "name"),
    list(enumerate(["maanantaina", "tiistaina", "keskiviikkona", "torstaina", "perjantaina", "lauantaina", "sunnuntaina"])),
)
def test_weekdays_stand_in_the_right_case(weekday, name):
    moment = at("7.9. 12") + timedelta(days=weekday - 3)
    assert open_state([Hours(weekday=weekday, opens=at("1.1. 9").time(), closes=at("1.1. 10").time())], moment).text == (
        f"Suljettu nyt, aukeaa {name} klo 9.00"
    )


@pytest.mark.parametrize(
    ("language", "time", "day"),
    [("fi", "9.05", "7.1."), ("fi-simple", "9.05", "7.1."), ("sv", "9.05", "7.1"), ("en", "9:05", "7 January")],
)
def test_clock_and_date_follow_the_language(language, time, day):
    with override(language):
        assert (clock(at("7.1. 9:05")), day_and_month(date(2026, 1, 7))) == (time, day)


def test_a_state_speaks_the_language_of_the_moment_it_is_shown():
    state = open_state(weekly("ma 18-24"), at("2.3. 20"))
    with override("en"):
        assert state.text.endswith("24:00")
    assert state.text.endswith("24.00")


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (OFFICE, "9.00–15.00"),
        (weekly("ma 9-12") + weekly("ma 13-15:30"), "9.00–12.00, 13.00–15.30"),
        (weekly("ma 18-24"), "18.00–24.00"),
        (weekly("ma 22-6"), "22.00–6.00"),
        (weekly("ma 9-9"), "9.00–9.00"),
        ([Hours(always_open=True)], "Auki ympäri vuorokauden"),
        (weekly("ti 9-15"), "Suljettu"),
        (BOOKING, "Ajanvarauksella"),
        (weekly("ma 9-15", by_appointment=True), "Ajanvarauksella 9.00–15.00"),
        (BOOKING + OFFICE, "9.00–15.00, muuten ajanvarauksella"),
        (weekly("ma 9-12") + weekly("ma 12-15", by_appointment=True), "9.00–12.00, ajanvarauksella 12.00–15.00"),
        ([], "Ajat eivät ole tiedossa"),
    ],
)
def test_a_day_in_words(rows, text):
    assert day_text(week(rows, MONDAY)[0]) == text


def table(rows):
    return [(row.days, row.text, str(row.note)) for row in week_rows(regular_week(rows, MONDAY))]


def test_equal_days_are_joined_into_ranges():
    assert table(OFFICE) == [("ma–pe", "9.00–15.00", ""), ("la–su", "Suljettu", "")]
    rows = weekly("ma-ke 9-15") + weekly("to 12-18") + weekly("pe 9-15") + weekly("su 12-14")
    assert [row[:2] for row in table(rows)] == [
        ("ma–ke, pe", "9.00–15.00"),
        ("to", "12.00–18.00"),
        ("la", "Suljettu"),
        ("su", "12.00–14.00"),
    ]
    assert table([Hours(always_open=True)]) == [("ma–su", "Auki ympäri vuorokauden", "")]


def test_a_week_of_nothing_but_appointments_names_no_day():
    assert table(BOOKING) == [("", "Ajanvarauksella", "")]
    assert table(BOOKING + weekly("ti 9-15")) == [
        ("ma, ke–su", "Ajanvarauksella", ""),
        ("ti", "9.00–15.00, muuten ajanvarauksella", ""),
    ]


def test_a_note_keeps_its_days_apart():
    rows = weekly("ma-to 9-15") + weekly("pe 9-15", note={"fi": "Vain puhelimitse"})
    assert [row for row in table(rows) if row[0] != "la–su"] == [
        ("ma–to", "9.00–15.00", ""),
        ("pe", "9.00–15.00", "Vain puhelimitse"),
    ]


def test_nothing_told_gives_no_table_but_a_note_alone_does():
    assert table([]) == []
    assert table([Hours(weekday=0)]) == []
    assert table([Hours(note={"fi": "Katso ajat sivulta"})]) == [("ma–su", "Ajat eivät ole tiedossa", "Katso ajat sivulta")]


@pytest.mark.parametrize(
    ("rows", "date_text", "text"),
    [
        (exception("3.3.", closed=True), "ti 3.3.", "Suljettu"),
        (exception("3.3.", "10-12"), "ti 3.3.", "10.00–12.00"),
        (exception("2.4.-6.4.", closed=True), "2.4.–6.4.", "Suljettu"),
        (exception("3.4.", closed=True), "pe 3.4.", "Suljettu: pitkäperjantai"),
        (exception("3.4.", "9-12"), "pe 3.4.", "9.00–12.00"),
        (exception("3.3.-31.12.2099", closed=True), "3.3. alkaen", "Suljettu"),
    ],
)
def test_an_exceptional_period_in_words(rows, date_text, text):
    row = period_row(coming_exceptions(OFFICE + rows, MONDAY)[0])
    assert (row.date, row.text) == (date_text, text)


def test_a_holiday_in_words():
    row = dated_row(week(OFFICE, date(2026, 5, 14))[0])
    assert (row.date, row.text) == ("to 14.5.", "Suljettu: helatorstai")
