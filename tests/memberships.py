"""Rows of the members' pages for tests: what waits in an organisation, and a browser that has opened an invitation."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from network.enums import Role
from network.members.inviting import hashed
from network.models import Invitation, JoinRequest, Membership, Organisation, User
from tests import people

TOKEN = "a-token-known-to-the-tests"


def invitation(organisation: Organisation, *, token: str = TOKEN, **fields) -> Invitation:
    """One whose link is good for a day, unless told otherwise."""
    values = {
        "email": "kutsuttu@esimerkki.example",
        "roles": [Role.COUNSELLOR],
        "token_hash": hashed(token),
        "expires_at": timezone.now() + timedelta(days=1),
    }
    return Invitation.objects.create(organisation=organisation, **values | fields)


def opened(client, token: str = TOKEN):
    """The client after following the link; returns the client."""
    client.get(reverse("invitation_link", args=[token]))
    return client


def join_request(organisation: Organisation, person: User | None = None, **fields) -> JoinRequest:
    return JoinRequest.objects.create(user=person or people.user("Uusi Opo"), organisation=organisation, **fields)


def counsellor(organisation: Organisation) -> Membership:
    return people.member(Role.COUNSELLOR, organisation=organisation).memberships.get()
