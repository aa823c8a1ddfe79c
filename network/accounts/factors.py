"""What a person has for the second step of signing in, and who must have something."""

from allauth.mfa.models import Authenticator

from network.models import Membership, MembershipRole, User

# Recovery codes stand in for one of these; alone they are none.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def factors_of(user: User):
    return Authenticator.objects.filter(user=user, type__in=FACTORS)


def must_have_factor(user: User) -> bool:
    """Whoever holds a role today, and whoever may enter Django's own administration."""
    roles = MembershipRole.objects.filter(membership__in=Membership.objects.current().filter(user=user))
    return user.is_staff or roles.exists()


def is_needed(authenticator: Authenticator) -> bool:
    """Whether it is the last one of a person who must have one."""
    user = authenticator.user
    return not factors_of(user).exclude(pk=authenticator.pk).exists() and must_have_factor(user)
