"""A person with an account asks to become a member; who leads the organisation answers, once."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from network.members import letters, rights
from network.members.refusals import Refused
from network.members.roles import take_in
from network.models import JoinRequest, Membership, Organisation
from opinraitti.lib import audit


@transaction.atomic
def ask(*, by, organisation: Organisation, message: str) -> JoinRequest:
    user = by.user
    if organisation.ended_on:
        raise Refused(_("Organisaation toiminta on päättynyt. Siihen ei voi enää liittyä."))
    if user.memberships.not_over().filter(organisation=organisation).exists():
        raise Refused(_("Olet jo tämän organisaation jäsen."))
    try:
        with transaction.atomic():
            request = JoinRequest.objects.create(user=user, organisation=organisation, message=message)
    except IntegrityError as fault:
        raise Refused(_("Pyyntösi odottaa jo vastausta.")) from fault
    audit.record(by=by, action="join_request.sent", subject=request, organisation=organisation)
    letters.join_asked(request)
    return request


@transaction.atomic
def approve(*, by, request: JoinRequest, roles: Iterable[str]) -> Membership:
    rights.require_managing(by, request.organisation)
    rights.require_granting(by, chosen := rights.chosen_roles(roles))
    _decide(by, request, rights.person(by), approved=True)
    membership = take_in(by=by, user=request.user, organisation=request.organisation, roles=chosen)
    letters.join_decided(request)
    return membership


@transaction.atomic
def refuse(*, by, request: JoinRequest) -> None:
    rights.require_managing(by, request.organisation)
    _decide(by, request, rights.person(by), approved=False)
    letters.join_decided(request)


@transaction.atomic
def take_back(*, by, request: JoinRequest) -> None:
    """The person no longer asks: the answer is no, and the person's own."""
    _decide(by, request, request.user, approved=False, action="join_request.taken_back")


def _decide(by, request: JoinRequest, decider, *, approved: bool, action: str = "") -> None:
    """The first answer stands, however many come at once."""
    now = timezone.now()
    first = JoinRequest.objects.waiting().filter(pk=request.pk)
    decided = first.update(decided_at=now, decided_by=decider, is_approved=approved)
    request.refresh_from_db(fields=["decided_at", "decided_by", "is_approved"])
    if not decided:
        raise Refused(_("Pyyntöön on jo vastattu."))
    action = action or ("join_request.approved" if approved else "join_request.refused")
    audit.record(by=by, action=action, subject=request, organisation=request.organisation)
