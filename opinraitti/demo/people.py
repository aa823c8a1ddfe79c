"""The demo's people: each is a role in the network, not a person. Nobody of them has a password."""

from allauth.account.models import EmailAddress
from django.utils.functional import SimpleLazyObject

from network.enums import Role
from network.members.roles import add_member
from network.models import Membership, Organisation, User
from opinraitti.lib import audit

ADDRESS_END = "@opinraitti.example"
_PUBLIC = ("title", "advises_on", "is_public", "is_email_public", "is_phone_public")


def seed_people(rows: list[dict], organisations: dict[str, Organisation], *, by) -> None:
    """`rows`: the tables of `data/people.toml`; `organisations`: {foreign id: organisation}."""
    for row in rows:
        person = _account(row, by=by)
        for place in row["place"]:
            roles = [Role(role) for role in place["roles"]]
            membership = add_member(by=by, user=person, organisation=organisations[place["organisation"]], roles=roles)
            told = {name: place[name] for name in _PUBLIC if name in place}
            Membership.objects.filter(pk=membership.pk).update(**told)


def _account(row: dict, *, by) -> User:
    person = User.objects.create_user(
        row["id"] + ADDRESS_END, name=row["name"], phone=row.get("phone", ""), speaks=row.get("speaks", [])
    )
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    audit.record(by=by, action="account.created", subject=person)
    return person


def to_try() -> list[dict]:
    """The demo's people in groups by organisation, as the sign-in page offers them."""
    rows = (
        Membership.objects.current()
        .filter(user__email__endswith=ADDRESS_END, user__is_active=True)
        .select_related("user", "organisation")
        .prefetch_related("roles")
    )
    groups: dict[Organisation, list[Membership]] = {}
    for row in rows:
        groups.setdefault(row.organisation, []).append(row)
    return [{"organisation": organisation, "memberships": members} for organisation, members in groups.items()]


def offered(request) -> dict:
    """Context processor of the demo alone: whom a visitor may try to be; asked only where it is shown."""
    return {"people_to_try": SimpleLazyObject(to_try)}
