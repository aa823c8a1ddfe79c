"""Accounts nobody uses are closed: after a year without a sign-in the person is told, a month later the door closes."""

from datetime import datetime, timedelta
from enum import StrEnum

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from network.enums import Role
from network.members import leaving
from network.members.refusals import Refused
from network.models import Membership, User
from opinraitti.lib import audit, mail

UNUSED = timedelta(days=365)
NOTICE = timedelta(days=30)


class Outcome(StrEnum):
    """What became of an account whose time was up."""

    CLOSED = "closed"
    KEPT = "kept"
    IN_USE = "in use"


def unused(moment: datetime) -> QuerySet[User]:
    """Open accounts without a sign-in for a year before `moment`; who has never signed in counts from the account's day."""
    seen = Coalesce("last_login", "date_joined")
    return User.objects.filter(is_active=True).annotate(seen=seen).filter(seen__lte=moment - UNUSED)


def to_be_noticed(moment: datetime) -> QuerySet[User]:
    return unused(moment).filter(closing_noticed_at=None)


def to_be_closed(moment: datetime) -> QuerySet[User]:
    """Those told a month ago. Signing in takes the notice back (`network.accounts.sign_ins`)."""
    return unused(moment).filter(closing_noticed_at__lte=moment - NOTICE)


@transaction.atomic
def give_notice(*, by, user: User, moment: datetime) -> bool:
    """Tells the person that the account will be closed; False when it was told or used meanwhile."""
    if not to_be_noticed(moment).filter(pk=user.pk).update(closing_noticed_at=moment):
        return False
    closes_on = timezone.localdate(moment + NOTICE)
    context = {"closes_on": closes_on, "url": mail.link("account_login", language=user.language)}
    mail.send(to=user.email, template="account_unused", language=user.language, context=context, name=user.name)
    audit.record(by=by, action="account.closing_noticed", subject=user, details={"closes_on": closes_on.isoformat()})
    return True


@transaction.atomic
def close(*, by, user: User, moment: datetime) -> Outcome:
    """Closes the account, unless somebody must first say who goes on with what the person holds: the administrators are
    told, and their month begins."""
    user = to_be_closed(moment).select_for_update(no_key=True).filter(pk=user.pk).first()
    if user is None:
        return Outcome.IN_USE
    try:
        leaving.close_account(by=by, user=user)
    except Refused:
        User.objects.filter(pk=user.pk).update(closing_noticed_at=moment)
        audit.record(by=by, action="account.not_closed", subject=user)
        _tell_administrators(user)
        return Outcome.KEPT
    return Outcome.CLOSED


def _tell_administrators(user: User) -> None:
    holders = Membership.objects.current().of_active_people().holding(Role.ADMINISTRATOR)
    for person in User.objects.filter(pk__in=holders.values("user")).order_by("pk"):
        context = {"url": mail.link("person_account", language=person.language, pk=user.pk)}
        mail.send(to=person.email, template="account_not_closed", language=person.language, context=context, name=person.name)
