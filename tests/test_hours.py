"""Open or closed at a moment: one line a case. March 2, 2026 is a Monday."""

from datetime import datetime, time, timedelta

import pytest

from services.exchange.neutral import Hours
from services.hours import open_state
from tests.hours_rows import at, check, exception, weekly

ALWAYS = [Hours(always_open=True)]
BOOKING = [Hours(by_appointment=True)]
OFFICE = weekly("ma-pe 9-15")
NIGHT = weekly("pe 22-4")
WEEKEND = weekly("pe 18-ma 6")
SUMMER = {"date_from": at("1.6. 0").date(), "date_to": at("31.8. 0").date()}


@pytest.mark.parametrize(
    ("rows", "moment", "expected"),
    [
        ([], "2.3. 10", "unknown"),
        (OFFICE, "2.3. 8:59", "closed until 2.3. 09:00"),
        (OFFICE, "2.3. 9", "open until 2.3. 15:00"),
        (OFFICE, "2.3. 14:59", "open until 2.3. 15:00"),
        (OFFICE, "2.3. 15", "closed until 3.3. 09:00"),
        (OFFICE, "6.3. 15", "closed until 9.3. 09:00"),
        (OFFICE, "8.3. 12", "closed until 9.3. 09:00"),
        (ALWAYS, "8.3. 3", "always"),
        (ALWAYS, "25.12. 3", "always"),
        (ALWAYS + OFFICE, "2.3. 20", "always"),
        ([Hours(weekday=2, always_open=True)], "4.3. 3", "open until 5.3. 00:00"),
        (weekly("ma-su 0-0"), "8.3. 3", "open until 3.4. 00:00+0300"),
        ([Hours(note={"fi": "Katso ajat sivulta"})], "2.3. 10", "unknown"),
        ([Hours(weekday=6, closed=True), *OFFICE], "8.3. 12", "closed until 9.3. 09:00"),
        ([Hours(closed=True)], "2.3. 10", "closed"),
        ([Hours(weekday=0, closed=True), *OFFICE], "2.3. 10", "closed until 3.3. 09:00"),
    ],
)
def test_weekly_hours(rows, moment, expected):
    check(rows, moment, expected)


@pytest.mark.parametrize(
    ("rows", "moment", "expected"),
    [
        (NIGHT, "6.3. 21:59", "closed until 6.3. 22:00"),
        (NIGHT, "6.3. 23", "open until 7.3. 04:00"),
        (NIGHT, "7.3. 3:59", "open until 7.3. 04:00"),
        (NIGHT, "7.3. 4", "closed until 13.3. 22:00"),
        (weekly("pe 22-la 4"), "7.3. 3:59", "open until 7.3. 04:00"),
        (weekly("su 22-4"), "9.3. 1", "open until 9.3. 04:00"),
        (weekly("ma 18-24"), "2.3. 23:59", "open until 3.3. 00:00"),
        (weekly("ma 18-23:59"), "2.3. 23:59", "open until 3.3. 00:00"),
        (weekly("ma 0-24"), "2.3. 0", "open until 3.3. 00:00"),
        (weekly("ma 9-9"), "3.3. 8:59", "open until 3.3. 09:00"),
        (weekly("ma-to 22-6"), "3.3. 6", "closed until 3.3. 22:00"),
        (WEEKEND, "6.3. 17:59", "closed until 6.3. 18:00"),
        (WEEKEND, "6.3. 18", "open until 9.3. 06:00"),
        (WEEKEND, "8.3. 12", "open until 9.3. 06:00"),
        (WEEKEND, "9.3. 5:59", "open until 9.3. 06:00"),
        (weekly("pe 18-su 0"), "8.3. 0", "closed until 13.3. 18:00"),
        (weekly("pe 12-la 16") + exception("7.3.", closed=True), "6.3. 13", "open until 7.3. 00:00"),
        (WEEKEND, "9.3. 6", "closed until 13.3. 18:00"),
        (weekly("ma 8-su 23:59"), "8.3. 23:59", "open until 9.3. 00:00"),
        (weekly("to 8-ti 8"), "10.3. 7", "open until 10.3. 08:00"),
    ],
)
def test_hours_over_midnight_and_over_several_days(rows, moment, expected):
    check(rows, moment, expected)


