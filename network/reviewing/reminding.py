"""Reminding of reviews that are due: a mail to those who decide, once a week until the review is done."""

from datetime import date, timedelta

from django.db import transaction

from network.members import letters
from network.models import Organisation, ReviewReminder
from network.reviewing.due import reviews_due
from opinraitti.lib import audit

WEEK = timedelta(days=7)


@transaction.atomic
def remind(*, by, organisation: Organisation, day: date) -> int:
    """Returns how many mails go out: none when the review has been done by now or somebody was reminded within the week."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    is_due = reviews_due(day).filter(pk=organisation.pk).exists()
    if not is_due or organisation.review_reminders.filter(sent_on__gt=day - WEEK).exists():
        return 0
    receivers = list(letters.leads_of(organisation))
    for lead in receivers:
        letters.write(lead, "access_review_due", organisation, "access_review", slug=organisation.slug)
    ReviewReminder.objects.create(organisation=organisation, sent_on=day)
    details = {"mails": len(receivers)}
    audit.record(by=by, action="access_review.reminded", subject=organisation, details=details, organisation=organisation)
    return len(receivers)
