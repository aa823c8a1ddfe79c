"""On which devices a person is signed in, and signing out there."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from network.accounts.devices import in_words
from network.accounts.sessions import end_sessions, sessions_of
from network.enums import Role
from opinraitti.models import AuditEvent
from tests import people
from tests.clock_hands import turn_back

pytestmark = pytest.mark.django_db
OWN = "/tili/istunnot/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile/15E148 Safari/604.1"


@pytest.fixture
def person():
    return people.member(Role.COUNSELLOR)


def device(person, user_agent=FIREFOX) -> Client:
    """A browser of the person that has opened the desk."""
    client = people.sign_in(Client(headers={"user-agent": user_agent}), person)
    client.get("/tyopoyta/")
    return client


def is_in(client) -> bool:
    return client.get("/tyopoyta/").status_code == 200


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (FIREFOX, "Firefox, Linux"),
        (PHONE, "Safari, iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36 Edg/142.0", "Edge, Windows"),
        ("Mozilla/5.0 (Linux; Android 15; SM-S921B) AppleWebKit/537.36 SamsungBrowser/28.0 Chrome/130.0 Mobile Safari/537.36",
         "Samsung Internet, Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/142.0 Safari/537.36", "Chrome, Mac"),
        ("curl/8", "Tuntematon laite"),
        ("", "Tuntematon laite"),
        ("<script>", "Tuntematon laite"),
    ],
)  # fmt: skip
def test_a_device_is_told_in_words(user_agent, words):
    assert in_words(user_agent) == words


def test_each_device_is_listed_and_this_one_is_marked(person):
    here = device(person)
    device(person, PHONE)
    page = here.get(OWN).content.decode()
    assert page.count("<strong>Firefox, Linux</strong>") == page.count("<strong>Safari, iPhone</strong>") == 1
    assert page.count("Tämä laite") == 1
    assert "127.0.0.1" not in page


def test_a_device_of_a_sign_in_that_allauth_did_not_see_is_listed_too(person):
    client = Client(headers={"user-agent": FIREFOX})
    client.force_login(person)
    client.get("/tyopoyta/")
    assert [row.device for row in sessions_of(person)] == ["Firefox, Linux"]


def test_nobody_elses_devices_are_listed_or_ended(person):
    other = people.member(Role.LEAD)
    others, here = device(other, PHONE), device(person)
    assert "iPhone" not in here.get(OWN).content.decode()
    here.post(OWN, {"session": UserSession.objects.get(user=other).pk})
    assert is_in(others)


@pytest.mark.parametrize("chosen", ["", "0", "x", "9" * 40, "\x00"])
def test_what_is_no_device_ends_nothing(person, chosen):
    here, phone = device(person), device(person, PHONE)
    assert here.post(OWN, {"session": chosen}).status_code == 302
    assert is_in(phone)
    assert is_in(here)


def test_one_device_is_signed_out(person):
    here, phone, tablet = device(person), device(person, PHONE), device(person, PHONE.replace("iPhone", "iPad"))
    chosen = next(row.id for row in sessions_of(person) if row.device == "Safari, iPhone")
    assert "1 laite kirjattiin ulos." in here.post(OWN, {"session": chosen}, follow=True).content.decode()
    assert [is_in(client) for client in (here, phone, tablet)] == [True, False, True]


def test_all_other_devices_are_signed_out(person):
    here, phone, tablet = (device(person) for _device in range(3))
    here.post(OWN, {"others": "1"})
    assert [is_in(client) for client in (here, phone, tablet)] == [True, False, False]
    event = AuditEvent.objects.get(action="sessions.ended")
    assert (event.actor, event.details) == (person.audit_name, {"count": 2})


def test_this_device_is_not_ended_here(person):
    here = device(person)
    here.post(OWN, {"session": UserSession.objects.get().pk})
    assert is_in(here)


def test_the_lead_signs_a_member_out_everywhere(person):
    devices = [device(person), device(person, PHONE)]
    lead = people.actor(people.member(Role.LEAD))
    assert end_sessions(by=lead, user=person) == 2
    assert not any(map(is_in, devices))
    assert sessions_of(person) == []
    assert AuditEvent.objects.get(action="sessions.ended").actor == lead.audit_name


def test_a_new_password_signs_the_other_devices_out(person):
    here, phone = device(person), device(person, PHONE)
    new = "neljäs sana ja kolme muuta"
    here.post("/tili/salasana/", {"oldpassword": people.PASSWORD, "password1": new})
    person.refresh_from_db()
    assert person.check_password(new)
    assert [is_in(client) for client in (here, phone)] == [True, False]
    assert [row.device for row in sessions_of(person)] == ["Firefox, Linux"]


def test_a_session_that_would_open_nothing_is_not_listed(person):
    idle, old, gone, alive = (device(person) for _device in range(4))
    now = timezone.now()
    UserSession.objects.filter(session_key=idle.session.session_key).update(last_seen_at=now - timedelta(minutes=31))
    UserSession.objects.filter(session_key=old.session.session_key).update(created_at=now - timedelta(hours=11))
    Session.objects.filter(session_key=gone.session.session_key).delete()
    rows = sessions_of(person, here=alive.session.session_key)
    assert [row.is_here for row in rows] == [True]


def test_the_list_costs_the_same_for_one_device_and_for_ten(person):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            here.get(OWN)
        return len(asked)

    here = device(person)
    here.get(OWN)
    few = queries()
    for _device in range(9):
        device(person, PHONE)
    assert queries() == few


def test_ended_sessions_are_forgotten_with_their_devices(person):
    alive, gone = device(person), device(person, PHONE)
    Session.objects.filter(session_key=gone.session.session_key).update(expire_date=timezone.now())
    call_command("erase_ended_sessions")
    call_command("erase_ended_sessions")
    assert [row.session_key for row in UserSession.objects.all()] == [alive.session.session_key]
    assert is_in(alive)


def test_a_session_ended_while_it_is_used_stays_ended(person):
    """The last moment is written by a request that had read the session before it was ended."""
    client = device(person)
    turn_back(client, seen=5)
    end_sessions(by=people.actor(person), user=person)
    assert not is_in(client)
    assert not Session.objects.filter(session_key=client.cookies["istunto"].value).exists()
