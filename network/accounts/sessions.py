"""On which devices a person is signed in, and ending those sessions.

A session is two rows: Django's, which opens the door, and allauth's `UserSession`, which knows whose it is. The address
of the device (IP) is shown to nobody: it tells the person nothing that browser, system and time do not, and to the
organisation's lead it would tell where a colleague has been.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from network.accounts.devices import in_words
from network.models import User
from opinraitti.lib import audit

IDLE, LONGEST = timedelta(minutes=30), timedelta(hours=10)


@dataclass(frozen=True)
class SignedIn:
    """One device: `id` names it when it is ended, `is_here` is the session of the request that asks."""

    id: int
    device: str
    began: datetime
    seen: datetime
    is_here: bool


def _rows(user: User):
    return UserSession.objects.filter(user=user)


def _alive(now: datetime):
    return Session.objects.filter(expire_date__gt=now).values("session_key")


def sessions_of(user: User, *, here: str | None = None) -> list[SignedIn]:
    """The sessions that would still open a page, the latest seen first; `here` is the key of the asking session. One query."""
    now = timezone.now()
    rows = _rows(user).filter(last_seen_at__gt=now - IDLE, created_at__gt=now - LONGEST, session_key__in=_alive(now))
    return [
        SignedIn(row.pk, in_words(row.user_agent), row.created_at, row.last_seen_at, row.session_key == here)
        for row in rows.order_by("-last_seen_at", "-pk")
    ]


@transaction.atomic
def end_sessions(*, by, user: User, only: int | None = None, but: str | None = None) -> int:
    """Signs the person out on all devices on the next request; `only` one of them, or all `but` that of this session key.

    Tells how many there were.
    """
    rows = _rows(user) if only is None else _rows(user).filter(pk=only)
    rows = rows.exclude(session_key=but) if but else rows
    keys = list(rows.values_list("session_key", flat=True))
    ended, _models = Session.objects.filter(session_key__in=keys).delete()
    rows.delete()
    audit.record(by=by, action="sessions.ended", subject=user, details={"count": ended})
    return ended


def erase_ended() -> int:
    """Removes what is left of sessions that have ended, with the devices they were on; tells of how many devices."""
    now = timezone.now()
    Session.objects.filter(expire_date__lte=now).delete()
    over = UserSession.objects.exclude(session_key__in=Session.objects.values("session_key"))
    return over.delete()[0]
