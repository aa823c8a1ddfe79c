"""What a member holds in the organisation, and how it goes to a colleague before the door closes.

Each kind counts what is held and moves it. A room above this one, such as the register of clients, registers its own
kinds when the portal starts (`AppConfig.ready`): this room need not know it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network.enums import Role
from network.members import last_holders, letters, roles
from network.members.refusals import LastHolder, Refused
from network.models import Invitation, JoinRequest, Membership
from opinraitti.lib import audit


@dataclass(frozen=True)
class Kind:
    """`told(count)`: the count in words. `move(by=, membership=, colleague=)`; None when it follows another kind."""

    name: str
    count: Callable[[Membership], int]
    told: Callable[[int], str]
    move: Callable | None = None


@dataclass(frozen=True)
class Holding:
    kind: Kind
    count: int

    @property
    def text(self) -> str:
        return self.kind.told(self.count)


def _leads_alone(membership: Membership) -> int:
    return int(last_holders.is_last(Role.LEAD, membership))


def _take_over_the_lead(*, by, membership: Membership, colleague: Membership) -> None:
    roles.give(by=by, membership=colleague, roles=[Role.LEAD])
    letters.membership_changed(colleague)


def _invitations(membership: Membership):
    return Invitation.objects.usable().filter(organisation=membership.organisation_id, invited_by=membership.user_id)


def _move_invitations(*, by, membership: Membership, colleague: Membership) -> None:
    moved = _invitations(membership).update(invited_by=colleague.user)
    audit.record(
        by=by,
        action="membership.invitations_moved",
        subject=membership,
        details={"count": moved},
        organisation=membership.organisation,
    )


def _requests_to_decide(membership: Membership) -> int:
    if not _leads_alone(membership):
        return 0
    return JoinRequest.objects.waiting().filter(organisation=membership.organisation_id).count()


_kinds = [
    Kind("lead", _leads_alone, lambda count: _("Organisaation ainoan vastuuhenkilön tehtävä"), _take_over_the_lead),
    # Whoever leads the organisation sees them.
    Kind(
        "join_requests",
        _requests_to_decide,
        lambda count: ngettext("%(count)s liittymispyyntö", "%(count)s liittymispyyntöä", count) % {"count": count},
    ),
    Kind(
        "invitations",
        lambda membership: _invitations(membership).count(),
        lambda count: ngettext("%(count)s avoin kutsu", "%(count)s avointa kutsua", count) % {"count": count},
        _move_invitations,
    ),
]


def register(kind: Kind) -> None:
    """Adds a kind, once; kinds are moved in the order in which they were registered."""
    if kind.name not in {known.name for known in _kinds}:
        _kinds.append(kind)


def told(name: str, count: int) -> str:
    """So many of a kind in words; a kind that is no longer known is told by its name."""
    kind = next((kind for kind in _kinds if kind.name == name), None)
    return kind.told(count) if kind else f"{name} {count}"


def held_by(membership: Membership) -> list[Holding]:
    """What is held now, in the order of the kinds."""
    counted = [Holding(kind, kind.count(membership)) for kind in _kinds]
    return [holding for holding in counted if holding.count]


def hand_over(*, by, membership: Membership, colleague: Membership | None) -> dict[str, int]:
    """Moves everything the member holds to the colleague, in the caller's transaction; returns what was held.

    Raises `LastHolder` or `Refused` when something is held and no colleague is named.
    """
    held = held_by(membership)
    if held and colleague is None:
        if held[0].kind.name == "lead":
            raise LastHolder(_("Organisaatiolla on oltava vastuuhenkilö. Valitse ensin, kuka jatkaa vastuuhenkilönä."))
        raise Refused(_("Valitse, kenelle työt siirtyvät: %(held)s.") % {"held": ", ".join(row.text for row in held)})
    if held:
        roles.require_colleague(membership, colleague)
    for holding in held:
        if holding.kind.move:
            holding.kind.move(by=by, membership=membership, colleague=colleague)
    return {holding.kind.name: holding.count for holding in held}
