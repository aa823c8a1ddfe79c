"""Two at the same moment, each in a transaction of its own: one wins, nothing is lost. What only PostgreSQL shows."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.db import connection, transaction

from network.enums import Role
from network.members import inviting, joining, leaving, roles
from network.members.refusals import Refused
from network.models import Membership
from opinraitti.lib.audit import SystemActor
from opinraitti.lib.calendar import today
from tests import builders, memberships, people

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time"),
]
ROUNDS = 10


def at_once(*actions) -> list[bool]:
    """Runs the actions together, each as a request would; tells which were done and which refused."""
    start = Barrier(len(actions))

    def run(action) -> bool:
        try:
            with transaction.atomic():
                start.wait(timeout=10)
                action()
        except Refused:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(run, actions))


def leads_of(organisation) -> int:
    return Membership.objects.lasting().of_active_people().holding(Role.LEAD).filter(organisation=organisation).count()


def two_leads():
    home = builders.organisation()
    pair = [people.member(Role.LEAD, organisation=home) for _each in range(2)]
    return home, [(people.actor(person), person.memberships.get()) for person in pair]


def test_two_leads_who_demote_each_other_leave_one():
    for _round in range(ROUNDS):
        home, ((one, ones), (other, others)) = two_leads()
        done = at_once(
            partial(roles.change_roles, by=one, membership=others, roles=[Role.EDITOR]),
            partial(roles.change_roles, by=other, membership=ones, roles=[Role.EDITOR]),
        )
        assert sorted(done) == [False, True]
        assert leads_of(home) == 1


def test_two_leads_who_leave_together_leave_one():
    for _round in range(ROUNDS):
        home, ((one, ones), (other, others)) = two_leads()
        done = at_once(
            partial(leaving.end_membership, by=one, membership=ones, last_day=today()),
            partial(roles.change_roles, by=other, membership=others, roles=[Role.EDITOR]),
        )
        assert sorted(done) == [False, True]
        assert leads_of(home) == 1


def test_two_administrators_who_close_each_other_leave_one():
    pair = [people.member(Role.ADMINISTRATOR) for _each in range(2)]
    one, other = map(people.actor, pair)
    done = at_once(
        partial(leaving.close_account, by=one, user=other.user),
        partial(leaving.close_account, by=other, user=one.user),
    )
    assert sorted(done) == [False, True]
    assert Membership.objects.lasting().of_active_people().holding(Role.ADMINISTRATOR).count() == 1


def test_a_link_opened_by_many_makes_one_member():
    for _round in range(ROUNDS):
        home = builders.organisation()
        invitation = memberships.invitation(home, token=home.slug)
        actors = [people.actor(people.user()) for _each in range(8)]
        done = at_once(*[partial(inviting.accept, by=by, invitation=invitation) for by in actors])
        assert sum(done) == 1
        assert home.memberships.count() == 1


def test_a_request_answered_by_two_is_answered_once():
    home, ((one, _ones), (other, _others)) = two_leads()
    request = memberships.join_request(home)
    done = at_once(
        partial(joining.approve, by=one, request=request, roles=[Role.EDITOR]),
        partial(joining.refuse, by=other, request=request),
    )
    assert sorted(done) == [False, True]
    assert home.memberships.filter(user=request.user).exists() == done[0]


def test_an_address_invited_by_two_is_invited_once():
    home, ((one, _ones), (other, _others)) = two_leads()
    told = {"organisation": home, "email": "uusi@kuhmo.example", "roles": [Role.EDITOR], "language": "fi"}
    done = at_once(partial(inviting.invite, by=one, **told), partial(inviting.invite, by=other, **told))
    assert sorted(done) == [False, True]
    assert home.invitations.count() == 1


def test_two_answers_to_one_person_make_one_membership():
    home, person = builders.organisation(), people.user()
    invitation = memberships.invitation(home)
    at_once(
        partial(inviting.accept, by=people.actor(person), invitation=invitation),
        partial(roles.add_member, by=SystemActor("tests"), user=person, organisation=home, roles=[Role.EDITOR]),
    )
    assert person.memberships.count() == 1
