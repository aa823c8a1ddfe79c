"""Days in Finland: local time and the days on which offices are closed."""

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays
from django.utils import timezone

HELSINKI = ZoneInfo("Europe/Helsinki")


def now() -> datetime:
    """This moment on a Finnish clock."""
    return timezone.now().astimezone(HELSINKI)


def today() -> date:
    return now().date()


@lru_cache(maxsize=8)
def _holidays_of(year: int) -> dict[date, str]:
    return dict(holidays.country_holidays("FI", years=year, language="fi"))


def public_holiday(day: date) -> str:
    """The Finnish name of the public holiday (eves on which offices are closed included), or ""."""
    return _holidays_of(day.year).get(day, "")
