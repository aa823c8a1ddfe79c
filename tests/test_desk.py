"""The desk: for whom one works, what waits, what one may do."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from post_office.models import STATUS, Email

from network.enums import Role
from network.models import JoinRequest
from network.permissions import LABELS, POLICY, Permission, granted
from opinraitti.lib import audit, mail, sealing
from opinraitti.lib.calendar import today
from opinraitti.pages.steps import STEPS
from tests import builders, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    """A counsellor in one organisation, a lead in another."""
    person = people.member(Role.COUNSELLOR, organisation=builders.organisation("Kuhmon kaupunki"))
    return people.member(Role.LEAD, organisation=builders.organisation("Sotkamon kunta"), person=person)


def test_the_desk_says_for_whom_one_works_and_as_what(client, person):
    page = people.sign_in(client, person).get(reverse("desk")).content.decode()
    assert "Kuhmon kaupunki · Ohjaaja" in page


def test_one_works_for_one_organisation_at_a_time(client, person):
    people.sign_in(client, person)
    (other,) = person.memberships.filter(roles__role=Role.LEAD)
    assert client.post(reverse("switch"), {"membership": other.pk}).status_code == 302
    assert "Sotkamon kunta · Vastuuhenkilö" in client.get(reverse("desk")).content.decode()


@pytest.mark.parametrize("chosen", ["", "0", "x", "999999999999999999999"])
def test_nobody_switches_to_what_is_not_theirs(client, person, chosen):
    people.sign_in(client, person)
    assert client.post(reverse("switch"), {"membership": chosen}).status_code == 404
    stranger = people.member(Role.ADMINISTRATOR).memberships.get()
    assert client.post(reverse("switch"), {"membership": stranger.pk}).status_code == 404


def test_a_membership_that_has_ended_gives_nothing(client, person):
    people.sign_in(client, person)
    person.memberships.update(starts_on="2020-01-01", ends_on="2020-12-31")
    assert client.get(reverse("desk")).url == reverse("own_memberships")
    assert client.get(reverse("policy")).status_code == 403


def test_the_policy_is_shown_as_the_code_has_it(client, person):
    page = people.sign_in(client, person).get(reverse("policy")).content.decode()
    assert all(str(LABELS[permission]) in page for permission in Permission)
    assert page.count(">kyllä<") == sum(len(held) for held in POLICY.values()) + len(POLICY[Role.COUNSELLOR])


def test_every_permission_is_told_in_words_and_given_to_some_role():
    assert set(LABELS) == set(Permission) == granted(Role)


def desk_of(client, person) -> str:
    return people.sign_in(client, person).get(reverse("desk")).content.decode()


def test_what_waits_is_shown_to_whom_it_concerns(client, person):
    (membership,) = person.memberships.filter(roles__role=Role.LEAD)
    JoinRequest.objects.create(user=people.user(), organisation=membership.organisation)
    lead = people.member(Role.LEAD, organisation=membership.organisation, advises_on="Kaikki asiat")
    assert "1 liittymispyyntö odottaa vastaustasi" in desk_of(client, lead)
    assert "liittymispyyntö" not in desk_of(Client(), people.member(Role.COUNSELLOR, organisation=membership.organisation))


def test_an_empty_profile_is_asked_for_and_a_full_one_is_not(client):
    assert "Kerro, missä asioissa autat" in desk_of(client, people.member(Role.COUNSELLOR))
    assert "Mikään ei odota sinua nyt" in desk_of(Client(), people.member(Role.COUNSELLOR, advises_on="Uranvalinta"))


def test_an_old_review_of_access_is_late(client):
    lead = people.member(Role.LEAD, advises_on="Kaikki asiat", starts_on=today() - timedelta(days=400))
    page = desk_of(client, lead)
    assert "Tarkista, kenellä on pääsy" in page
    assert "Myöhässä" in page


def test_the_administrator_hears_of_mails_that_failed_and_of_a_trace_not_sealed(client, monkeypatch):
    administrator = people.member(Role.ADMINISTRATOR, advises_on="Tunnukset")
    with transaction.atomic():
        mail.send(to=administrator.email, template="account_closed", language="fi", context={})
    Email.objects.update(status=STATUS.failed)
    audit.record(by=builders.TESTER, action="tests.begun", subject=administrator)
    monkeypatch.setattr(sealing, "OVERDUE", timedelta(0))
    page = desk_of(client, administrator)
    assert "1 viesti ei mennyt perille" in page
    assert "Lokia ei ole sinetöity vuorokauteen" in page


@pytest.mark.parametrize("role", list(Role))
def test_each_role_is_taught_what_it_can_do(client, role):
    page = desk_of(client, people.member(role))
    told = [step for step in STEPS if step.permission in POLICY[role]]
    assert told
    assert all(str(step.text) in page for step in told)
