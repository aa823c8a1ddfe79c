"""Days in Finland: public holidays by the almanac, and the two Sundays on which clocks are moved."""

from datetime import UTC, date, datetime, timedelta

import pytest

from opinraitti.lib import calendar
from opinraitti.lib.calendar import HELSINKI, public_holiday
from services.hours_text import holiday_name

ALMANAC = {
    2026: {
        (1, 1): "Uudenvuodenpäivä",
        (1, 6): "Loppiainen",
        (4, 3): "Pitkäperjantai",
        (4, 5): "Pääsiäispäivä",
        (4, 6): "Toinen pääsiäispäivä",
        (5, 1): "Vappu",
        (5, 14): "Helatorstai",
        (5, 24): "Helluntaipäivä",
        (6, 19): "Juhannusaatto",
        (6, 20): "Juhannuspäivä",
        (10, 31): "Pyhäinpäivä",
        (12, 6): "Itsenäisyyspäivä",
        (12, 24): "Jouluaatto",
        (12, 25): "Joulupäivä",
        (12, 26): "Tapaninpäivä",
    },
    2027: {
        (1, 1): "Uudenvuodenpäivä",
        (1, 6): "Loppiainen",
        (3, 26): "Pitkäperjantai",
        (3, 28): "Pääsiäispäivä",
        (3, 29): "Toinen pääsiäispäivä",
        (5, 1): "Vappu",
        (5, 6): "Helatorstai",
        (5, 16): "Helluntaipäivä",
        (6, 25): "Juhannusaatto",
        (6, 26): "Juhannuspäivä",
        (11, 6): "Pyhäinpäivä",
        (12, 6): "Itsenäisyyspäivä",
        (12, 24): "Jouluaatto",
        (12, 25): "Joulupäivä",
        (12, 26): "Tapaninpäivä",
    },
}


def days_of(year):
    return [date(year, 1, 1) + timedelta(days=n) for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]


@pytest.mark.parametrize("year", ALMANAC)
def test_public_holidays_are_those_of_the_almanac_and_no_others(year):
    found = {(day.month, day.day): public_holiday(day) for day in days_of(year) if public_holiday(day)}
    assert found == ALMANAC[year]


def test_every_holiday_has_a_form_for_use_inside_a_sentence():
    names = {public_holiday(day) for year in range(2024, 2041) for day in days_of(year)} - {""}
    assert len(names) == 15
    assert all(holiday_name(name) == name[0].lower() + name[1:] for name in names)


@pytest.mark.parametrize(
    ("utc", "local"),
    [
        ("2026-03-29T00:59", "2026-03-29T02:59+02:00"),
        ("2026-03-29T01:00", "2026-03-29T04:00+03:00"),
        ("2026-10-25T00:59", "2026-10-25T03:59+03:00"),
        ("2026-10-25T01:00", "2026-10-25T03:00+02:00"),
        ("2026-12-31T22:00", "2027-01-01T00:00+02:00"),
    ],
)
def test_now_and_today_follow_the_finnish_clock(utc, local, monkeypatch):
    moment = datetime.fromisoformat(utc).replace(tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    assert calendar.now().isoformat(timespec="minutes") == local
    assert calendar.now().tzinfo is HELSINKI
    assert calendar.today().isoformat() == local[:10]
