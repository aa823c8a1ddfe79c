"""Invitations: who may send them, and that a link makes one member, once, while it is good."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from post_office.models import Email

from network.accounts import invited
from network.enums import Role
from network.members import inviting
from network.members.refusals import AlreadyInvited, Refused
from network.models import Invitation
from opinraitti.lib.secrets import unseal
from opinraitti.models import AuditEvent
from tests import builders, people

pytestmark = pytest.mark.django_db
ADDRESS = "uusi@kuhmo.example"


@pytest.fixture
def home():
    return builders.organisation("Kuhmon kaupunki")


@pytest.fixture
def lead(home):
    return people.actor(people.member(Role.LEAD, organisation=home))


def invite(by, organisation=None, **told):
    told = {"email": ADDRESS, "roles": [Role.COUNSELLOR], "language": "fi"} | told
    return inviting.invite(by=by, organisation=organisation or by.organisation, **told)


def sent_token() -> str:
    """The token in the link of the latest mail."""
    return re.search(r"/kutsu/([\w-]+)/", unseal(Email.objects.latest("id").message, "mail"))[1]


def expire(invitation):
    Invitation.objects.filter(pk=invitation.pk).update(expires_at=timezone.now() - timedelta(minutes=1))
    invitation.refresh_from_db()


def actions() -> list[str]:
    return list(AuditEvent.objects.values_list("action", flat=True))


def test_the_mail_has_the_token_and_the_database_only_its_hash(lead):
    invitation = invite(lead, roles=[Role.EDITOR, Role.COUNSELLOR])
    token = sent_token()
    assert len(token) == 43
    assert invitation.token_hash == inviting.hashed(token)
    assert token not in str(Invitation.objects.values().get())
    assert Email.objects.get().to == [ADDRESS]
    assert invitation.roles == ["counsellor", "editor"]
    event = AuditEvent.objects.get(action="invitation.sent")
    assert (event.organisation, event.details) == (lead.organisation.pk, {"roles": ["counsellor", "editor"]})


def test_the_mail_names_the_organisation_and_the_roles_and_no_person(lead):
    invite(lead)
    text = unseal(Email.objects.get().message, "mail")
    assert "Kuhmon kaupunki" in text
    assert "- Ohjaaja" in text
    assert lead.user.name not in text


def test_the_link_speaks_the_language_of_the_invitation(lead):
    invite(lead, language="sv")
    assert "/sv/kutsu/" in unseal(Email.objects.get().message, "mail")


@pytest.mark.parametrize("role", [Role.WORKING_GROUP, Role.ADMINISTRATOR])
def test_a_lead_gives_no_role_of_the_whole_network(lead, role):
    with pytest.raises(Refused, match="Vain pääkäyttäjä"):
        invite(lead, roles=[Role.COUNSELLOR, role])
    assert not Invitation.objects.exists()


def test_an_administrator_invites_to_any_organisation_with_any_role(home):
    administrator = people.actor(people.member(Role.ADMINISTRATOR))
    assert invite(administrator, home, roles=list(Role)).roles == list(Role)


def test_others_invite_nobody(home):
    counsellor = people.actor(people.member(Role.COUNSELLOR, organisation=home))
    elsewhere = people.actor(people.member(Role.LEAD))
    for by in (counsellor, elsewhere):
        with pytest.raises(PermissionDenied):
            invite(by, home)


def test_an_invitation_without_a_role_is_refused(lead):
    with pytest.raises(Refused, match="ainakin yksi rooli"):
        invite(lead, roles=[])


def test_a_member_is_not_invited_again_by_any_proven_address(lead, home):
    member = people.member(Role.COUNSELLOR, organisation=home)
    member.emailaddress_set.create(email="toinen@kuhmo.example", verified=True)
    for address in (member.email.upper(), "Toinen@kuhmo.example"):
        with pytest.raises(Refused, match="jo jäsen"):
            invite(lead, email=address)


def test_an_account_elsewhere_makes_no_difference(lead):
    people.member(Role.COUNSELLOR, person=people.user(email=ADDRESS))
    assert invite(lead).email == ADDRESS


def test_the_same_address_is_invited_once(lead):
    first = invite(lead)
    with pytest.raises(AlreadyInvited) as refused:
        invite(lead, email=ADDRESS.title())
    assert refused.value.invitation == first
    assert Email.objects.count() == 1


def test_an_organisation_that_has_ended_invites_nobody():
    gone = builders.organisation(network_role="former", ended_on="2025-01-01")
    with pytest.raises(Refused, match="päättynyt"):
        invite(people.actor(people.member(Role.ADMINISTRATOR)), gone)


def test_sending_again_kills_the_old_link_and_starts_a_new_week(lead):
    invitation = invite(lead)
    old = Invitation.objects.get()
    expire(invitation)
    inviting.send_again(by=lead, invitation=invitation)
    assert invitation.is_usable
    assert invitation.token_hash == inviting.hashed(sent_token()) != old.token_hash
    with pytest.raises(Refused):
        inviting.accept(by=people.actor(people.user()), invitation=old)


def test_a_double_click_sends_one_mail(lead):
    invitation = invite(lead)
    with pytest.raises(Refused, match="Odota minuutti"):
        inviting.send_again(by=lead, invitation=invitation)
    assert Email.objects.count() == 1


def test_what_is_withdrawn_opens_nothing_and_is_not_sent_again(lead):
    invitation = invite(lead)
    inviting.withdraw(by=lead, invitation=invitation)
    for action in (inviting.send_again, inviting.withdraw):
        with pytest.raises(Refused, match="käytetty tai peruttu"):
            action(by=lead, invitation=invitation)
    with pytest.raises(Refused):
        inviting.accept(by=people.actor(people.user()), invitation=invitation)


def test_accepting_makes_a_member_with_the_roles(lead, home):
    person = people.user()
    membership = inviting.accept(by=people.actor(person), invitation=invite(lead, roles=[Role.EDITOR]))
    assert (membership.user, membership.organisation) == (person, home)
    assert [row.role for row in membership.roles.all()] == ["editor"]
    assert actions() == ["invitation.sent", "invitation.accepted", "membership.added"]


def test_a_link_is_good_once(lead):
    invitation = invite(lead)
    inviting.accept(by=people.actor(people.user()), invitation=invitation)
    with pytest.raises(Refused, match="ei ole enää voimassa"):
        inviting.accept(by=people.actor(people.user()), invitation=invitation)


def test_a_link_is_good_for_a_week(lead):
    invitation = invite(lead)
    assert timedelta(days=6, hours=23) < invitation.expires_at - timezone.now() < timedelta(days=7)
    expire(invitation)
    with pytest.raises(Refused):
        inviting.accept(by=people.actor(people.user()), invitation=invitation)


def test_a_member_who_accepts_by_another_address_gets_the_roles_besides(lead, home):
    member = people.member(Role.COUNSELLOR, organisation=home)
    membership = inviting.accept(by=people.actor(member), invitation=invite(lead, roles=[Role.EDITOR, Role.COUNSELLOR]))
    assert [row.role for row in membership.roles.all()] == ["counsellor", "editor"]
    assert AuditEvent.objects.get(action="membership.role_added").details == {"roles": ["editor"]}


def test_the_account_made_by_a_link_has_a_proven_address_and_a_place(lead, home):
    user = invited.make_account(invitation=invite(lead, language="sv"), name="Uusi Opo", password="kolme sanaa ja jono")
    assert (user.email, user.language, user.check_password("kolme sanaa ja jono")) == (ADDRESS, "sv", True)
    assert user.emailaddress_set.get().verified
    assert user.memberships.get().organisation == home


def test_no_second_account_for_an_address(lead):
    invitation = invite(lead)
    people.user(email=ADDRESS.upper())
    with pytest.raises(Refused, match="jo tili"):
        invited.make_account(invitation=invitation, name="Uusi", password="kolme sanaa ja jono")
    assert invitation.is_usable


def test_a_dead_link_makes_no_account(lead):
    invitation = invite(lead)
    expire(invitation)
    with pytest.raises(Refused):
        invited.make_account(invitation=invitation, name="Uusi", password="kolme sanaa ja jono")
    assert not invited.has_account(ADDRESS)


def test_who_invited_is_told_once_a_day_that_a_new_link_is_wanted(lead, home):
    people.member(Role.LEAD, organisation=home)
    invitation = invite(lead)
    expire(invitation)
    for _click in range(3):
        inviting.ask_again(by=people.actor(people.user()), invitation=invitation)
    mails = Email.objects.exclude(to=[ADDRESS])
    assert [mail.to for mail in mails] == [[lead.user.email]]
    assert ADDRESS not in unseal(mails.get().message, "mail")
    assert actions().count("invitation.asked_again") == 1


def test_the_leads_are_told_when_who_invited_has_left(lead, home):
    invitation = invite(lead)
    expire(invitation)
    lead.user.memberships.update(starts_on="2020-01-01", ends_on="2020-01-02")
    other = people.member(Role.LEAD, organisation=home)
    inviting.ask_again(by=people.actor(people.user()), invitation=invitation)
    assert Email.objects.latest("id").to == [other.email]


def test_nobody_is_told_of_a_link_that_works(lead):
    inviting.ask_again(by=people.actor(people.user()), invitation=invite(lead))
    assert Email.objects.count() == 1
