"""When a service must be looked at again: rules of time beside the database."""

from datetime import date, timedelta

RHYTHM_DAYS = 183


def overdue_before(day: date) -> date:
    """A service last checked before this date is overdue on `day` (six months)."""
    return day - timedelta(days=RHYTHM_DAYS)
