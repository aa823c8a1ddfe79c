"""Who may do what: the whole policy on one page. Code asks for a permission, never for a role.

A permission is held in one organisation: the one the person works for at the moment (`Actor`). What reaches further
says so in its name (`…_ANYWHERE`).
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from network.enums import Role
from network.models import Organisation, User


class Permission(StrEnum):
    WORK = "work"
    SEE_PEOPLE = "see_people"
    MANAGE_MEMBERS = "manage_members"
    MANAGE_MEMBERS_ANYWHERE = "manage_members_anywhere"
    REVIEW_ACCESS = "review_access"
    SEE_TRACE = "see_trace"
    SEE_TRACE_ANYWHERE = "see_trace_anywhere"
    SEE_MAIL = "see_mail"
    EDIT_VOCABULARIES = "edit_vocabularies"


LABELS = {
    Permission.WORK: _("Avata työpöydän ja oman tilinsä"),
    Permission.SEE_PEOPLE: _("Katsoa, kuka verkostossa osaa mitä"),
    Permission.MANAGE_MEMBERS: _("Kutsua jäseniä omaan organisaatioonsa, muuttaa rooleja ja päättää jäsenyyksiä"),
    Permission.MANAGE_MEMBERS_ANYWHERE: _("Hoitaa jokaisen organisaation jäseniä ja sulkea tilejä"),
    Permission.REVIEW_ACCESS: _("Tarkistaa organisaation käyttöoikeudet puolen vuoden välein"),
    Permission.SEE_TRACE: _("Katsoa oman organisaationsa tapahtumalokia"),
    Permission.SEE_TRACE_ANYWHERE: _("Katsoa koko portaalin tapahtumalokia"),
    Permission.SEE_MAIL: _("Katsoa, lähtivätkö portaalin viestit, ja lähettää ne uudelleen"),
    Permission.EDIT_VOCABULARIES: _("Muokata sanastoja"),
}

_EVERYONE = {Permission.WORK, Permission.SEE_PEOPLE}

POLICY: dict[Role, frozenset[Permission]] = {
    Role.COUNSELLOR: frozenset(_EVERYONE),
    Role.EDITOR: frozenset(_EVERYONE),
    Role.LEAD: frozenset(_EVERYONE | {Permission.MANAGE_MEMBERS, Permission.REVIEW_ACCESS, Permission.SEE_TRACE}),
    Role.WORKING_GROUP: frozenset(_EVERYONE),
    Role.ADMINISTRATOR: frozenset(
        _EVERYONE
        | {
            Permission.MANAGE_MEMBERS_ANYWHERE,
            Permission.REVIEW_ACCESS,
            Permission.SEE_TRACE_ANYWHERE,
            Permission.SEE_MAIL,
            Permission.EDIT_VOCABULARIES,
        }
    ),
}

# Which roles the holder of a role may give to others and take away. A lead builds the own organisation; who watches over
# the network and the portal is the administrators' to say.
GRANTS: dict[Role, frozenset[Role]] = {
    Role.LEAD: frozenset({Role.COUNSELLOR, Role.EDITOR, Role.LEAD}),
    Role.ADMINISTRATOR: frozenset(Role),
}


def granted(roles) -> frozenset[Permission]:
    """What the roles may do together."""
    return frozenset().union(*(POLICY[role] for role in roles))


def grantable(roles) -> frozenset[Role]:
    """Which roles the holder of `roles` may give and take away."""
    return frozenset().union(*(GRANTS.get(role, frozenset()) for role in roles))


@dataclass(frozen=True)
class Actor:
    """A person at work for one organisation; passed as `by=` to every action. Without a membership: no permissions."""

    user: User
    organisation: Organisation | None
    roles: frozenset[Role]
    permissions: frozenset[Permission]

    @property
    def audit_name(self) -> str:
        return self.user.audit_name

    @property
    def role_names(self) -> list[str]:
        """The labels of the roles, in the order of `Role`."""
        return [role.label for role in Role if role in self.roles]

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions
