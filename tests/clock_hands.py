"""Moves the clock of a test client's session: as if its last request, or its beginning, lay so many minutes back."""

from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone


def turn_back(client, *, seen: float = 0, began: float = 0) -> None:
    """Minutes; the session must have been used once."""
    session = client.session
    session["seen"] -= seen * 60
    session["began"] -= began * 60
    session.save()


def is_kept(client) -> bool:
    """Whether the session of the client's cookie still stands in the database."""
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    return Session.objects.filter(session_key=key, expire_date__gt=timezone.now()).exists()
