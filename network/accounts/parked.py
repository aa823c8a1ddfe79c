"""No lost draft: what a person sent after the session had run out waits, sealed, for the next sign-in.

Only its person sees it again, for 24 hours, once. Passwords, codes and files are not kept.
"""

import json
import re
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from network.models import ParkedForm, User
from opinraitti.lib import audit
from opinraitti.lib.secrets import Unreadable, seal, unseal

LIFETIME = timedelta(hours=24)
# A long text in every field of a long form; whoever sends more has not typed it.
LARGEST = 200_000
# The hidden field by which a form tells that it is the parked one, sent.
SENT_FIELD = "kesken"
_SEALED_FOR = "parked form"
_SECRET = re.compile(r"password|passphrase|salasana|csrf|credential|otp|secret|token|^code$|_code$", re.IGNORECASE)


@dataclass(frozen=True)
class Parked:
    """`path` is of this portal; `fields` are the names and values in the order they were sent."""

    path: str
    fields: list[tuple[str, str]]
    had_files: bool


@transaction.atomic
def park(*, by: User, path: str, fields: list[tuple[str, str]], had_files: bool = False) -> bool:
    """Keeps the form for its person in the place of an earlier one; False when it cannot be kept."""
    kept = [(name, value) for name, value in fields if not _SECRET.search(name)]
    text = json.dumps({"path": path, "fields": kept, "had_files": had_files})
    if len(text) > LARGEST or not is_of_this_portal(path):
        return False
    values = {"sealed": seal(text, _SEALED_FOR), "parked_at": timezone.now()}
    row, _made = ParkedForm.objects.update_or_create(user=by, defaults=values)
    audit.record(by=by, action="parked_form.kept", subject=row, details={"fields": len(kept)})
    return True


def is_of_this_portal(path: str) -> bool:
    return path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)


def has_parked(user: User) -> bool:
    return _rows().filter(user=user).exists()


def parked_of(user: User) -> Parked | None:
    """None when nothing waits, or what waits cannot be read any more."""
    row = _rows().filter(user=user).first()
    try:
        told = json.loads(unseal(row.sealed, _SEALED_FOR)) if row else None
    except Unreadable:
        return None
    return told and Parked(told["path"], [(name, value) for name, value in told["fields"]], told["had_files"])


@transaction.atomic
def let_go(*, by: User, action: str) -> None:
    """`action`: “sent” or “discarded”."""
    for row in ParkedForm.objects.filter(user=by):
        audit.record(by=by, action=f"parked_form.{action}", subject=row)
        row.delete()


def erase_old() -> int:
    """Erases what nobody came back for; tells how many."""
    return ParkedForm.objects.filter(parked_at__lte=timezone.now() - LIFETIME).delete()[0]


def _rows():
    return ParkedForm.objects.filter(parked_at__gt=timezone.now() - LIFETIME)
