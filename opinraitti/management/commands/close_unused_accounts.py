"""`manage.py close_unused_accounts --write`: tells people of accounts nobody uses, and closes them a month later; daily."""

from collections import Counter

from django.core.management.base import BaseCommand
from django.utils import timezone

from network.members.closing_unused import Outcome, close, give_notice, to_be_closed, to_be_noticed
from opinraitti.lib.audit import SystemActor


class Command(BaseCommand):
    help = (
        "After 12 months without a sign-in the person is told by mail, and 30 days later the account is closed. An account "
        "on which an organisation or the portal depends stays, and the administrators are told. Without --write it only counts."
    )

    def add_arguments(self, parser):
        parser.add_argument("--write", action="store_true", help="send the mails and close the accounts")

    def handle(self, write, **options):
        moment, by = timezone.now(), SystemActor("close_unused_accounts")
        closing, noticed = list(to_be_closed(moment)), list(to_be_noticed(moment))
        if not write:
            self.stdout.write(f"Would tell {len(noticed)} and close {len(closing)}. Nothing was done: add --write.")
            return
        outcomes = Counter(close(by=by, user=user, moment=moment) for user in closing)
        told = sum(give_notice(by=by, user=user, moment=moment) for user in noticed)
        self.stdout.write(f"Told {told}, closed {outcomes[Outcome.CLOSED]}, kept {outcomes[Outcome.KEPT]}.")