@pytest.mark.parametrize(
    ("text", "moment", "expected"),
    [
        ("ma 9-12|ma 13-15", "2.3. 12", "closed until 2.3. 13:00"),
        ("ma 9-12|ma 13-15", "2.3. 10", "open until 2.3. 12:00"),
        ("ma 9-12|ma 12-15", "2.3. 10", "open until 2.3. 15:00"),
        ("ma 9-13|ma 12-15", "2.3. 10", "open until 2.3. 15:00"),
        ("ma 9-15|ma 10-11", "2.3. 10", "open until 2.3. 15:00"),
        ("ma 18-24|ti 0-4", "2.3. 19", "open until 3.3. 04:00"),
        ("ma 22-6|ti 5-10", "3.3. 5:30", "open until 3.3. 10:00"),
        ("ma 20-8|ti 6-7", "2.3. 21", "open until 3.3. 08:00"),
        ("ma 22-6|ti 6-22|ti 22-3", "2.3. 22", "open until 4.3. 03:00"),
    ],
)
def test_overlapping_and_adjacent_rows_are_one(text, moment, expected):
    check([row for one in text.split("|") for row in weekly(one)], moment, expected)


@pytest.mark.parametrize(
    ("rows", "moment", "expected"),
    [
        (OFFICE + exception("3.3.", closed=True), "3.3. 10", "closed until 4.3. 09:00"),
        (OFFICE + exception("3.3.", closed=True), "2.3. 16", "closed until 4.3. 09:00"),
        (OFFICE + exception("3.3.", "12-18"), "3.3. 10", "closed until 3.3. 12:00"),
        (OFFICE + exception("3.3.", "12-18"), "3.3. 17", "open until 3.3. 18:00"),
        (OFFICE + exception("3.3.", "9-11") + exception("3.3.", "16-17"), "3.3. 12", "closed until 3.3. 16:00"),
        (OFFICE + exception("3.3.", "20-2"), "4.3. 1", "open until 4.3. 02:00"),
        (OFFICE + exception("7.3.", "10-14"), "7.3. 10", "open until 7.3. 14:00"),
        (OFFICE + exception("7.3.", always_open=True), "7.3. 10", "open until 8.3. 00:00"),
        (OFFICE + exception("3.3.-6.3.", closed=True), "2.3. 16", "closed until 9.3. 09:00"),
        (OFFICE + exception("3.3.", by_appointment=True), "3.3. 10", "appointment until 4.3. 09:00"),
        (OFFICE + exception("3.3.", note={"fi": "Vain puhelimitse"}), "3.3. 10", "open until 3.3. 15:00"),
        (ALWAYS + exception("3.3.", closed=True), "2.3. 10", "open until 3.3. 00:00"),
        (ALWAYS + exception("3.3.", closed=True), "3.3. 10", "closed until 4.3. 00:00"),
        (ALWAYS + exception("3.6.", closed=True), "2.3. 10", "always"),
        (exception("3.3.", "9-12"), "2.3. 10", "unknown"),
        (exception("3.3.", "9-12"), "3.3. 13", "closed"),
        (exception("3.3.", closed=True), "3.3. 13", "closed"),
        (exception("3.3.", "22-4"), "4.3. 1", "open until 4.3. 04:00"),
        (exception("3.3.", "22-4"), "4.3. 5", "unknown"),
        ([Hours(kind="exception", closed=True)], "3.3. 10", "unknown"),
    ],
)
def test_exceptions_win_over_weekly_hours(rows, moment, expected):
    check(rows, moment, expected)


