"""The last lead of an organisation cannot vanish, nor the last administrator of the portal.

Whoever may take such a role away calls `lock` first, so that two who demote each other at the same moment queue up
and the second one sees what the first has done.
"""

from collections.abc import Collection

from django.db.models import Q

from network.enums import Role
from network.models import Membership, MembershipRole, Organisation

MUST_REMAIN = (Role.LEAD, Role.ADMINISTRATOR)


def lock(memberships: Collection[Membership]) -> None:
    """Holds the organisations of the memberships until the transaction ends; those of the administrators too when one of
    them is concerned. Always in the order of their ids, so that nobody waits in a circle."""
    concerned = Q(pk__in={membership.organisation_id for membership in memberships})
    if MembershipRole.objects.filter(membership__in=memberships, role=Role.ADMINISTRATOR).exists():
        concerned |= Q(pk__in=Membership.objects.not_over().holding(Role.ADMINISTRATOR).values("organisation"))
    list(Organisation.objects.select_for_update(no_key=True).filter(concerned).order_by("pk").values_list("pk"))


def roles_of(membership: Membership) -> frozenset[Role]:
    """As they stand in the database now."""
    return frozenset(map(Role, MembershipRole.objects.filter(membership=membership).values_list("role", flat=True)))


def is_last(role: Role, membership: Membership, going: Collection[Membership] = ()) -> bool:
    """Whether the role, which the membership holds, would be held by nobody without it and the others that are `going`.

    An end that somebody has set counts as gone: otherwise two leads could leave on the same day.
    """
    holders = Membership.objects.lasting().of_active_people().holding(role)
    if role == Role.LEAD:
        holders = holders.filter(organisation=membership.organisation_id)
    if not holders.filter(pk=membership.pk).exists():
        return False
    return not holders.exclude(pk__in=[membership.pk, *(other.pk for other in going)]).exists()
