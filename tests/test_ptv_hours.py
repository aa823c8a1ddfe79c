"""Trap 6 of PTV: opening hours with spans, nights, seasons, exceptions and their older names."""

from datetime import date, datetime, time

import pytest

from opinraitti.lib.calendar import HELSINKI
from services.exchange.findings import Refused
from services.exchange.neutral import Hours
from services.exchange.ptv.v11.hours import hours
from services.hours import open_state
from tests.ptv_payloads import said


def row(kind="DaysOfTheWeek", *openings, **more) -> dict:
    return {"serviceHourType": kind, "openingHour": list(openings), "additionalInformation": []} | more


def opening(first, last, opens, closes) -> dict:
    return {"dayFrom": first, "dayTo": last, "from": opens, "to": closes}


def read(*rows) -> tuple[Hours, ...]:
    return hours({"serviceHours": list(rows)}, pytest.fail)


def weekdays(found) -> list[int]:
    return [one.weekday for one in found]


@pytest.mark.parametrize("last", ["", None])
def test_pitfall_6_without_a_last_day_it_is_one_day(last):
    (found,) = read(row("DaysOfTheWeek", opening("Tuesday", last, "9:00:00", "16:30:00")))
    assert (found.weekday, found.opens, found.closes) == (1, time(9), time(16, 30))


def test_pitfall_6_a_span_of_days_is_a_row_a_day_also_over_the_weekend():
    assert weekdays(read(row("DaysOfTheWeek", opening("Monday", "Friday", "08:00", "16:00")))) == [0, 1, 2, 3, 4]
    assert weekdays(read(row("DaysOfTheWeek", opening("Saturday", "Monday", "08:00", "16:00")))) == [5, 6, 0]


def test_pitfall_6_every_row_keeps_its_place():
    found = read(
        row("DaysOfTheWeek", opening("Monday", "", "08:00:00", "11:00:00"), opening("Monday", "", "12:00:00", "15:00:00")),
        row("DaysOfTheWeek", opening("Wednesday", "", "09:00:00", "15:00:00")),
    )
    assert [(one.weekday, one.opens.hour) for one in found] == [(0, 8), (0, 12), (2, 9)]


@pytest.mark.parametrize("kind", ["OverMidnight", "Special"])
def test_pitfall_6_a_night_closes_on_another_day(kind):
    (found,) = read(row(kind, opening("Friday", "Monday", "18:00:00", "06:00:00")))
    assert (found.weekday, found.closes_weekday) == (4, 0)


def test_pitfall_6_closing_at_midnight_or_later_is_the_next_day():
    found = read(
        row(
            "DaysOfTheWeek",
            opening("Sunday", "", "08:00:00", "00:00:00"),
            opening("Monday", "", "20:00", "02:00"),
            opening("Tuesday", "", "00:00", "24:00"),
        )
    )
    assert [(one.weekday, one.closes_weekday) for one in found] == [(6, 0), (0, 1), (1, 2)]


@pytest.mark.parametrize("kind", ["Exceptional", "Exception"])
def test_pitfall_6_an_exception_without_a_weekday_or_an_end_is_of_its_day(kind):
    (found,) = read(row(kind, opening(None, None, "06:00:00", "9:00:00"), validFrom="2017-02-27T00:00:00+02:00", validTo=None))
    assert (found.kind, found.date_from, found.date_to) == ("exception", date(2017, 2, 27), date(2017, 2, 27))
    assert (found.opens, found.closes, found.weekday) == (time(6), time(9), None)


def test_pitfall_6_closed_is_closed_and_not_hours_that_are_missing():
    (found,) = read(row("Exceptional", isClosed=True, validFrom="2026-12-24T00:00:00+02:00", validTo="2026-12-26T00:00:00+02:00"))
    assert (found.closed, found.date_from, found.date_to) == (True, date(2026, 12, 24), date(2026, 12, 26))


def test_closed_with_no_end_in_sight_stays_closed():
    rows = read(row("DaysOfTheWeek", isClosed=True, validFrom="2026-07-01T00:00:00+03:00"))
    assert open_state(rows, datetime(2026, 11, 24, 12, tzinfo=HELSINKI)).state == "closed"


def test_pitfall_6_a_week_closed_for_a_time_is_an_exception():
    (found,) = read(
        row("DaysOfTheWeek", isClosed=True, validFrom="2026-07-01T00:00:00+03:00", validTo="2026-07-31T00:00:00+03:00")
    )
    assert (found.kind, found.closed, found.date_to) == ("exception", True, date(2026, 7, 31))


def test_pitfall_6_an_exception_that_names_weekdays_holds_on_them_only():
    found = read(
        row(
            "Exceptional",
            opening("Monday", "Tuesday", "10:00", "12:00"),
            validFrom="2026-06-01T00:00:00+03:00",
            validTo="2026-06-07T00:00:00+03:00",
        )
    )
    assert [(one.date_from, one.date_to) for one in found] == [(date(2026, 6, day), date(2026, 6, day)) for day in (1, 2)]


@pytest.mark.parametrize("instant", ["2017-04-03T00:00:00+03:00", "2017-04-02T21:00:00Z", "2017-04-03T00:00:00", "2017-04-03"])
def test_pitfall_6_a_season_begins_on_the_finnish_day(instant):
    (found,) = read(row("Standard", opening("Monday", "", "08:00:00", "16:00:00"), validFrom=instant))
    assert (found.kind, found.date_from, found.date_to) == ("weekly", date(2017, 4, 3), None)


def test_pitfall_6_always_open_and_by_appointment_are_said():
    always, booked, times = read(
        row("DaysOfTheWeek", isAlwaysOpen=True),
        row("DaysOfTheWeek", isReservation=True),
        row("DaysOfTheWeek", opening("Monday", "", "08:00", "16:00"), isReservation=True),
    )
    assert (always.always_open, booked.by_appointment, booked.weekday) == (True, True, None)
    assert (times.by_appointment, times.weekday) == (True, 0)


def test_pitfall_6_the_note_of_hours_stays_with_them():
    (found,) = read(row("DaysOfTheWeek", additionalInformation=[said("Soita ensin."), said(None, "sv")]))
    assert found.note == {"fi": "Soita ensin."}


def test_hours_of_no_known_kind_or_without_times_are_told():
    told = []
    found = hours(
        {"serviceHours": [row("serviceHourType"), row("DaysOfTheWeek"), row("Exceptional", isClosed=True)]}, told.append
    )
    assert found == ()
    assert told == [
        "hours of an unknown kind were left out",
        "hours without days and times were left out",
        "exceptional hours without dates in order were left out",
    ]


@pytest.mark.parametrize("broken", [opening("Mánudagur", "", "08:00", "16:00"), opening("Monday", "", "8.30", "16:00")])
def test_hours_that_cannot_be_read_refuse_the_record(broken):
    with pytest.raises(Refused):
        read(row("DaysOfTheWeek", broken))


def test_imported_hours_say_whether_it_is_open():
    found = read(row("DaysOfTheWeek", opening("Monday", "Friday", "9:00:00", "15:00:00")))
    assert open_state(found, datetime(2026, 3, 3, 12, tzinfo=HELSINKI)).state == "open"
