"""`manage.py erase_old_tallies`: search tallies older than thirteen months go; daily, or whenever."""

from calendar import monthrange
from datetime import date

from django.core.management.base import BaseCommand

from opinraitti.lib.calendar import today
from services.models import SearchTally

KEPT_MONTHS = 13


def first_kept(day: date) -> date:
    """The same day thirteen months earlier, or the last of a shorter month."""
    months = day.year * 12 + day.month - 1 - KEPT_MONTHS
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


class Command(BaseCommand):
    help = "Erases search tallies older than thirteen months; run again, it finds none."

    def handle(self, **options):
        limit = first_kept(today())
        erased, _ = SearchTally.objects.filter(day__lt=limit).delete()
        self.stdout.write(f"Erased {erased} {'row' if erased == 1 else 'rows'} older than {limit}.")
