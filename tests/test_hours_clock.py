"""Opening hours when clocks are moved, and moments told in other timezones."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from services.hours import open_state
from tests.hours_rows import at, check, said, weekly

OFFICE = weekly("ma-pe 9-15")


@pytest.mark.parametrize(
    ("rows", "moment", "expected"),
    [
        # 29.3.: 03:00–04:00 does not exist.
        (weekly("la 22-6"), "28.3. 23", "open until 29.3. 06:00+0300"),
        (weekly("la 22-3:30"), "28.3. 23", "open until 29.3. 04:00+0300"),
        (weekly("su 3:30-6"), "29.3. 2", "closed until 29.3. 04:00+0300"),
        (weekly("su 3:10-3:40"), "29.3. 2", "closed until 12.4. 03:10+0300"),  # the next Sunday is Easter
        (weekly("su 0-3:30") + weekly("su 3:40-6"), "29.3. 2", "open until 29.3. 06:00+0300"),
        (weekly("su 9-15"), "28.3. 12", "closed until 29.3. 09:00+0300"),
        # 25.10.: 03:00–04:00 is there twice; the first is meant.
        (weekly("la 22-6"), "24.10. 23", "open until 25.10. 06:00"),
        (weekly("la 22-3:30"), "24.10. 23", "open until 25.10. 03:30+0300"),
        (weekly("su 3:30-6"), "25.10. 2", "closed until 25.10. 03:30+0300"),
        (weekly("su 9-15"), "24.10. 12", "closed until 25.10. 09:00"),
    ],
)
def test_summer_time_comes_and_goes(rows, moment, expected):
    check(rows, moment, expected)


@pytest.mark.parametrize(
    ("utc", "expected"),
    [
        ("2026-10-25 00:29", "open until 25.10. 03:30+0300"),
        ("2026-10-25 00:30", "closed until 7.11. 22:00"),  # the next Saturday is All Saints' Day
        ("2026-10-25 01:15", "closed until 7.11. 22:00"),  # 03:15 for the second time
    ],
)
def test_the_repeated_hour_does_not_open_again(utc, expected):
    assert said(weekly("la 22-3:30"), datetime.fromisoformat(utc).replace(tzinfo=UTC)) == expected


def test_nights_over_both_changes_last_as_long_as_they_really_do():
    spring = open_state(weekly("la 22-6"), at("28.3. 22"))
    autumn = open_state(weekly("la 22-6"), at("24.10. 22"))
    lengths = [state.closes_at.astimezone(UTC) - state.at.astimezone(UTC) for state in (spring, autumn)]
    assert lengths == [timedelta(hours=7), timedelta(hours=9)]


@pytest.mark.parametrize("zone", [UTC, ZoneInfo("America/New_York"), ZoneInfo("Asia/Tokyo"), timezone(timedelta(hours=-11))])
def test_the_moment_may_come_from_any_timezone(zone):
    state = open_state(OFFICE, at("2.3. 9:30").astimezone(zone))
    assert state == open_state(OFFICE, at("2.3. 9:30"))
    assert (state.closes_at.hour, str(state.closes_at.tzinfo)) == (15, "Europe/Helsinki")


def test_a_moment_without_a_timezone_is_refused():
    with pytest.raises(ValueError, match="timezone"):
        open_state(OFFICE, datetime(2026, 3, 2, 10))
