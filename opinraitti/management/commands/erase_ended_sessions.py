"""`manage.py erase_ended_sessions`: forgets the devices of sessions that have ended, and forms nobody came back for."""

from django.core.management.base import BaseCommand

from network.accounts import parked, sessions


class Command(BaseCommand):
    help = "Erases ended sessions with their devices, and parked forms older than a day. Daily; twice does no harm."

    def handle(self, *args, **options):
        devices, forms = sessions.erase_ended(), parked.erase_old()
        self.stdout.write(f"Erased {devices} ended sessions and {forms} forms that were left.")
