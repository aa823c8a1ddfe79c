"""The desk: for whom one works, what waits, what one may do."""

import pytest
from django.urls import reverse

from network.enums import Role
from network.permissions import LABELS, POLICY, Permission, granted
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
    assert client.get(reverse("desk")).status_code == 403


def test_the_policy_is_shown_as_the_code_has_it(client, person):
    page = people.sign_in(client, person).get(reverse("policy")).content.decode()
    assert all(str(LABELS[permission]) in page for permission in Permission)
    assert page.count(">kyllä<") == sum(len(held) for held in POLICY.values()) + len(POLICY[Role.COUNSELLOR])


def test_every_permission_is_told_in_words_and_given_to_some_role():
    assert set(LABELS) == set(Permission) == granted(Role)
