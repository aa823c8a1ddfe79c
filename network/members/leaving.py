"""Leaving: a membership ends on a day, an account closes; what the person holds goes to a colleague first."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from network.accounts.sessions import end_sessions
from network.enums import Role
from network.members import holdings, joining, last_holders, letters, rights, roles
from network.members.refusals import Refused
from network.models import Membership, User
from opinraitti.lib import audit
from opinraitti.lib.calendar import today


def at_once() -> date:
    """The last day of a membership that ends this moment: the last day itself is a day of work."""
    return today() - timedelta(days=1)


@transaction.atomic
def end_membership(*, by, membership: Membership, last_day: date, colleague: Membership | None = None) -> None:
    """The membership ends after `last_day`: the member's own decision or the lead's.

    What the member holds goes to `colleague` now; raises `Refused` when something is held and nobody is named.
    """
    if not rights.is_own(by, membership):
        rights.require_managing(by, membership.organisation)
    last_holders.lock([membership])
    roles.require_unended(membership)
    if last_day < at_once():
        raise Refused(_("Viimeinen päivä on jo mennyt. Valitse tämä päivä tai myöhempi."))
    roles.require_an_administrator_left([Role.ADMINISTRATOR], membership)
    held = holdings.hand_over(by=by, membership=membership, colleague=colleague)
    _end(by, membership, last_day, held)
    if not rights.is_own(by, membership):
        letters.membership_ended(membership)


def _end(by, membership: Membership, last_day: date, held: Mapping[str, int]) -> None:
    # One that ends before its first day is over gets that day as its whole.
    membership.starts_on = min(membership.starts_on, last_day)
    membership.ends_on = last_day
    membership.save(update_fields=["starts_on", "ends_on"])
    details = {"last_day": last_day.isoformat()} | ({"handed_over": dict(held)} if held else {})
    audit.record(by=by, action="membership.ended", subject=membership, details=details, organisation=membership.organisation)


@transaction.atomic
def keep_membership(*, by, membership: Membership) -> None:
    """Takes back an end that is still to come."""
    rights.require_managing(by, membership.organisation)
    last_holders.lock([membership])
    roles.require_unended(membership)
    if membership.ends_on is None:
        return
    membership.ends_on = None
    membership.save(update_fields=["ends_on"])
    audit.record(by=by, action="membership.continued", subject=membership, organisation=membership.organisation)
    letters.membership_changed(membership)


@transaction.atomic
def close_account(*, by, user: User, colleagues: Mapping[int, Membership] | None = None) -> None:
    """The person is out on the next request, and a member of nothing. Tells the person by mail.

    `colleagues`: {id of a membership: the colleague who takes over in that organisation}; where nobody is named, another
    lead does. Raises `LastHolder` when an organisation would have no lead, or the portal no administrator.
    """
    rights.require_managing_anywhere(by)
    if rights.person(by) == user:
        raise Refused(_("Et voi sulkea omaa tiliäsi. Pyydä toista pääkäyttäjää sulkemaan se."))
    if not User.objects.select_for_update(no_key=True).get(pk=user.pk).is_active:
        raise Refused(_("Tili on jo suljettu."))
    memberships = list(user.memberships.not_over().select_related("organisation", "user"))
    last_holders.lock(memberships)
    for membership in memberships:
        roles.require_unended(membership)
        roles.require_an_administrator_left([Role.ADMINISTRATOR], membership, memberships)
        colleague = (colleagues or {}).get(membership.pk) or _another_lead(membership)
        _end(by, membership, at_once(), holdings.hand_over(by=by, membership=membership, colleague=colleague))
    for request in user.join_requests.waiting():
        joining.take_back(by=by, request=request)
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_sessions(by=by, user=user)
    audit.record(by=by, action="account.closed", subject=user, details={"memberships": len(memberships)})
    letters.account_closed(user)


def _another_lead(membership: Membership) -> Membership | None:
    leads = Membership.objects.lasting().of_active_people().holding(Role.LEAD).filter(organisation=membership.organisation_id)
    return leads.exclude(pk=membership.pk).order_by("starts_on", "pk").first()


@transaction.atomic
def reopen_account(*, by, user: User) -> None:
    """The person may sign in again. Memberships do not come back: a lead invites, or the person asks."""
    rights.require_managing_anywhere(by)
    if not User.objects.filter(pk=user.pk, is_active=False).update(is_active=True, closing_noticed_at=None):
        raise Refused(_("Tili on jo käytössä."))
    user.refresh_from_db(fields=["is_active", "closing_noticed_at"])
    audit.record(by=by, action="account.reopened", subject=user)
    letters.account_reopened(user)
