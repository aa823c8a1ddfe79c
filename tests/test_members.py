"""Roles and leaving: what changes, who may change it, and that no organisation is left without a lead."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from post_office.models import Email

from network.enums import Role
from network.members import leaving, roles
from network.members.refusals import LastHolder, Refused
from network.models import Membership
from opinraitti.lib.audit import SystemActor
from opinraitti.lib.calendar import today
from opinraitti.models import AuditEvent
from tests import builders, memberships, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return builders.organisation("Kuhmon kaupunki")


@pytest.fixture
def lead(home):
    return people.actor(people.member(Role.LEAD, organisation=home))


@pytest.fixture
def administrator():
    return people.actor(people.member(Role.ADMINISTRATOR))


def place(by) -> Membership:
    return by.user.memberships.get()


def held(membership) -> list[str]:
    return sorted(membership.roles.values_list("role", flat=True))


def test_roles_are_given_and_taken_and_the_trace_tells_which(lead, home):
    member = memberships.counsellor(home)
    roles.change_roles(by=lead, membership=member, roles=[Role.EDITOR, Role.LEAD])
    assert held(member) == ["editor", "lead"]
    told = AuditEvent.objects.filter(subject_id=str(member.pk)).values_list("action", "details", "organisation")
    assert list(told) == [
        ("membership.role_added", {"roles": ["editor", "lead"]}, home.pk),
        ("membership.role_removed", {"roles": ["counsellor"]}, home.pk),
    ]
    assert Email.objects.get().to == [member.user.email]


def test_the_same_roles_again_change_and_tell_nothing(lead, home):
    roles.change_roles(by=lead, membership=memberships.counsellor(home), roles=[Role.COUNSELLOR])
    assert not AuditEvent.objects.exists()
    assert not Email.objects.exists()


def test_a_member_has_a_role(lead, home):
    with pytest.raises(Refused, match="ainakin yksi rooli"):
        roles.change_roles(by=lead, membership=memberships.counsellor(home), roles=[])


@pytest.mark.parametrize("role", [Role.WORKING_GROUP, Role.ADMINISTRATOR])
def test_a_lead_neither_gives_nor_takes_a_role_of_the_network(lead, home, role):
    member = memberships.counsellor(home)
    with pytest.raises(Refused, match="Vain pääkäyttäjä"):
        roles.change_roles(by=lead, membership=member, roles=[Role.COUNSELLOR, role])
    holder = people.member(role, organisation=home).memberships.get()
    with pytest.raises(Refused, match="Vain pääkäyttäjä"):
        roles.change_roles(by=lead, membership=holder, roles=[Role.COUNSELLOR])
    assert (held(member), held(holder)) == (["counsellor"], [role])


def test_members_are_their_own_organisations_affair(lead):
    elsewhere = memberships.counsellor(builders.organisation())
    colleague = people.actor(people.member(Role.COUNSELLOR, organisation=lead.organisation))
    for by, membership in ((lead, elsewhere), (colleague, place(lead))):
        with pytest.raises(PermissionDenied):
            roles.change_roles(by=by, membership=membership, roles=[Role.EDITOR])
        with pytest.raises(PermissionDenied):
            leaving.end_membership(by=by, membership=membership, last_day=today())
    with pytest.raises(PermissionDenied):
        roles.add_member(by=lead, user=people.user(), organisation=elsewhere.organisation, roles=[Role.EDITOR])


def test_a_person_is_a_member_once(administrator, home):
    person = people.user()
    roles.add_member(by=administrator, user=person, organisation=home, roles=[Role.LEAD])
    with pytest.raises(Refused, match="on jo"):
        roles.add_member(by=administrator, user=person, organisation=home, roles=[Role.EDITOR])
    assert AuditEvent.objects.get().organisation == home.pk


def test_who_has_left_may_come_back(lead, home):
    gone = memberships.counsellor(home)
    leaving.end_membership(by=lead, membership=gone, last_day=leaving.at_once())
    back = roles.add_member(by=lead, user=gone.user, organisation=home, roles=[Role.EDITOR])
    assert back.pk != gone.pk
    assert list(gone.user.memberships.current()) == [back]


def test_the_last_lead_keeps_the_role(lead, administrator):
    for by in (lead, administrator):
        with pytest.raises(LastHolder, match="on oltava vastuuhenkilö"):
            roles.change_roles(by=by, membership=place(lead), roles=[Role.COUNSELLOR])
        with pytest.raises(LastHolder):
            leaving.end_membership(by=by, membership=place(lead), last_day=today())
    with pytest.raises(LastHolder):
        leaving.close_account(by=administrator, user=lead.user)
    assert held(place(lead)) == ["lead"]
    assert place(lead).ends_on is None


def test_the_last_lead_goes_when_another_is_named_in_the_same_action(administrator, home):
    for action in (
        lambda mine, heir: roles.change_roles(by=administrator, membership=mine, roles=[Role.EDITOR], colleague=heir),
        lambda mine, heir: leaving.end_membership(by=administrator, membership=mine, last_day=today(), colleague=heir),
        lambda mine, heir: leaving.close_account(by=administrator, user=mine.user, colleagues={mine.pk: heir}),
    ):
        with builders.undone():
            mine, heir = people.member(Role.LEAD, organisation=home).memberships.get(), memberships.counsellor(home)
            action(mine, heir)
            assert held(heir) == ["counsellor", "lead"]


@pytest.mark.parametrize("why", ["elsewhere", "leaving", "closed", "oneself"])
def test_the_next_lead_is_a_member_who_stays(lead, home, why):
    heir = memberships.counsellor(builders.organisation() if why == "elsewhere" else home)
    if why == "leaving":
        Membership.objects.filter(pk=heir.pk).update(ends_on=today() + timedelta(days=9))
    if why == "closed":
        heir.user.is_active = False
        heir.user.save()
    with pytest.raises(Refused, match="jonka jäsenyys jatkuu"):
        leaving.end_membership(
            by=lead, membership=place(lead), last_day=today(), colleague=place(lead) if why == "oneself" else heir
        )


def test_a_lead_who_is_about_to_leave_does_not_count(lead, home):
    other = people.member(Role.LEAD, organisation=home).memberships.get()
    leaving.end_membership(by=lead, membership=other, last_day=today() + timedelta(days=30))
    with pytest.raises(LastHolder):
        leaving.end_membership(by=lead, membership=place(lead), last_day=today() + timedelta(days=40))


def test_a_lead_whose_account_is_closed_does_not_count(lead, home):
    closed = people.member(Role.LEAD, organisation=home)
    closed.is_active = False
    closed.save()
    with pytest.raises(LastHolder):
        roles.change_roles(by=lead, membership=place(lead), roles=[Role.EDITOR])


def test_what_has_begun_does_not_begin_later(lead):
    with pytest.raises(Refused, match="jo alkanut"):
        roles.describe(by=lead, membership=place(lead), title="", starts_on=today() + timedelta(days=1))


def test_title_and_first_day_are_corrected(lead):
    roles.describe(by=lead, membership=place(lead), title="Rehtori", starts_on=today() - timedelta(days=90))
    assert (place(lead).title, place(lead).starts_on) == ("Rehtori", today() - timedelta(days=90))
    assert AuditEvent.objects.get().details == {"fields": ["title", "starts_on"]}


def test_the_last_administrator_stays(administrator):
    mine, boss = place(administrator), SystemActor("tests")
    for refused in (
        lambda: roles.change_roles(by=boss, membership=mine, roles=[Role.EDITOR]),
        lambda: leaving.end_membership(by=administrator, membership=mine, last_day=today()),
        lambda: leaving.close_account(by=boss, user=administrator.user),
    ):
        with pytest.raises(LastHolder, match="on oltava pääkäyttäjä"):
            refused()
    people.member(Role.ADMINISTRATOR)
    roles.change_roles(by=boss, membership=mine, roles=[Role.EDITOR])
    assert held(mine) == ["editor"]


def test_a_membership_ends_after_its_last_day(lead, home):
    member = memberships.counsellor(home)
    leaving.end_membership(by=lead, membership=member, last_day=today())
    assert list(home.memberships.current().filter(user=member.user)) == [member]
    assert not home.memberships.current(today() + timedelta(days=1)).filter(user=member.user).exists()
    assert AuditEvent.objects.get().details == {"last_day": today().isoformat()}
    assert Email.objects.get().to == [member.user.email]


def test_a_membership_ends_at_once_even_on_its_first_day(lead, home):
    member = memberships.counsellor(home)
    leaving.end_membership(by=lead, membership=member, last_day=leaving.at_once())
    assert not home.memberships.not_over().filter(user=member.user).exists()
    with pytest.raises(Refused, match="jo päättynyt"):
        leaving.end_membership(by=lead, membership=member, last_day=today())


def test_nobody_ends_in_the_past(lead, home):
    with pytest.raises(Refused, match="jo mennyt"):
        leaving.end_membership(by=lead, membership=memberships.counsellor(home), last_day=today() - timedelta(days=2))


def test_one_leaves_by_oneself_without_a_letter(home):
    member = memberships.counsellor(home)
    leaving.end_membership(by=people.actor(member.user), membership=member, last_day=today())
    assert not Email.objects.exists()


def test_an_end_to_come_is_taken_back(lead, home):
    member = memberships.counsellor(home)
    leaving.end_membership(by=lead, membership=member, last_day=today() + timedelta(days=3))
    leaving.keep_membership(by=lead, membership=member)
    assert home.memberships.lasting().filter(user=member.user).exists()
