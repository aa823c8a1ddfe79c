"""`manage.py seed_demo`: the Kainuu demo network, once."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from opinraitti.demo.seeding import is_seeded, seed
from opinraitti.lib.audit import SystemActor


class Command(BaseCommand):
    help = "Adds the Kainuu demo network to an empty directory; run again, it changes nothing."

    def handle(self, **options):
        if settings.PRODUCTION:
            raise CommandError("Demo data never goes to production. Use OPINRAITTI_ENV=demo with a database of its own.")
        if is_seeded():
            self.stdout.write("The demo network is already there; what you have changed stays as it is.")
            return
        report = seed(by=SystemActor("seed_demo"))
        self.stdout.write(f"The demo network is ready: {report.summary()}")
