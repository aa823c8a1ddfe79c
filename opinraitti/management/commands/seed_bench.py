"""`manage.py seed_bench N`: N made-up services to measure with, the same every time."""

from time import monotonic

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from opinraitti.demo.bench_seeding import counted, organisation_count, seed

MOST = 1_000_000


class Command(BaseCommand):
    help = "Replaces the made-up services of measuring by N of them, with their search index; in a demo only."

    def add_arguments(self, parser):
        parser.add_argument("size", type=int, metavar="N", help=f"how many services, 1–{MOST}")

    def handle(self, *, size, **options):
        if not settings.DEMO:
            raise CommandError("Made-up services are for measuring only. Use OPINRAITTI_ENV=demo with a database of its own.")
        if not 1 <= size <= MOST:
            raise CommandError(f"N must be between 1 and {MOST}, not {size}.")
        self.began = monotonic()
        seed(size, self.progress)
        words = ", ".join(f"“{word}” in {count} ({count / size:.1%})" for word, count in counted().items())
        self.stdout.write(f"{size} services of {organisation_count(size)} organisations are ready: {words}.")

    def progress(self, what: str, done: int, size: int) -> None:
        self.stdout.write(f"{what}: {done} of {size}, {monotonic() - self.began:.0f} s")
