"""What the members' pages list, in a constant number of queries."""

from allauth.mfa.models import Authenticator
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from network.accounts.factors import FACTORS
from network.enums import Role
from network.filters import named
from network.models import Invitation, JoinRequest, Membership, Organisation, User
from opinraitti.lib.text import folded, localised

# A page of a person search is for finding one person, not for reading all of them.
MOST_FOUND = 50


def with_second_factor(rows: QuerySet, user: str = "user") -> QuerySet:
    """Each row knows `has_second_factor`: whether its person has taken one into use in the portal."""
    factors = Authenticator.objects.filter(user=OuterRef(user), type__in=FACTORS)
    return rows.annotate(has_second_factor=Exists(factors))


def members_of(organisation: Organisation) -> list[Membership]:
    """Those in force or to come, by name."""
    rows = Membership.objects.not_over().filter(organisation=organisation).select_related("user").prefetch_related("roles")
    return sorted(with_second_factor(rows), key=lambda row: folded(str(row.user)))


def former_members_of(organisation: Organisation) -> QuerySet[Membership]:
    """The latest first. Who has come back is among the members."""
    present = Membership.objects.not_over().filter(organisation=organisation).values("user")
    gone = Membership.objects.filter(organisation=organisation).exclude(user__in=present)
    return gone.select_related("user").order_by("-ends_on", "-pk")


def open_invitations_of(organisation: Organisation) -> QuerySet[Invitation]:
    """Those that wait, and dead ones whose holder has asked for a new link; what needs the hand comes first."""
    rows = organisation.invitations.waiting() | organisation.invitations.filter(asked_again_at__isnull=False)
    return rows.order_by(F("asked_again_at").asc(nulls_last=True), "expires_at", "pk")


def used_invitations_of(organisation: Organisation) -> QuerySet[Invitation]:
    return organisation.invitations.filter(accepted_at__isnull=False).select_related("accepted_by").order_by("-accepted_at")


def _number(rows: QuerySet) -> Coalesce:
    """How many rows of each organisation."""
    counted = rows.filter(organisation=OuterRef("pk")).order_by().values("organisation").annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number"), output_field=IntegerField()), 0)


def organisations_with_members(words: str = "") -> list[Organisation]:
    """By name, each with `members`, `leads` and `waiting`; without `words` only those where there is somebody."""
    members = Membership.objects.not_over()
    rows = Organisation.objects.annotate(
        members=_number(members),
        leads=_number(members.lasting().of_active_people().holding(Role.LEAD)),
        waiting=_number(JoinRequest.objects.waiting()) + _number(Invitation.objects.waiting()),
    )
    rows = named(rows.filter(ended_on=None), words) if words else rows.filter(Q(members__gt=0) | Q(waiting__gt=0))
    return sorted(rows, key=lambda row: folded(localised(row.name).text))


def people_found(words: str) -> list[User]:
    """Whose name or address holds the words, by name; at most one more than `MOST_FOUND`."""
    # Compared here and not in the database, which may not know that Ä is ä.
    wanted = folded(words)
    found = [
        (folded(name), pk)
        for pk, name, email in User.objects.values_list("pk", "name", "email")
        if wanted in folded(name) or wanted in folded(email)
    ]
    keys = [pk for _name, pk in sorted(found)[: MOST_FOUND + 1]]
    rows = User.objects.prefetch_related("memberships__organisation", "memberships__roles").in_bulk(keys)
    return [rows[key] for key in keys]
