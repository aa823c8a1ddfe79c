"""What a member holds goes to a colleague before the door closes; accounts that close and open again."""

import pytest
from django.core.exceptions import PermissionDenied
from post_office.models import Email

from network.enums import Role
from network.members import holdings, inviting, joining, leaving
from network.members.refusals import Refused
from network.members.second_factor_reset import IdentityCheck, reset_second_factor
from network.models import User
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


def kinds(membership) -> dict[str, int]:
    return {row.kind.name: row.count for row in holdings.held_by(membership)}


def test_the_only_lead_holds_the_lead_the_requests_and_the_invitations(lead, home):
    memberships.join_request(home)
    memberships.invitation(home, invited_by=lead.user)
    assert kinds(lead.user.memberships.get()) == {"lead": 1, "join_requests": 1, "invitations": 1}
    people.member(Role.LEAD, organisation=home)
    assert kinds(lead.user.memberships.get()) == {"invitations": 1}


def test_invitations_that_work_no_more_are_nobodys(lead, home):
    people.member(Role.LEAD, organisation=home)
    inviting.withdraw(by=lead, invitation=memberships.invitation(home, invited_by=lead.user))
    assert kinds(lead.user.memberships.get()) == {}


def test_leaving_hands_everything_over_in_the_same_action(lead, home):
    invitation = memberships.invitation(home, invited_by=lead.user)
    heir, mine = memberships.counsellor(home), lead.user.memberships.get()
    leaving.end_membership(by=lead, membership=mine, last_day=today(), colleague=heir)
    invitation.refresh_from_db()
    assert invitation.invited_by == heir.user
    assert Role.LEAD in heir.roles.values_list("role", flat=True)
    assert AuditEvent.objects.get(action="membership.ended").details["handed_over"] == {"lead": 1, "invitations": 1}
    assert [mail.to for mail in Email.objects.all()] == [[heir.user.email]]


def test_something_held_needs_a_colleague(lead, home):
    people.member(Role.LEAD, organisation=home)
    memberships.invitation(home, invited_by=lead.user)
    with pytest.raises(Refused, match="1 avoin kutsu"):
        leaving.end_membership(by=lead, membership=lead.user.memberships.get(), last_day=today())


def test_a_room_above_registers_what_its_people_hold(monkeypatch, lead, home):
    monkeypatch.setattr(holdings, "_kinds", list(holdings._kinds))
    moved = []
    kind = holdings.Kind("clients", lambda membership: 3, lambda count: f"{count} asiakasta", lambda **told: moved.append(told))
    holdings.register(kind)
    holdings.register(kind)
    member, heir = memberships.counsellor(home), memberships.counsellor(home)
    assert kinds(member) == {"clients": 3}
    leaving.end_membership(by=lead, membership=member, last_day=today(), colleague=heir)
    assert [(told["membership"], told["colleague"]) for told in moved] == [(member, heir)]


def test_closing_an_account_ends_everything_of_it(administrator, home):
    member = memberships.counsellor(home)
    person = people.member(Role.EDITOR, person=member.user)
    memberships.join_request(builders.organisation(), person)
    leaving.close_account(by=administrator, user=person)
    person.refresh_from_db()
    assert not person.is_active
    assert not person.memberships.not_over().exists()
    assert not person.join_requests.waiting().exists()
    assert AuditEvent.objects.filter(action="account.closed", subject_id=str(person.pk)).exists()
    assert Email.objects.latest("id").to == [person.email]


def test_another_lead_takes_over_when_the_administrator_names_nobody(administrator, lead, home):
    other = people.member(Role.LEAD, organisation=home)
    invitation = memberships.invitation(home, invited_by=lead.user)
    leaving.close_account(by=administrator, user=lead.user)
    invitation.refresh_from_db()
    assert invitation.invited_by == other


def test_only_another_administrator_closes_an_account(administrator, lead):
    with pytest.raises(PermissionDenied):
        leaving.close_account(by=lead, user=people.user())
    with pytest.raises(Refused, match="omaa tiliäsi"):
        leaving.close_account(by=administrator, user=administrator.user)


def test_a_closed_account_opens_again_without_memberships(administrator, home):
    person = memberships.counsellor(home).user
    leaving.close_account(by=administrator, user=person)
    with pytest.raises(Refused, match="jo suljettu"):
        leaving.close_account(by=administrator, user=person)
    leaving.reopen_account(by=administrator, user=person)
    assert User.objects.get(pk=person.pk).is_active
    assert not person.memberships.not_over().exists()
    with pytest.raises(Refused, match="jo käytössä"):
        leaving.reopen_account(by=administrator, user=person)


def test_a_person_who_asks_may_take_it_back(home):
    person = people.user()
    request = joining.ask(by=people.actor(person), organisation=home, message="")
    joining.take_back(by=people.actor(person), request=request)
    assert not person.join_requests.waiting().exists()


def test_a_lost_second_factor_is_removed_and_its_person_told(administrator, home):
    person = memberships.counsellor(home).user
    person.authenticator_set.create(type="totp", data={})
    person.authenticator_set.create(type="recovery_codes", data={})
    reset_second_factor(by=administrator, user=person, identity_check=IdentityCheck.MET)
    assert not person.authenticator_set.exists()
    told = AuditEvent.objects.get(action="account.second_factor_reset").details
    assert told == {"identity_check": "met", "factors": ["recovery_codes", "totp"]}
    assert Email.objects.get().to == [person.email]


def test_a_second_factor_is_reset_by_another_administrator_only(administrator, lead):
    administrator.user.authenticator_set.create(type="totp", data={})
    for by, refusal in ((lead, PermissionDenied), (administrator, Refused)):
        with pytest.raises(refusal):
            reset_second_factor(by=by, user=administrator.user, identity_check=IdentityCheck.MET)
    assert administrator.user.authenticator_set.exists()
