"""The link of an invitation in a browser: with an account, without one, and when it works no more."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from network.actors import SESSION_KEY
from network.enums import Role
from network.members.inviting import hashed
from network.models import User
from opinraitti.models import AuditEvent
from tests import builders, memberships, people

pytestmark = pytest.mark.django_db
GOOD = {"name": "Uusi Opo", "password": "kolme sanaa ja jono"}


@pytest.fixture
def home():
    return builders.organisation("Kuhmon kaupunki")


@pytest.fixture
def invitation(home):
    return memberships.invitation(home)


def page(client) -> str:
    return client.get(reverse("invitation")).content.decode()


def test_the_token_leaves_the_address_at_once(client, invitation):
    response = client.get(reverse("invitation_link", args=[memberships.TOKEN]))
    assert (response.status_code, response["Location"]) == (302, "/kutsu/")
    cookie = response.cookies["kutsu"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", "")
    assert memberships.TOKEN not in cookie.value
    assert "no-store" in response["Cache-Control"]


def test_the_page_tells_who_invites_to_what_and_names_nobody(client, home):
    memberships.invitation(home, invited_by=people.member(Role.LEAD, organisation=home, person=people.user("Lea Lähettäjä")))
    told = page(memberships.opened(client))
    assert "Kuhmon kaupunki" in told
    assert "Ohjaaja" in told
    assert "Lähettäjä" not in told


def test_reading_uses_nothing_up(client, invitation):
    memberships.opened(client)
    page(client)
    invitation.refresh_from_db()
    assert invitation.is_usable


def test_a_full_stop_after_the_address_does_no_harm(client, invitation):
    client.get(f"/kutsu/{memberships.TOKEN}/.", follow=True)
    assert "Luo tili" in page(client)


@pytest.mark.parametrize("forged", [hashed(memberships.TOKEN), "x:y:z", "", "\x00"])
def test_a_forged_cookie_opens_nothing(client, invitation, forged):
    client.cookies["kutsu"] = forged
    assert "ei ole enää voimassa" in page(client)


def test_without_an_account_one_makes_it_and_goes_on_to_the_second_factor(client, invitation, home):
    memberships.opened(client)
    response = client.post(reverse("invitation"), GOOD)
    assert response.url == reverse("desk")
    person = User.objects.get(email=invitation.email)
    assert (person.name, person.memberships.get().organisation) == ("Uusi Opo", home)
    assert client.session["_auth_user_id"] == str(person.pk)
    assert client.cookies["kutsu"].value == ""
    assert client.get(reverse("desk")).url.startswith(reverse("second_factor_enrol"))


def test_one_signs_in_later_however_the_address_was_written_in_the_invitation(client, home):
    memberships.invitation(home, email="Uusi.Opo@Kuhmo.example")
    memberships.opened(client).post(reverse("invitation"), GOOD)
    other = Client()
    other.post(reverse("account_login"), {"login": "uusi.opo@kuhmo.EXAMPLE", "password": GOOD["password"]})
    assert other.session["_auth_user_id"] == client.session["_auth_user_id"]


def test_a_bad_password_keeps_the_name_and_says_why(client, invitation):
    response = memberships.opened(client).post(reverse("invitation"), GOOD | {"password": "salasana123"})
    told = response.content.decode()
    assert "<title>Virhe:" in told
    assert 'value="Uusi Opo"' in told
    assert "salasana123" not in told
    assert 'href="#id_password"' in told
    assert not User.objects.filter(email=invitation.email).exists()


def test_one_with_an_account_is_led_to_sign_in(client, invitation):
    people.user(email=invitation.email.upper())
    told = page(memberships.opened(client))
    assert "Sinulla on jo tili" in told
    assert f"{reverse('account_login')}?next=/kutsu/" in told
    assert 'name="password"' not in told


def test_an_account_is_not_made_twice_for_an_address(client, invitation):
    memberships.opened(client)
    people.user(email=invitation.email)
    response = client.post(reverse("invitation"), GOOD)
    assert "on jo tili" in response.content.decode()
    assert User.objects.filter(email=invitation.email).count() == 1


def test_whoever_is_signed_in_accepts_as_that_account(client, invitation, home):
    person = people.member(Role.EDITOR)
    memberships.opened(people.sign_in(client, person))
    assert person.name in page(client)
    response = client.post(reverse("invitation_accept"))
    assert response.url == reverse("desk")
    assert client.session[SESSION_KEY] == person.memberships.get(organisation=home).pk
    assert "Kuhmon kaupunki" in client.get(reverse("desk")).content.decode()


def test_a_get_accepts_nothing(client, invitation):
    memberships.opened(people.sign_in(client, people.user()))
    assert client.get(reverse("invitation_accept")).status_code == 405


def test_signing_out_keeps_the_invitation(client, invitation):
    memberships.opened(people.sign_in(client, people.member(Role.EDITOR)))
    client.post(reverse("account_logout"))
    assert "Luo tili" in page(client)


def test_a_second_click_sees_that_the_link_is_used(client, invitation):
    memberships.opened(people.sign_in(client, people.user()))
    cookie = client.cookies["kutsu"].value
    client.post(reverse("invitation_accept"))
    client.cookies["kutsu"] = cookie
    response = client.post(reverse("invitation_accept"), follow=True)
    assert "Kutsu on jo käytetty" in response.content.decode()


@pytest.mark.parametrize(
    ("fate", "told"),
    [
        ({"expires_at": timezone.now() - timedelta(days=1)}, "aika on kulunut"),
        ({"withdrawn_at": timezone.now()}, "perunut kutsun"),
    ],
)
def test_a_dead_link_says_why_and_asks_for_a_new_one(client, home, fate, told):
    lead = people.member(Role.LEAD, organisation=home)
    memberships.invitation(home, invited_by=lead, **fate)
    assert told in page(memberships.opened(client))
    for _click in range(2):
        response = client.post(reverse("invitation_ask_again"), follow=True)
    assert "on välitetty" in response.content.decode()
    assert Email.objects.get().to == [lead.email]
    assert AuditEvent.objects.get().actor == "anonymous"


def test_an_unknown_link_gets_the_same_answer_and_tells_nobody(client):
    memberships.opened(client, "something-else")
    assert "ei löydy kutsua" in page(client)
    response = client.post(reverse("invitation_ask_again"), follow=True)
    assert "on välitetty" in response.content.decode()
    assert not Email.objects.exists()


def test_an_account_made_by_a_link_that_dies_meanwhile_is_not_made(client, invitation):
    memberships.opened(client)
    invitation.withdrawn_at = timezone.now()
    invitation.save()
    assert "perunut kutsun" in client.post(reverse("invitation"), GOOD).content.decode()
    assert not User.objects.filter(email=invitation.email).exists()
