"""Whose members an actor may manage: every view of the members' pages starts here, so that others' are not found."""

from django.db.models import QuerySet

from network.models import Invitation, JoinRequest, Membership, Organisation
from network.permissions import Actor, Permission

MANAGING = (Permission.MANAGE_MEMBERS, Permission.MANAGE_MEMBERS_ANYWHERE)


def organisations_of(actor: Actor) -> QuerySet[Organisation]:
    if actor.may(Permission.MANAGE_MEMBERS_ANYWHERE):
        return Organisation.objects.all()
    if actor.may(Permission.MANAGE_MEMBERS):
        return Organisation.objects.filter(pk=actor.organisation.pk)
    return Organisation.objects.none()


def _in_them(rows: QuerySet, actor: Actor) -> QuerySet:
    rows = rows.select_related("organisation")
    return rows if actor.may(Permission.MANAGE_MEMBERS_ANYWHERE) else rows.filter(organisation__in=organisations_of(actor))


def memberships_of(actor: Actor) -> QuerySet[Membership]:
    return _in_them(Membership.objects.select_related("user").prefetch_related("roles"), actor)


def invitations_of(actor: Actor) -> QuerySet[Invitation]:
    return _in_them(Invitation.objects.all(), actor)


def join_requests_of(actor: Actor) -> QuerySet[JoinRequest]:
    return _in_them(JoinRequest.objects.select_related("user", "decided_by"), actor)
