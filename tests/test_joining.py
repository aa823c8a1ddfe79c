"""A person asks to join; the lead answers once; both are told."""

import pytest
from django.core.exceptions import PermissionDenied
from post_office.models import Email

from network.enums import Role
from network.members import joining
from network.members.refusals import Refused
from opinraitti.lib.secrets import unseal
from opinraitti.models import AuditEvent
from tests import builders, memberships, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return builders.organisation("Kuhmon kaupunki")


@pytest.fixture
def lead(home):
    return people.actor(people.member(Role.LEAD, organisation=home))


def ask(person, home, message="Aloitan nuorisotyössä"):
    return joining.ask(by=people.actor(person), organisation=home, message=message)


def test_the_leads_are_told_without_names(lead, home):
    person = people.user("Pyytäjä Esimerkki")
    ask(person, home)
    mail = Email.objects.get()
    assert mail.to == [lead.user.email]
    text = unseal(mail.message, "mail")
    assert "/jasenet/pyynnot/" in text
    assert "Pyytäjä" not in text
    assert "nuorisotyössä" not in text


def test_the_administrators_are_told_where_there_is_no_lead(home):
    administrator = people.member(Role.ADMINISTRATOR)
    ask(people.user(), home)
    assert Email.objects.get().to == [administrator.email]


def test_one_asks_once_and_not_where_one_belongs(lead, home):
    person = people.user()
    ask(person, home)
    with pytest.raises(Refused, match="odottaa jo"):
        ask(person, home)
    with pytest.raises(Refused, match="Olet jo"):
        ask(lead.user, home)
    gone = builders.organisation(network_role="former", ended_on="2025-01-01")
    with pytest.raises(Refused, match="päättynyt"):
        ask(person, gone)


def test_approving_makes_a_member_and_tells_the_person(lead, home):
    request = ask(person := people.user(), home)
    membership = joining.approve(by=lead, request=request, roles=[Role.EDITOR])
    assert (membership.user, [row.role for row in membership.roles.all()]) == (person, ["editor"])
    assert (request.is_approved, request.decided_by) == (True, lead.user)
    assert Email.objects.latest("id").to == [person.email]
    assert list(AuditEvent.objects.values_list("action", flat=True)) == [
        "join_request.sent",
        "join_request.approved",
        "membership.added",
    ]


def test_refusing_tells_the_person_and_makes_nothing(lead, home):
    request = ask(person := people.user(), home)
    joining.refuse(by=lead, request=request)
    assert Email.objects.latest("id").to == [person.email]
    assert not person.memberships.exists()


def test_the_first_answer_stands(lead, home):
    request = ask(person := people.user(), home)
    joining.refuse(by=lead, request=request)
    with pytest.raises(Refused, match="on jo vastattu"):
        joining.approve(by=lead, request=request, roles=[Role.EDITOR])
    assert not person.memberships.exists()


def test_a_lead_answers_for_the_own_organisation_with_own_roles(lead, home):
    request = memberships.join_request(home)
    with pytest.raises(PermissionDenied):
        joining.approve(by=people.actor(people.member(Role.LEAD)), request=request, roles=[Role.EDITOR])
    with pytest.raises(Refused, match="Vain pääkäyttäjä"):
        joining.approve(by=lead, request=request, roles=[Role.ADMINISTRATOR])
    request.refresh_from_db()
    assert request.decided_at is None


def test_after_a_refusal_one_may_ask_again(lead, home):
    joining.refuse(by=lead, request=ask(person := people.user(), home))
    assert ask(person, home).decided_at is None