@pytest.mark.parametrize(
    ("rows", "moment", "expected"),
    [
        # A night that began yesterday runs to its end; the evening of the exceptional day does not come.
        (weekly("pe-la 22-4") + exception("7.3.", closed=True), "7.3. 3", "open until 7.3. 04:00"),
        (weekly("pe-la 22-4") + exception("7.3.", closed=True), "7.3. 23", "closed until 13.3. 22:00"),
        (weekly("pe-la 22-4") + exception("7.3.", closed=True), "8.3. 1", "closed until 13.3. 22:00"),
        (NIGHT + exception("7.3.", "12-16"), "7.3. 3", "open until 7.3. 04:00"),
        (NIGHT + exception("7.3.", "12-16"), "7.3. 5", "closed until 7.3. 12:00"),
        (NIGHT + exception("7.3.", "4-16"), "7.3. 3", "open until 7.3. 16:00"),
        (NIGHT + exception("6.3.", "20-23"), "7.3. 1", "closed until 13.3. 22:00"),
        # A span of several days is judged day by day.
        (WEEKEND + exception("7.3.", closed=True), "6.3. 20", "open until 7.3. 00:00"),
        (WEEKEND + exception("7.3.", closed=True), "7.3. 12", "closed until 8.3. 00:00"),
        (WEEKEND + exception("7.3.", closed=True), "8.3. 12", "open until 9.3. 06:00"),
        (WEEKEND + exception("9.3.", closed=True), "8.3. 12", "open until 9.3. 00:00"),
        # An exception of several days in one span, as PTV tells it.
        (OFFICE + exception("5.3.-8.3.", "12-10", closes_weekday=6), "5.3. 10", "closed until 5.3. 12:00"),
        (OFFICE + exception("5.3.-8.3.", "12-10", closes_weekday=6), "6.3. 8", "open until 8.3. 10:00"),
        (OFFICE + exception("5.3.-8.3.", "12-10", closes_weekday=6), "8.3. 12", "closed until 9.3. 09:00"),
        # Nights of a period, and one weekday of a period.
        (OFFICE + exception("5.3.-6.3.", "22-4"), "7.3. 3", "open until 7.3. 04:00"),
        (OFFICE + exception("2.3.-31.3.", "10-12", weekday=1), "2.3. 12:30", "open until 2.3. 15:00"),
        (OFFICE + exception("2.3.-31.3.", "10-12", weekday=1), "3.3. 12:30", "closed until 4.3. 09:00"),
    ],
)
def test_exceptions_and_spans_that_began_before(rows, moment, expected):
    check(rows, moment, expected)


@pytest.mark.parametrize(
    ("rows", "moment", "expected"),
    [
        (exception("1.7.-31.7.", closed=True) + exception("15.7.", "10-12"), "15.7. 11", "open until 15.7. 12:00+0300"),
        (exception("1.6.-31.8.", "10-14") + exception("23.6.", closed=True), "23.6. 11", "closed until 24.6. 10:00+0300"),
        (exception("3.3.", "10-14") + exception("3.3.", closed=True), "3.3. 11", "closed until 4.3. 09:00"),
    ],
)
def test_among_exceptions_the_shortest_wins_and_closed_beats_times(rows, moment, expected):
    check(OFFICE + rows, moment, expected)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("29.5. 12", "closed until 1.6. 10:00+0300"),
        ("1.4. 12", "closed"),  # 61 days before
        ("2.4. 12", "closed until 1.6. 10:00+0300"),  # 60 days before
        ("1.6. 12", "open until 1.6. 14:00+0300"),
        ("31.8. 12", "open until 31.8. 14:00+0300"),
        ("31.8. 15", "closed"),
        ("1.9. 12", "closed"),
    ],
)
def test_seasons_bound_weekly_hours(moment, expected):
    check(weekly("ma-pe 10-14", **SUMMER), moment, expected)


def test_a_season_gives_way_to_the_next():
    rows = weekly("ma-pe 10-14", **SUMMER) + weekly("ma-pe 8-16", date_from=at("1.9. 0").date())
    check(rows, "31.8. 15", "closed until 1.9. 08:00+0300")


def test_the_last_night_of_a_season_runs_to_its_end_but_a_long_span_ends_with_it():
    until_saturday = {"date_to": at("7.3. 0").date()}
    check(weekly("la 22-4", **until_saturday), "8.3. 3", "open until 8.3. 04:00")
    check(weekly("pe 18-ma 6", **until_saturday), "7.3. 12", "open until 8.3. 00:00")


def test_a_closed_season_beats_the_usual_hours():
    rows = [*OFFICE, Hours(closed=True, **SUMMER)]
    check(rows, "3.6. 10", "closed")
    check(rows, "28.8. 10", "closed until 1.9. 09:00+0300")


