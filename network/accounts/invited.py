"""The invitation a visitor has opened, and the account made by it.

The link's token stays in the link. What the browser keeps is a signed cookie with the token's hash: it cannot be turned
back into a link, and without our key nobody can make one of what the database holds. A cookie and not the session: it
survives signing out (“this is not my account”), and a mail scanner that opens the link leaves no session behind.
"""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from network.actors import actor_in
from network.members import inviting
from network.members.refusals import Refused
from network.models import Invitation, User
from opinraitti.lib import audit

COOKIE = "__Host-kutsu" if settings.SESSION_COOKIE_SECURE else "kutsu"
_SALT = "invitation"
# Long enough to make an account with a second factor in peace; the link opens it anew.
_HOURS = 12


def remember(response, token: str) -> None:
    """The browser holds the invitation of this token until it is closed."""
    response.set_signed_cookie(
        COOKIE, inviting.hashed(token), salt=_SALT, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )


def forget(response) -> None:
    response.delete_cookie(COOKIE, samesite="Lax")


def opened_invitation(request) -> Invitation | None:
    """The invitation the visitor has opened, whatever has become of it since."""
    token_hash = request.get_signed_cookie(COOKIE, default=None, salt=_SALT, max_age=_HOURS * 3600)
    if not token_hash:
        return None
    return Invitation.objects.select_related("organisation").filter(token_hash=token_hash).first()


def invitation_of(request) -> Invitation | None:
    """The invitation the visitor has opened, when it can still be used."""
    invitation = opened_invitation(request)
    return invitation if invitation and invitation.is_usable else None


def has_account(email: str) -> bool:
    """Whether somebody signs in by the address. Told only to who holds a link sent to it."""
    return (
        User.objects.filter(email__iexact=email).exists()
        or EmailAddress.objects.filter(email__iexact=email, verified=True).exists()
    )


@transaction.atomic
def make_account(*, invitation: Invitation, name: str, password: str | None = None) -> User:
    """A new account that is a member at once; the link has proved the address. Without a password: single sign-on only.

    Raises `Refused` when the invitation can no longer be used, or when the address has an account by now.
    """
    # As allauth keeps and looks for addresses.
    email = invitation.email.lower()
    try:
        with transaction.atomic():
            user = User.objects.create_user(email, password, name=name, language=invitation.language)
            EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    except IntegrityError as fault:
        raise Refused(_("Tällä osoitteella on jo tili. Kirjaudu sisään ja hyväksy kutsu.")) from fault
    actor = actor_in(user, None)
    audit.record(by=actor, action="account.created", subject=user, organisation=invitation.organisation)
    inviting.accept(by=actor, invitation=invitation)
    return user
