"""What waits for a person at the desk. Each source asks one small question and answers with a task or with nothing.

A later room adds its own source to `SOURCES`; the desk shows them in this order, those that are late first.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from post_office.models import STATUS, Email

from network.models import JoinRequest, Membership
from network.permissions import Permission
from network.reviewing.due import due_review
from opinraitti.lib import sealing


@dataclass(frozen=True)
class Task:
    """`text`: what to do; `note`: why or until when; `url`: where."""

    text: str
    url: str
    note: str = ""
    late: bool = False


@dataclass(frozen=True)
class Source:
    """Asked only of who holds one of the permissions."""

    permissions: tuple[Permission, ...]
    ask: Callable


def waiting_for(request) -> list[Task]:
    asked = [source for source in SOURCES if any(map(request.actor.may, source.permissions))]
    tasks = [task for source in asked if (task := source.ask(request))]
    return sorted(tasks, key=lambda task: not task.late)


def _join_requests(request) -> Task | None:
    count = JoinRequest.objects.waiting().filter(organisation=request.actor.organisation).count()
    if not count:
        return None
    text = ngettext("%(count)s liittymispyyntö odottaa vastaustasi", "%(count)s liittymispyyntöä odottaa vastaustasi", count)
    return Task(text % {"count": count}, reverse("members"))


def _empty_profile(request) -> Task | None:
    mine = Membership.objects.filter(pk__in=[row.pk for row in request.memberships], advises_on="").exists()
    if not mine:
        return None
    return Task(
        _("Kerro, missä asioissa autat"),
        reverse("profile"),
        _("Muut ohjaajat löytävät sinut Ihmiset-sivulta ja osaavat ohjata oikealle henkilölle."),
    )


def _review(request) -> Task | None:
    due = due_review(request.actor)
    if due is None:
        return None
    return Task(
        _("Tarkista, kenellä on pääsy organisaationne tietoihin"),
        reverse("access_review", args=[request.actor.organisation.slug]),
        _("Tarkistus tehdään puolen vuoden välein. Se oli määrä tehdä %(day)s.") % {"day": date_format(due, "SHORT_DATE_FORMAT")},
        late=True,
    )


def _failed_mail(request) -> Task | None:
    count = Email.objects.filter(status=STATUS.failed).count()
    if not count:
        return None
    text = ngettext("%(count)s viesti ei mennyt perille", "%(count)s viestiä ei mennyt perille", count)
    return Task(text % {"count": count}, reverse("sent_mail"), late=True)


def _unsealed_trace(request) -> Task | None:
    if not sealing.is_overdue(timezone.now()):
        return None
    note = _("Sinetti paljastaa, jos lokiin on koskettu. Pyydä ylläpitoa käynnistämään seal_audit.")
    return Task(_("Lokia ei ole sinetöity vuorokauteen"), reverse("trace"), note, late=True)


SOURCES = (
    Source((Permission.MANAGE_MEMBERS,), _join_requests),
    Source((Permission.REVIEW_ACCESS,), _review),
    Source((Permission.SEE_MAIL,), _failed_mail),
    Source((Permission.SEE_TRACE_ANYWHERE,), _unsealed_trace),
    Source((Permission.WORK,), _empty_profile),
)
