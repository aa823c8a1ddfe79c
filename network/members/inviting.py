"""Invitations: a link sent to an address makes whoever holds it a member, once, within a week."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from network.enums import Role
from network.members import letters, rights
from network.members.refusals import AlreadyInvited, Refused
from network.members.roles import take_in
from network.models import Invitation, Membership, Organisation
from opinraitti.lib import audit

LIFETIME = timedelta(days=7)
# A second click does not send a second mail, nor can somebody's mailbox be filled.
PAUSE = timedelta(minutes=1)
ASK_PAUSE = timedelta(days=1)


def hashed(token: str) -> str:
    """What the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(*, by, organisation: Organisation, email: str, roles: Iterable[str], language: str) -> Invitation:
    """Sends the link. Raises `AlreadyInvited` when one waits for the address, `Refused` when its person is a member.

    Says nothing of whether the address has an account elsewhere.
    """
    rights.require_managing(by, organisation)
    rights.require_granting(by, chosen := rights.chosen_roles(roles))
    if organisation.ended_on:
        raise Refused(_("Organisaation toiminta on päättynyt. Siihen ei voi enää kutsua."))
    if _is_member(email, organisation):
        raise Refused(_("Tällä osoitteella on jo jäsen. Muuta hänen roolejaan jäsenen sivulla."))
    token = secrets.token_urlsafe(32)
    invitation = Invitation(
        organisation=organisation,
        email=email,
        roles=rights.in_order(chosen),
        language=language,
        token_hash=hashed(token),
        invited_by=rights.person(by),
        expires_at=timezone.now() + LIFETIME,
    )
    try:
        with transaction.atomic():
            invitation.save(force_insert=True)
    except IntegrityError as fault:
        waiting = Invitation.objects.waiting().filter(organisation=organisation, email__iexact=email).first()
        raise AlreadyInvited(_("Tähän osoitteeseen on jo lähetetty kutsu. Lähetä se uudelleen."), waiting) from fault
    # Who asked for a new link has one now.
    Invitation.objects.filter(organisation=organisation, email__iexact=email).update(asked_again_at=None)
    _note(by, "invitation.sent", invitation, {"roles": invitation.roles})
    letters.invitation(invitation, token)
    return invitation


def _is_member(email: str, organisation: Organisation) -> bool:
    proven = EmailAddress.objects.filter(email__iexact=email, verified=True).values("user")
    members = Membership.objects.not_over().filter(organisation=organisation)
    return members.filter(Q(user__email__iexact=email) | Q(user__in=proven)).exists()


@transaction.atomic
def send_again(*, by, invitation: Invitation) -> None:
    """A new link, good for another week; the old one is dead."""
    rights.require_managing(by, invitation.organisation)
    rights.require_granting(by, map(Role, invitation.roles))
    token, now = secrets.token_urlsafe(32), timezone.now()
    waiting = Invitation.objects.waiting().filter(pk=invitation.pk)
    sent = waiting.filter(expires_at__lte=now + LIFETIME - PAUSE).update(
        token_hash=hashed(token), expires_at=now + LIFETIME, times_sent=F("times_sent") + 1, asked_again_at=None
    )
    invitation.refresh_from_db()
    if not sent:
        if waiting.exists():
            raise Refused(_("Kutsu lähti juuri äsken. Odota minuutti ja yritä uudelleen."))
        raise Refused(_("Kutsu on jo käytetty tai peruttu."))
    _note(by, "invitation.sent_again", invitation)
    letters.invitation(invitation, token)


@transaction.atomic
def withdraw(*, by, invitation: Invitation) -> None:
    rights.require_managing(by, invitation.organisation)
    if not Invitation.objects.waiting().filter(pk=invitation.pk).update(withdrawn_at=timezone.now()):
        raise Refused(_("Kutsu on jo käytetty tai peruttu."))
    invitation.refresh_from_db()
    _note(by, "invitation.withdrawn", invitation)


@transaction.atomic
def accept(*, by, invitation: Invitation) -> Membership:
    """Makes `by` a member. Of many who accept at once, one does; the others, and who holds an old link, are refused."""
    now = timezone.now()
    usable = Invitation.objects.usable(now).filter(pk=invitation.pk, token_hash=invitation.token_hash)
    if not usable.update(accepted_at=now, accepted_by=by.user):
        raise Refused(_("Kutsu ei ole enää voimassa."))
    invitation.refresh_from_db()
    _note(by, "invitation.accepted", invitation)
    chosen = rights.chosen_roles(invitation.roles)
    return take_in(by=by, user=by.user, organisation=invitation.organisation, roles=chosen)


@transaction.atomic
def ask_again(*, by, invitation: Invitation) -> None:
    """Whoever holds a link that no longer works asks for a new one: who invited is told, at most once a day."""
    now = timezone.now()
    due = Q(asked_again_at=None) | Q(asked_again_at__lte=now - ASK_PAUSE)
    dead = Q(accepted_at__isnull=False) | Q(withdrawn_at__isnull=False) | Q(expires_at__lte=now)
    if Invitation.objects.filter(due, dead, pk=invitation.pk).update(asked_again_at=now):
        _note(by, "invitation.asked_again", invitation)
        letters.invitation_asked_again(invitation)


def _note(by, action: str, invitation: Invitation, details: dict | None = None) -> None:
    audit.record(by=by, action=action, subject=invitation, details=details, organisation=invitation.organisation)
