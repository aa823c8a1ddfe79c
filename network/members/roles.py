"""Who is a member and as what: adding a person, changing the roles, the title and the first day."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from network.enums import Role
from network.members import last_holders, letters, rights
from network.members.refusals import LastHolder, Refused
from network.models import Membership, MembershipRole, Organisation, User
from opinraitti.lib import audit
from opinraitti.lib.calendar import today


@transaction.atomic
def add_member(
    *, by, user: User, organisation: Organisation, roles: Iterable[str], starts_on: date | None = None, title: str = ""
) -> Membership:
    """Makes the person a member; raises `Refused` when the person is one already."""
    rights.require_managing(by, organisation)
    rights.require_granting(by, chosen := rights.chosen_roles(roles))
    if user.memberships.not_over().filter(organisation=organisation).exists():
        raise Refused(_("Henkilö on jo tämän organisaation jäsen."))
    return take_in(by=by, user=user, organisation=organisation, roles=chosen, starts_on=starts_on, title=title)


@transaction.atomic
def take_in(
    *, by, user: User, organisation: Organisation, roles: Iterable[Role], starts_on: date | None = None, title: str = ""
) -> Membership:
    """Makes the person a member, or gives one who is a member the roles besides; an end that was set is lifted.

    For actions in which somebody entitled has already decided: the rights of `by` are not asked.
    """
    if organisation.ended_on:
        raise Refused(_("Organisaation toiminta on päättynyt. Siihen ei voi enää liittyä."))
    # One at a time an organisation: two answers to the same person make one membership.
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    starts_on = starts_on or today()
    row = user.memberships.not_over().filter(organisation=organisation).first()
    if row is None:
        row = Membership.objects.create(user=user, organisation=organisation, starts_on=starts_on, title=title)
        MembershipRole.objects.bulk_create(MembershipRole(membership=row, role=role) for role in rights.in_order(roles))
        details = {"roles": rights.in_order(roles)}
        audit.record(by=by, action="membership.added", subject=row, details=details, organisation=organisation)
        return row
    if row.ends_on or row.starts_on > starts_on:
        row.ends_on, row.starts_on = None, min(row.starts_on, starts_on)
        row.save(update_fields=["ends_on", "starts_on"])
        audit.record(by=by, action="membership.continued", subject=row, organisation=organisation)
    give(by=by, membership=row, roles=roles)
    return row


@transaction.atomic
def give(*, by, membership: Membership, roles: Iterable[Role]) -> None:
    """Adds those of the roles that the member does not hold; the rights of `by` are not asked."""
    if new := rights.in_order(frozenset(roles) - last_holders.roles_of(membership)):
        MembershipRole.objects.bulk_create(MembershipRole(membership=membership, role=role) for role in new)
        _note(by, membership, "membership.role_added", {"roles": new})


def _take(by, membership: Membership, roles: frozenset[Role]) -> None:
    if roles:
        membership.roles.filter(role__in=roles).delete()
        _note(by, membership, "membership.role_removed", {"roles": rights.in_order(roles)})


@transaction.atomic
def change_roles(*, by, membership: Membership, roles: Iterable[str], colleague: Membership | None = None) -> None:
    """The member holds these roles from now on. When the last lead gives the role up, `colleague` takes it."""
    rights.require_managing(by, membership.organisation)
    last_holders.lock([membership])
    require_unended(membership)
    chosen, held = rights.chosen_roles(roles), last_holders.roles_of(membership)
    given, taken = chosen - held, held - chosen
    rights.require_granting(by, given | taken)
    if not given and not taken:
        return
    if Role.LEAD in taken and last_holders.is_last(Role.LEAD, membership):
        if colleague is None:
            raise LastHolder(_("Organisaatiolla on oltava vastuuhenkilö. Valitse ensin, kuka jatkaa vastuuhenkilönä."))
        require_colleague(membership, colleague)
        give(by=by, membership=colleague, roles=[Role.LEAD])
        letters.membership_changed(colleague)
    require_an_administrator_left(taken, membership)
    give(by=by, membership=membership, roles=given)
    _take(by, membership, taken)
    if not rights.is_own(by, membership):
        letters.membership_changed(membership)


@transaction.atomic
def describe(*, by, membership: Membership, title: str, starts_on: date) -> None:
    """Changes the title and the first day. What has begun cannot begin later: the role would be gone until then."""
    rights.require_managing(by, membership.organisation)
    require_unended(membership)
    if starts_on > today() and membership.starts_on <= today():
        raise Refused(_("Jäsenyys on jo alkanut. Alkupäivä voi olla enintään tämä päivä."))
    if membership.ends_on and starts_on > membership.ends_on:
        raise Refused(_("Alkupäivä on viimeisen päivän jälkeen."))
    told = {"title": title, "starts_on": starts_on}
    if changed := [name for name, value in told.items() if getattr(membership, name) != value]:
        membership.title, membership.starts_on = title, starts_on
        membership.save(update_fields=changed)
        _note(by, membership, "membership.changed", {"fields": changed})


@transaction.atomic
def change_member(
    *, by, membership: Membership, roles: Iterable[str], title: str, starts_on: date, colleague: Membership | None = None
) -> None:
    """All of it, or nothing."""
    change_roles(by=by, membership=membership, roles=roles, colleague=colleague)
    describe(by=by, membership=membership, title=title, starts_on=starts_on)


def require_unended(membership: Membership) -> None:
    """Reads the dates anew: somebody else may have ended the membership a moment ago."""
    membership.refresh_from_db(fields=["starts_on", "ends_on"])
    if membership.ends_on and membership.ends_on < today():
        raise Refused(_("Jäsenyys on jo päättynyt."))


def require_colleague(membership: Membership, colleague: Membership) -> None:
    """Work goes only to another member of the same organisation who stays."""
    fit = Membership.objects.lasting().of_active_people().filter(organisation=membership.organisation_id)
    if not fit.exclude(pk=membership.pk).filter(pk=colleague.pk).exists():
        raise Refused(_("Valitse organisaation jäsen, jonka jäsenyys jatkuu."))


def require_an_administrator_left(taken: Iterable[Role], membership: Membership, going=()) -> None:
    if Role.ADMINISTRATOR in taken and last_holders.is_last(Role.ADMINISTRATOR, membership, going):
        raise LastHolder(_("Portaalilla on oltava pääkäyttäjä. Anna rooli ensin toiselle henkilölle."))


def _note(by, membership: Membership, action: str, details: dict) -> None:
    audit.record(by=by, action=action, subject=membership, details=details, organisation=membership.organisation)
