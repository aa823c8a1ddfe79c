"""`manage.py erase_old_mail`: who has been sent what is forgotten after a month; daily, or whenever."""

from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone
from post_office.models import STATUS, Email

SENT_DAYS, FAILED_DAYS = 30, 90


class Command(BaseCommand):
    help = "Erases mails sent a month ago and those that failed three months ago; run again, it finds none."

    def handle(self, **options):
        now = timezone.now()
        sent = Email.objects.filter(status=STATUS.sent, last_updated__lt=now - timedelta(days=SENT_DAYS))
        failed = Email.objects.filter(status=STATUS.failed, last_updated__lt=now - timedelta(days=FAILED_DAYS))
        erased = [queryset.delete()[1].get("post_office.Email", 0) for queryset in (sent, failed)]
        self.stdout.write(f"Erased {erased[0]} sent and {erased[1]} failed.")