@pytest.mark.parametrize(
    ("rows", "moment", "expected", "kept"),
    [
        (OFFICE, "6.1. 10", "closed until 7.1. 09:00 Loppiainen", "open until 6.1. 15:00"),
        (OFFICE, "5.1. 16", "closed until 7.1. 09:00", "closed until 6.1. 09:00"),
        (OFFICE, "6.12. 10", "closed until 7.12. 09:00 Itsenäisyyspäivä", "closed until 7.12. 09:00"),
        (OFFICE, "24.12. 10", "closed until 28.12. 09:00 Jouluaatto", "open until 24.12. 15:00"),
        (weekly("to 22-4"), "3.4. 1", "open until 3.4. 04:00+0300", "open until 3.4. 04:00+0300"),
        (weekly("to-pe 22-4"), "3.4. 23", "closed until 9.4. 22:00+0300 Pitkäperjantai", "open until 4.4. 04:00+0300"),
        (WEEKEND, "5.4. 12", "closed until 10.4. 18:00+0300 Pääsiäispäivä", "open until 6.4. 06:00+0300"),
        (ALWAYS, "25.12. 10", "always", "always"),
        (OFFICE + exception("24.12.", "9-12"), "24.12. 8", "closed until 24.12. 09:00", "closed until 24.12. 09:00"),
        (OFFICE + exception("24.12.", "9-12"), "24.12. 13", "closed until 28.12. 09:00", "closed until 25.12. 09:00"),
        (
            OFFICE + exception("24.12.", closed=True),
            "24.12. 13",
            "closed until 28.12. 09:00 Jouluaatto",
            "closed until 25.12. 09:00 Jouluaatto",
        ),
        (BOOKING, "25.12. 10", "closed Joulupäivä", "appointment"),
    ],
)
def test_public_holidays(rows, moment, expected, kept):
    check(rows, moment, expected)
    check(rows, moment, kept, open_on_holidays=True)


@pytest.mark.parametrize(
    ("rows", "moment", "expected"),
    [
        (BOOKING, "2.3. 3", "appointment"),
        (BOOKING + OFFICE, "2.3. 10", "open until 2.3. 15:00"),
        (BOOKING + OFFICE, "2.3. 16", "appointment until 3.3. 09:00"),
        (weekly("ma-pe 9-15", by_appointment=True), "2.3. 10", "appointment"),
        (weekly("ma-pe 9-15", by_appointment=True), "8.3. 10", "appointment"),
        (weekly("ma 9-15", by_appointment=True), "3.3. 10", "appointment"),
        (weekly("ma 9-15", by_appointment=True) + weekly("to 9-12"), "3.3. 10", "closed until 5.3. 09:00"),
        (weekly("ma 9-15", by_appointment=True) + weekly("ma 9-12"), "2.3. 13", "appointment until 9.3. 09:00"),
        (weekly("ma 9-15", by_appointment=True) + exception("3.3.", closed=True), "3.3. 10", "closed"),
        ([Hours(always_open=True, by_appointment=True)], "2.3. 10", "appointment"),
    ],
)
def test_by_appointment_is_not_closed(rows, moment, expected):
    check(rows, moment, expected)


@pytest.mark.parametrize(
    "row",
    [
        Hours(opens=time(9), closes=time(15)),
        Hours(weekday=0, opens=time(9)),
        Hours(weekday=0, closes_weekday=0, opens=time(22), closes=time(4)),
        Hours(kind="exception", date_from=at("1.1. 0").date(), date_to=datetime.max.date(), closed=True),
        Hours(kind="exception", date_from=at("3.3. 0").date(), date_to=at("1.3. 0").date(), opens=time(9), closes=time(9)),
    ],
)
def test_odd_rows_from_a_source_break_nothing(row):
    for hour in range(0, 168, 5):
        assert open_state([row, *OFFICE], at("2.3. 0") + timedelta(hours=hour)).text


def test_todays_note_comes_along():
    rows = [*weekly("ma 9-15", note={"fi": "Soita ovikelloa"}), *weekly("ma 12-13", note={"fi": "Vain kassa"})]
    assert str(open_state(rows, at("2.3. 10")).note) == "Soita ovikelloa, Vain kassa"
    assert open_state(rows, at("3.3. 10")).note == ""
    rows += exception("2.3.", closed=True, note={"fi": "Koulutuspäivä", "sv": "Utbildning"})
    assert open_state(rows, at("2.3. 10")).note == {"fi": "Koulutuspäivä", "sv": "Utbildning"}
