"""Whether whoever acts may act on an organisation's members, and which roles they may give: every action asks here.

A view has asked for the permission and found the rows (`network.members.visibility`) before; an action that is called
from elsewhere is held by the same rules.
"""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from network.enums import Role
from network.members.refusals import Refused
from network.models import Membership, Organisation, User
from network.permissions import Permission, grantable
from opinraitti.lib.audit import SystemActor


def person(by) -> User | None:
    """Whoever acts, when it is a person."""
    return None if isinstance(by, SystemActor) else by.user


def is_own(by, membership: Membership) -> bool:
    return person(by) == membership.user


def manages(by, organisation: Organisation) -> bool:
    if isinstance(by, SystemActor) or by.may(Permission.MANAGE_MEMBERS_ANYWHERE):
        return True
    return by.may(Permission.MANAGE_MEMBERS) and by.organisation == organisation


def require_managing(by, organisation: Organisation) -> None:
    if not manages(by, organisation):
        raise PermissionDenied


def require_managing_anywhere(by) -> None:
    if not (isinstance(by, SystemActor) or by.may(Permission.MANAGE_MEMBERS_ANYWHERE)):
        raise PermissionDenied


def grantable_by(by) -> frozenset[Role]:
    return frozenset(Role) if isinstance(by, SystemActor) else grantable(by.roles)


def chosen_roles(roles: Iterable[str]) -> frozenset[Role]:
    """The roles named, at least one of them."""
    if not (chosen := frozenset(map(Role, roles))):
        raise Refused(_("Valitse ainakin yksi rooli."))
    return chosen


def require_granting(by, roles: Iterable[Role]) -> None:
    if beyond := frozenset(roles) - grantable_by(by):
        names = ", ".join(str(role.label) for role in Role if role in beyond)
        raise Refused(_("Vain pääkäyttäjä voi antaa tai poistaa nämä roolit: %(names)s.") % {"names": names})


def in_order(roles: Iterable[Role]) -> list[str]:
    """The values of the roles in the order of `Role`: for the trace and for rows."""
    return [role.value for role in Role if role in roles]
