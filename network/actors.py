"""Who acts in a request, and for which organisation: `request.actor`."""

from functools import partial

from django.utils.functional import SimpleLazyObject

from network.enums import Role
from network.models import Membership, User
from network.permissions import Actor, granted

# The session remembers which of the memberships the person works in.
SESSION_KEY = "membership"


def memberships_of(user: User) -> list[Membership]:
    """The person's memberships in force, with organisations and roles, in the order of the organisations: two queries."""
    return list(user.memberships.current().select_related("organisation").prefetch_related("roles"))


def actor_in(user: User, membership: Membership | None) -> Actor:
    roles = frozenset(Role(row.role) for row in membership.roles.all()) if membership else frozenset()
    return Actor(user, membership and membership.organisation, roles, granted(roles))


class ActorMiddleware:
    """Gives each request `memberships` and `actor`, both read only when asked for; None for a reader without an account."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.memberships = SimpleLazyObject(partial(_memberships, request))
        request.actor = SimpleLazyObject(partial(_actor, request))
        return self.get_response(request)


def _memberships(request) -> list[Membership]:
    return memberships_of(request.user) if request.user.is_authenticated else []


def _actor(request) -> Actor | None:
    if not request.user.is_authenticated:
        return None
    chosen = request.session.get(SESSION_KEY)
    membership = next((row for row in request.memberships if row.pk == chosen), None)
    return actor_in(request.user, membership or next(iter(request.memberships), None))
