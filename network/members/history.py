"""What has happened to a membership, told from the trace in plain words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from network.enums import Role
from network.models import Membership, User
from opinraitti.models import AuditEvent

_PERSON = User(pk=0).audit_name.removesuffix("0")


@dataclass(frozen=True)
class Told:
    """`who`: the name of the person who did it, and `actor` as the trace has it; `who` is "" when the portal did."""

    at: datetime
    text: str
    who: str
    actor: str


def _roles(details: dict) -> str:
    return ", ".join(str(role.label) for role in Role if role in details.get("roles", ()))


def _ended(details: dict) -> str:
    day = date_format(date.fromisoformat(details["last_day"]), "j.n.Y")
    return _("Jäsenyydelle merkittiin viimeinen päivä: %(day)s") % {"day": day}


WORDS: dict[str, Callable[[dict], str]] = {
    "membership.added": lambda details: _("Jäsenyys alkoi. Roolit: %(roles)s") % {"roles": _roles(details)},
    "membership.role_added": lambda details: _("Rooli lisättiin: %(roles)s") % {"roles": _roles(details)},
    "membership.role_removed": lambda details: _("Rooli poistettiin: %(roles)s") % {"roles": _roles(details)},
    "membership.changed": lambda details: _("Tehtävänimike tai alkupäivä muuttui"),
    "membership.profile_changed": lambda details: _("Henkilö muutti omaa esittelyään"),
    "membership.ended": _ended,
    "membership.continued": lambda details: _("Päättyminen peruttiin"),
    "membership.invitations_moved": lambda details: _("Avoimet kutsut siirtyivät kollegalle"),
}


def history_of(membership: Membership) -> list[Told]:
    """The latest first; two queries. What has no words here stands by its code."""
    events = AuditEvent.objects.filter(subject_type=membership._meta.label_lower, subject_id=str(membership.pk))
    events = list(events.order_by("-id"))
    ids = {int(event.actor.removeprefix(_PERSON)) for event in events if event.actor.startswith(_PERSON)}
    names = {person.audit_name: str(person) for person in User.objects.filter(pk__in=ids)}
    return [Told(event.at, _text(event), names.get(event.actor, ""), event.actor) for event in events]


def _text(event: AuditEvent) -> str:
    words = WORDS.get(event.action)
    return words(event.details) if words else event.action
