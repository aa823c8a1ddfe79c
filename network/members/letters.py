"""The mails about memberships: to whom, in which language, with which link. No names but the greeting's."""

from django.db.models import QuerySet

from network.enums import Role
from network.models import Invitation, JoinRequest, Membership, Organisation, User
from opinraitti.lib import mail


def leads_of(organisation: Organisation) -> QuerySet[User]:
    """Who decides about the organisation's members: its leads, without any the administrators."""
    holders = Membership.objects.current().of_active_people()
    leads = holders.holding(Role.LEAD).filter(organisation=organisation)
    deciders = leads if leads.exists() else holders.holding(Role.ADMINISTRATOR)
    return User.objects.filter(pk__in=deciders.values("user")).order_by("pk")


def write(person: User, template: str, organisation: Organisation | None, url_name: str, **kwargs) -> None:
    """A mail to somebody who has an account; its link leads to the page `url_name`."""
    url = mail.link(url_name, language=person.language, **kwargs)
    context = {"organisation": organisation.name if organisation else "", "url": url}
    mail.send(to=person.email, template=template, language=person.language, context=context, name=person.name)


def invitation(row: Invitation, token: str) -> None:
    context = {
        "organisation": row.organisation.name,
        "roles": row.role_names,
        "expires_at": row.expires_at,
        "url": mail.link("invitation_link", language=row.language, token=token),
    }
    mail.send(to=row.email, template="invitation", language=row.language, context=context)


def invitation_asked_again(row: Invitation) -> None:
    """To whoever invited, when they still lead the organisation; else to those who do."""
    leads = leads_of(row.organisation)
    for lead in leads.filter(pk=row.invited_by_id) or leads:
        write(lead, "invitation_asked_again", row.organisation, "members_of", slug=row.organisation.slug)


def join_asked(row: JoinRequest) -> None:
    for lead in leads_of(row.organisation):
        write(lead, "join_asked", row.organisation, "join_request", pk=row.pk)


def join_decided(row: JoinRequest) -> None:
    write(row.user, "join_approved" if row.is_approved else "join_refused", row.organisation, "own_memberships")


def membership_changed(row: Membership) -> None:
    write(row.user, "membership_changed", row.organisation, "own_memberships")


def membership_ended(row: Membership) -> None:
    context = {"organisation": row.organisation.name, "last_day": row.ends_on}
    person = row.user
    mail.send(to=person.email, template="membership_ended", language=person.language, context=context, name=person.name)


def account_closed(person: User) -> None:
    mail.send(to=person.email, template="account_closed", language=person.language, context={}, name=person.name)


def account_reopened(person: User) -> None:
    write(person, "account_reopened", None, "account_login")


def second_factor_reset(person: User) -> None:
    write(person, "account_second_factor_reset", None, "account_login")
