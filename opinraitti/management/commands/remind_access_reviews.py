"""`manage.py remind_access_reviews`: mails to leads whose review of access rights is due; daily, or whenever."""

from django.core.management.base import BaseCommand

from network.reviewing.due import reviews_due
from network.reviewing.reminding import remind
from opinraitti.lib.audit import SystemActor
from opinraitti.lib.calendar import today


class Command(BaseCommand):
    help = "Reminds of due reviews of access rights, at most once a week an organisation; run again, it reminds nobody."

    def handle(self, **options):
        day, by = today(), SystemActor("remind_access_reviews")
        due = list(reviews_due(day))
        sent = [remind(by=by, organisation=organisation, day=day) for organisation in due]
        reminded = sum(1 for mails in sent if mails)
        self.stdout.write(f"Due: {len(due)}. Reminded now: {reminded}, in {sum(sent)} mails.")
