"""The people of the tests: each is what the roles make of them; what they may do follows from the policy."""

import time
from itertools import count

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils import timezone

from network.accounts.second_factor import METHOD
from network.actors import actor_in, memberships_of
from network.enums import Role
from network.models import Membership, MembershipRole, Organisation, User
from network.permissions import Actor
from tests import builders

PASSWORD = "kolme sanaa ja jono"
_numbers = count(1)


def user(name="", **fields) -> User:
    """Somebody with an account and a confirmed address, a member of nothing."""
    number = next(_numbers)
    made = User.objects.create_user(fields.pop("email", f"henkilo-{number}@esimerkki.example"), PASSWORD, name=name, **fields)
    EmailAddress.objects.create(user=made, email=made.email, verified=True, primary=True)
    return made


def member(*roles: Role, organisation: Organisation | None = None, person: User | None = None, **fields) -> User:
    """A person with these roles in the organisation (a new one unless told)."""
    person = person or user(name=", ".join(str(role.label) for role in roles))
    membership = Membership.objects.create(user=person, organisation=organisation or builders.organisation(), **fields)
    MembershipRole.objects.bulk_create([MembershipRole(membership=membership, role=role) for role in roles])
    return person


def actor(person: User) -> Actor:
    """The person at work in the first of the memberships."""
    return actor_in(person, next(iter(memberships_of(person)), None))


def key(person: User, name: str = "Työpuhelin") -> Authenticator:
    """A passkey that is only listed; keys that sign in are made by the browser's tests."""
    data = {"name": name, "credential": {}}
    return Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data=data)


def sign_in(client, person: User, *, second_factor: bool = True, fresh: bool = True):
    """The client with a session of the person, as after signing in; returns the client.

    `fresh`: signed in a moment ago, so that nothing asks to sign in again.
    """
    session = client.session
    session.update(
        {
            SESSION_KEY: str(person.pk),
            BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
            HASH_SESSION_KEY: person.get_session_auth_hash(),
        }
    )
    moment = time.time() - (0 if fresh else 3600)
    records = [{"method": "password", "at": moment, "reauthenticated": fresh}]
    if second_factor:
        records.append({"method": METHOD, "type": "totp", "at": moment, "reauthenticated": fresh})
    session.update({"account_authentication_methods": records, "account_authentication_methods_user": str(person.pk)})
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    person.last_login = timezone.now()
    person.save(update_fields=["last_login"])
    return client
