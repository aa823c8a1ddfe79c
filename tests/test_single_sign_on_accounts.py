"""Whose account the organisation's sign-in opens: a new one by invitation, one's own by connecting it, nobody else's."""

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.signals import pre_social_login

from network.accounts.single_sign_on import provider_id
from network.enums import Role
from network.models import Invitation, User
from opinraitti.models import AuditEvent
from tests import builders, memberships, people
from tests.oidc_provider import provider, provider_process
from tests.test_single_sign_on import SUBJECT, come_back, to_provider, who

__all__ = ["provider", "provider_process"]
pytestmark = pytest.mark.django_db
ADDRESS, OWN = "uusi@kuhmo.example", "/tili/organisaatio/"
SIGN_UP = "/kirjaudu/organisaatio/uusi-tili/"


@pytest.fixture
def invitation(client) -> Invitation:
    """Opened in the client's browser."""
    sent = memberships.invitation(builders.organisation("Kuhmon kaupunki"), email=ADDRESS)
    memberships.opened(client)
    return sent


def test_an_unknown_person_gets_no_account_but_a_page_that_says_whom_to_ask(client, provider):
    before = User.objects.count()
    response = come_back(client, provider)
    assert response.status_code == 403
    assert "pyydä organisaatiosi vastuuhenkilöä kutsumaan sinut" in response.content.decode()
    assert (User.objects.count(), SocialAccount.objects.count(), who(client)) == (before, 0, None)


def test_an_invited_person_makes_an_account_by_saying_yes(client, provider, invitation):
    provider.knows(SUBJECT, name="Uusi Ohjaaja", amr=["mfa"], email="muu@toinen.example", email_verified=True)
    response = come_back(client, provider)
    assert response["Location"] == SIGN_UP
    page = client.get(SIGN_UP).content.decode()
    assert 'value="Uusi Ohjaaja"' in page
    assert ADDRESS in page
    assert not User.objects.filter(email=ADDRESS).exists(), "a GET makes nothing"
    response = client.post(SIGN_UP, {"name": "Uusi Ohjaaja"})
    person = User.objects.get(email=ADDRESS)
    assert (response.status_code, who(client), person.name) == (302, str(person.pk), "Uusi Ohjaaja")
    assert not person.has_usable_password()
    assert list(EmailAddress.objects.values_list("email", "verified").filter(user=person)) == [(ADDRESS, True)]
    assert SocialAccount.objects.filter(user=person, uid=SUBJECT, provider=provider_id()).exists()
    assert [row.organisation for row in person.memberships.all()] == [invitation.organisation]
    assert client.get("/tyopoyta/").status_code == 200
    connected = AuditEvent.objects.filter(action="single_sign_on.connected", subject_id=str(person.pk))
    assert connected.count() == 1


def test_a_name_that_is_missing_is_asked_for(client, provider, invitation):
    provider.knows(SUBJECT, name={"no": "text"})
    come_back(client, provider)
    response = client.post(SIGN_UP, {"name": " \u200b "})
    assert response.status_code == 200
    assert "<title>Virhe:" in response.content.decode()
    assert not User.objects.filter(email=ADDRESS).exists()


def test_an_invitation_is_used_once(client, provider, invitation):
    come_back(client, provider)
    Invitation.objects.update(expires_at=invitation.created_at)
    assert client.post(SIGN_UP, {"name": "Uusi"})["Location"] == "/kirjaudu/"
    assert not User.objects.filter(email=ADDRESS).exists()


def test_who_has_an_account_at_the_invitations_address_signs_in_by_it_first(client, provider, invitation):
    people.user(email=ADDRESS)
    come_back(client, provider)
    response = client.post(SIGN_UP, {"name": "Uusi"})
    assert response.status_code == 409
    assert "Sinulla on jo tili" in response.content.decode()
    assert not SocialAccount.objects.exists()


def test_nobody_gets_to_the_new_account_without_coming_from_the_provider(client, provider, invitation):
    assert client.get(SIGN_UP)["Location"] == "/kirjaudu/"


def connect(client, provider, subject=SUBJECT):
    return client.get(provider.visit(to_provider(client, address=f"{OWN}liita/"), subject))


def test_a_person_connects_the_organisations_account_and_signs_in_by_it(client, provider):
    person = people.member(Role.COUNSELLOR)
    people.sign_in(client, person)
    assert "Liitä organisaation tunnus" in client.get(OWN).content.decode()
    provider.knows(SUBJECT, amr=["mfa"])
    response = connect(client, provider)
    assert response["Location"] == OWN
    page = client.get(OWN).content.decode()
    assert "Organisaation tunnus on liitetty" in page
    assert "Liitä organisaation tunnus" not in page
    client.post("/kirjaudu/ulos/")
    come_back(client, provider)
    assert who(client) == str(person.pk)


def test_connecting_asks_for_a_fresh_sign_in(client, provider):
    people.sign_in(client, people.member(Role.COUNSELLOR), fresh=False)
    response = client.post(f"{OWN}liita/")
    assert response.status_code == 302
    assert response["Location"].startswith("/kirjaudu/uudelleen/")
    assert not SocialAccount.objects.exists()


def test_an_account_that_is_anothers_is_not_taken(client, provider):
    other = people.member(Role.LEAD)
    SocialAccount.objects.create(user=other, provider=provider_id(), uid=SUBJECT)
    people.sign_in(client, people.member(Role.COUNSELLOR))
    connect(client, provider)
    assert "liitetty jo toiseen tiliin" in client.get(OWN).content.decode()
    assert [row.user for row in SocialAccount.objects.all()] == [other]


def test_of_two_tabs_that_connect_at_once_one_does(client, provider):
    person = people.member(Role.COUNSELLOR)

    def other_tab(sender, sociallogin, **kwargs):
        SocialAccount.objects.create(user=person, provider=provider_id(), uid=SUBJECT)

    people.sign_in(client, person)
    pre_social_login.connect(other_tab)
    try:
        response = connect(client, provider)
    finally:
        pre_social_login.disconnect(other_tab)
    assert response.status_code == 400
    assert "Aloita alusta" in response.content.decode()


def test_a_person_disconnects_and_the_trace_tells(client, provider):
    person = people.member(Role.COUNSELLOR)
    people.sign_in(client, person)
    connect(client, provider)
    client.post(OWN, {"account": SocialAccount.objects.get().pk})
    assert not SocialAccount.objects.exists()
    assert AuditEvent.objects.filter(action="single_sign_on.disconnected", actor=person.audit_name).count() == 1


def test_the_last_way_in_is_not_disconnected(client, provider):
    person = people.member(Role.COUNSELLOR)
    account = SocialAccount.objects.create(user=person, provider=provider_id(), uid=SUBJECT)
    person.set_unusable_password()
    person.save()
    EmailAddress.objects.filter(user=person).delete()
    people.sign_in(client, person)
    client.post(OWN, {"account": account.pk})
    assert SocialAccount.objects.exists()
    assert "ainoa tapasi kirjautua" in client.get(OWN).content.decode()


@pytest.mark.parametrize("account", ["", "0", "x", "9" * 40, "\x00", "anothers"])
def test_only_ones_own_is_disconnected(client, provider, account):
    other = SocialAccount.objects.create(user=people.member(Role.LEAD), provider=provider_id(), uid=SUBJECT)
    people.sign_in(client, people.member(Role.COUNSELLOR))
    assert client.post(OWN, {"account": other.pk if account == "anothers" else account}).status_code == 302
    assert SocialAccount.objects.count() == 1
