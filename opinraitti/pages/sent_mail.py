"""What the portal has sent and what has not gone: for the administrator, who can send it again."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count
from django.db.models.functions import TruncDate
from django.shortcuts import get_object_or_404, redirect, render
from django.template import TemplateDoesNotExist
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from post_office.models import STATUS, Email

from network.models import User
from network.permissions import Permission
from opinraitti.lib import mail, mail_queue, reads
from opinraitti.lib.access import requires
from opinraitti.lib.calendar import today
from opinraitti.lib.mail_queue import SERVER_FAULTS, Reason

A_PAGE, DAYS = 50, 14
LATE = timedelta(minutes=10)
PURPOSE = "mail"


@dataclass(frozen=True)
class Unsent:
    """A row of the page. `fault` is why the last try failed; None before the first."""

    mail: Email
    fault: Reason | None

    @property
    def title(self) -> str:
        try:
            return mail.title((self.mail.headers or {}).get(mail.TEMPLATE_HEADER, ""))
        except TemplateDoesNotExist:
            return self.mail.subject

    @property
    def has_failed(self) -> bool:
        return self.mail.status == STATUS.failed

    @property
    def may_be_sent_again(self) -> bool:
        return self.mail.status != STATUS.queued and self.fault != Reason.UNREADABLE

    @property
    def tries(self) -> int:
        return self.mail.number_of_retries or 0


@require_safe
@requires(Permission.SEE_MAIL)
def sent_mail(request):
    """`/viestit/`"""
    page = Paginator(mail_queue.unsent().prefetch_related("logs"), A_PAGE).get_page(request.GET.get("sivu"))
    rows = [_unsent(row) for row in page.object_list]
    receivers = User.objects.filter(email__in=[address for row in rows for address in row.mail.to])
    reads.note(request, [person.audit_name for person in receivers], PURPOSE)
    server_fault = next((row.fault for row in rows if row.fault in SERVER_FAULTS), None)
    context = {
        "rows": rows,
        "count": page.paginator.count,
        "pages": _pages(page),
        "server_fault": server_fault,
        "nobody_sends": not server_fault and _waits_too_long(),
        "days": _sent_by_day(),
    }
    return render(request, "sent_mail/list.html", context)


@require_POST
@requires(Permission.SEE_MAIL)
def send_again(request, pk: int):
    """`/viestit/<pk>/uudelleen/`"""
    row = get_object_or_404(Email, pk=pk)
    try:
        mail_queue.send_again(by=request.actor, mail=row)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Viesti lähtee hetken kuluttua."))
    return redirect("sent_mail")


def _unsent(row: Email) -> Unsent:
    latest = max(row.logs.all(), key=lambda log: log.pk, default=None)
    return Unsent(row, Reason(latest.message) if latest and latest.message in Reason.values else None)


def _waits_too_long() -> bool:
    """A mail that nobody has tried to send for long: the sender is not running."""
    return mail_queue.due().filter(last_updated__lt=timezone.now() - LATE).exists()


def _sent_by_day() -> list[dict]:
    """The last days, today first: how many mails went, and how long a bar is of the longest, in per cent."""
    days = [today() - timedelta(days=number) for number in range(DAYS)]
    sent = Email.objects.filter(status=STATUS.sent, last_updated__gte=timezone.now() - timedelta(days=DAYS + 1))
    by_day: dict[date, int] = Counter(
        dict(sent.annotate(day=TruncDate("last_updated")).order_by().values_list("day").annotate(Count("pk")))
    )
    most = max(by_day[day] for day in days)
    return [{"day": day, "count": by_day[day], "share": round(100 * by_day[day] / most)} for day in days] if most else []


def _pages(page) -> dict:
    def address(number: int) -> str:
        return f"{reverse('sent_mail')}?sivu={number}"

    return {
        "count": page.paginator.num_pages,
        "number": page.number,
        "previous": address(page.previous_page_number()) if page.has_previous() else "",
        "next": address(page.next_page_number()) if page.has_next() else "",
    }
