"""How long a session lives, told from outside: what a page answers after so many minutes."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from network.enums import Role
from tests import people
from tests.clock_hands import is_kept, turn_back

pytestmark = pytest.mark.django_db
DESK = "/tyopoyta/"


@pytest.fixture
def worker(client):
    """A counsellor's client that has opened the desk a moment ago."""
    people.sign_in(client, people.member(Role.COUNSELLOR))
    assert client.get(DESK).status_code == 200
    return client


@pytest.mark.parametrize(("minutes", "status"), [(0, 200), (29, 200), (30.1, 302), (600, 302)])
def test_a_session_ends_half_an_hour_after_its_last_request(worker, minutes, status):
    turn_back(worker, seen=minutes)
    assert worker.get(DESK).status_code == status


def test_each_request_gives_another_half_hour(worker):
    for _request in range(4):
        turn_back(worker, seen=20, began=20)
        assert worker.get(DESK).status_code == 200


@pytest.mark.parametrize(("hours", "status"), [(9.9, 200), (10.1, 302)])
def test_a_session_ends_after_ten_hours_whatever_is_done(worker, hours, status):
    turn_back(worker, began=hours * 60)
    assert worker.get(DESK).status_code == status


def test_an_ended_session_is_gone_from_the_server(worker):
    old_key = worker.session.session_key
    turn_back(worker, seen=31)
    copied = worker.cookies.copy()
    worker.get(DESK)
    worker.cookies = copied
    assert worker.session.session_key == old_key
    assert not is_kept(worker)
    assert worker.get(DESK).status_code == 302


def test_the_way_in_tells_that_the_session_ended(worker):
    turn_back(worker, seen=31)
    response = worker.get(DESK, follow=True)
    assert response.redirect_chain == [(f"{reverse('account_login')}?next={DESK}", 302)]
    assert "Istuntosi päättyi" in response.content.decode()


def test_a_page_of_the_way_in_goes_by_the_clock_too(worker):
    turn_back(worker, seen=31)
    assert worker.get(reverse("account_login")).status_code == 200


def test_a_public_page_reads_no_session_and_moves_no_clock(worker):
    turn_back(worker, seen=5)
    before = worker.session["seen"]
    with CaptureQueriesContext(connection) as asked:
        worker.get("/tietoa/")
    assert not [query for query in asked if "session" in query["sql"]]
    assert worker.session["seen"] == before


def test_the_last_moment_is_written_once_a_minute_and_costs_no_query_between(worker):
    def queries() -> list[str]:
        with CaptureQueriesContext(connection) as asked:
            worker.get(DESK)
        return [query["sql"] for query in asked if query["sql"].startswith(("UPDATE", "INSERT", "DELETE"))]

    assert queries() == []
    turn_back(worker, seen=1.1)
    assert [sql.split(" SET ")[0] for sql in queries()] == ['UPDATE "django_session"', 'UPDATE "usersessions_usersession"']
    assert queries() == []


def test_the_last_moment_stands_in_the_list_of_devices(worker):
    UserSession.objects.update(last_seen_at=timezone.now() - timedelta(minutes=9))
    turn_back(worker, seen=9)
    worker.get(DESK)
    assert timezone.now() - UserSession.objects.get().last_seen_at < timedelta(seconds=30)


def test_the_cookie_goes_with_the_browser(client):
    people.sign_in(client, people.member(Role.COUNSELLOR))
    cookie = client.get(DESK).cookies["istunto"]
    assert (cookie["max-age"], cookie["expires"]) == ("", "")
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_going_on_gives_the_whole_half_hour_at_once(worker):
    turn_back(worker, seen=29)
    assert worker.post(reverse("session_keep_on")).json() == {"seconds": 1799}
    assert worker.get(DESK).status_code == 200


def test_near_the_tenth_hour_going_on_gives_what_is_left(worker):
    turn_back(worker, began=10 * 60 - 5)
    assert 290 <= worker.post(reverse("session_keep_on")).json()["seconds"] <= 300


def test_after_the_end_nobody_goes_on(worker):
    turn_back(worker, seen=31)
    assert worker.post(reverse("session_keep_on")).status_code == 302
    assert worker.get(DESK).status_code == 302


def test_the_page_knows_how_long_it_has(worker):
    turn_back(worker, seen=0.5)
    page = worker.get(DESK).content.decode()
    assert 'data-session-seconds="17' in page
    assert "30 minuuttiin, viimeistään kello" in page


def test_a_deactivated_person_is_out_on_the_next_request(client):
    person = people.member(Role.LEAD)
    people.sign_in(client, person)
    assert client.get(DESK).status_code == 200
    person.is_active = False
    person.save()
    assert client.get(DESK).status_code == 302


def test_an_ended_membership_is_out_on_the_next_request(client):
    person = people.member(Role.LEAD)
    people.sign_in(client, person)
    assert client.get("/jasenet/", follow=True).status_code == 200
    day = timezone.localdate()
    person.memberships.update(starts_on=day - timedelta(days=9), ends_on=day - timedelta(days=1))
    assert client.get("/jasenet/", follow=True).status_code == 403
    assert client.get(DESK)["Location"] == "/jasenet/omat/"


def test_signing_in_changes_the_key_of_the_session(client):
    person = people.user()
    client.get(reverse("account_login"))
    session = client.session
    session["planted"] = "1"
    session.save()
    client.cookies["istunto"] = planted = session.session_key
    client.post(reverse("account_login"), {"login": person.email, "password": people.PASSWORD})
    assert client.session.session_key != planted
    assert client.session["_auth_user_id"] == str(person.pk)
    client.cookies["istunto"] = planted
    assert client.get(DESK).status_code == 302
