"""Guessing is slowed: counted for all processes together, by account and by address, and never for ever."""

import threading
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.db import connection, connections
from django.test import Client
from post_office.models import Email

from network.enums import Role
from opinraitti import guessing
from opinraitti.models import AuditEvent
from tests import people
from tests.limits_hands import LOGIN, is_signed_in, try_password

TOO_MANY = "Yrityksiä on ollut liian monta"
TRIES = 5


def is_refused(response) -> bool:
    return response.status_code == 429 or TOO_MANY in response.content.decode()


def let_pass(minutes: float) -> None:
    """As if what has been counted so far had been counted so long ago."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM opinraitti_cache WHERE cache_key LIKE %s", ["%:login%"])
        keys = [key.removeprefix(":1:") for (key,) in cursor.fetchall()]
    for key in keys:
        cache.set(key, [moment - minutes * 60 for moment in cache.get(key)], 86_400)


@pytest.fixture
def person():
    return people.user()


@pytest.fixture
def out_of_tries(client, person):
    for _try in range(TRIES):
        assert not is_refused(try_password(client, person))
    return person


@pytest.mark.django_db
def test_after_five_wrong_passwords_even_the_right_one_waits(client, out_of_tries):
    assert is_refused(try_password(client, out_of_tries, people.PASSWORD))
    assert not is_signed_in(client)


@pytest.mark.django_db
def test_a_refused_try_does_not_reach_the_password(client, out_of_tries):
    tried = AuditEvent.objects.filter(action="sign_in.failed").count()
    try_password(client, out_of_tries)
    assert AuditEvent.objects.filter(action="sign_in.failed").count() == tried == TRIES


@pytest.mark.django_db
def test_from_another_address_and_another_browser_the_account_is_guarded_as_well(out_of_tries):
    assert is_refused(try_password(Client(), out_of_tries, people.PASSWORD, REMOTE_ADDR="198.51.100.7"))


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["localhost", "localhost:8001", "127.0.0.1:9", "[::1]:4711"])
def test_another_name_of_the_portal_begins_no_new_count(settings, out_of_tries, host):
    settings.ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1", "[::1]"]
    assert is_refused(try_password(Client(), out_of_tries, people.PASSWORD, headers={"host": host}))


@pytest.mark.django_db
@pytest.mark.parametrize("spelling", [str.upper, lambda address: f" {address} "], ids=["large letters", "blanks"])
def test_another_spelling_of_the_address_begins_no_new_count(client, out_of_tries, spelling):
    response = client.post(LOGIN, {"login": spelling(out_of_tries.email), "password": people.PASSWORD})
    assert is_refused(response)


@pytest.mark.django_db
def test_a_limit_on_one_account_does_not_lock_another_out(client, out_of_tries):
    try_password(client, people.user(), people.PASSWORD)
    assert is_signed_in(client)


@pytest.mark.django_db
@pytest.mark.parametrize(("minutes", "opens"), [(4.5, False), (5.1, True)])
def test_when_the_time_has_passed_the_right_password_works(client, out_of_tries, minutes, opens):
    for _more in range(3):
        assert is_refused(try_password(client, out_of_tries))
    let_pass(minutes)
    try_password(client, out_of_tries, people.PASSWORD)
    assert is_signed_in(client) is opens


@pytest.mark.django_db
def test_a_hundred_wrong_passwords_a_day_are_enough(client, person):
    for _window in range(20):
        for _try in range(TRIES):
            try_password(client, person)
        let_pass(5.1)
    assert AuditEvent.objects.filter(action="sign_in.failed").count() == 100
    assert is_refused(try_password(client, person, people.PASSWORD))
    let_pass(24 * 60)
    try_password(client, person, people.PASSWORD)
    assert is_signed_in(client)


@pytest.mark.django_db
def test_the_right_password_costs_no_try(client, person):
    for _time in range(TRIES + 2):
        try_password(client, person, people.PASSWORD)
        assert is_signed_in(client)
        client.post("/kirjaudu/ulos/")


@pytest.mark.django_db
def test_one_address_that_tries_many_accounts_gets_a_page_that_says_when(client, settings):
    settings.ACCOUNT_RATE_LIMITS = guessing.ACCOUNT | {"login": "4/m/ip"}
    answers = [client.post(LOGIN, {"login": f"a{number}@b.example", "password": "x"}) for number in range(5)]
    assert [answer.status_code for answer in answers] == [200] * 4 + [429]
    page = answers[-1].content.decode()
    assert "Yritä uudelleen 5 minuutin kuluttua" in page
    assert "/kirjaudu/koodi/" in page
    assert answers[-1]["Retry-After"] == "300"
    assert client.get(LOGIN).status_code == 200, "to read the page is never refused"


@pytest.mark.django_db
def test_a_wrong_code_of_the_app_is_counted_too(client):
    person = people.member(Role.COUNSELLOR)
    activate_app(person)
    client.post(LOGIN, {"login": person.email, "password": people.PASSWORD})
    answers = [client.post("/kirjaudu/vahvistus/", {"code": "000000"}) for _try in range(TRIES + 1)]
    assert [is_refused(answer) for answer in answers] == [False] * TRIES + [True]


def activate_app(person) -> None:
    from_outside = Client()
    people.sign_in(from_outside, person)
    from_outside.get("/tili/vahvistus/sovellus/")
    secret = from_outside.session["mfa.totp.secret"]
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    from_outside.post("/tili/vahvistus/sovellus/", {"code": code})


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/kirjaudu/koodi/", "/salasana/unohtui/"])
def test_nobodys_mailbox_is_filled(person, address):
    answers = [Client(REMOTE_ADDR=f"198.51.100.{number}").post(address, {"email": person.email}) for number in range(4)]
    assert [is_refused(answer) for answer in answers] == [False] * 3 + [True]
    assert Email.objects.count() == 3


@pytest.mark.django_db
def test_the_count_is_kept_in_the_database(client, person):
    try_password(client, person)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM opinraitti_cache WHERE cache_key LIKE %s", ["%login_failed%"])
        assert cursor.fetchone()[0] >= 2


@pytest.mark.skipif(connection.vendor != "postgresql", reason="on SQLite writers wait for each other anyway")
@pytest.mark.django_db(transaction=True)
def test_fifty_guesses_at_once_reach_the_password_five_times(person):
    answers, start = [], threading.Barrier(50)

    def guess(number: int) -> None:
        client = Client(REMOTE_ADDR=f"198.51.100.{number}")
        start.wait()
        try:
            answers.append(try_password(client, person, f"arvaus numero {number}"))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=guess, args=(number,)) for number in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 50
    assert {answer.status_code for answer in answers} <= {200, 429}
    assert AuditEvent.objects.filter(action="sign_in.failed").count() == TRIES
    assert sum(map(is_refused, answers)) == 50 - TRIES
    late = Client(REMOTE_ADDR="203.0.113.1")
    assert is_refused(try_password(late, person, people.PASSWORD))
