"""`manage.py seal_audit`: makes unalterable what has been added to the trace since the last time; hourly, or whenever."""

from django.core.management.base import BaseCommand, CommandError

from opinraitti.lib.sealing import Busy, seal
from opinraitti.lib.trace_digests import CHAINS, witness


class Command(BaseCommand):
    help = "Seals new audit events and read records; run again, it finds none. What it prints is worth keeping elsewhere."

    def handle(self, **options):
        busy = []
        for chain in CHAINS:
            try:
                count = 0
                for made in seal(chain):
                    count += 1
                    self.stdout.write(f"{witness(made)} over {made.count} rows ({made.first_id}–{made.last_id}) of {chain.table}")
                if not count:
                    self.stdout.write(f"{chain.name}: nothing new")
            except Busy as fault:
                busy.append(str(fault))
        if busy:
            raise CommandError(f"{' '.join(busy)} Nothing is lost: run this again when they have finished.")
