"""What waits for a person at the desk. Each source asks one small question and answers with a task or with nothing.

A later room adds its own source to `SOURCES`; the desk shows them in this order, those that are late first.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network.models import JoinRequest, Membership
from network.permissions import Permission


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


SOURCES: tuple[Source, ...] = ()
