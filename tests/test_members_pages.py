"""The members' pages in a browser: what is shown, what the forms do, and what stays when something is wrong."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from network.enums import Role
from network.members import leaving
from network.models import Invitation
from opinraitti.lib.calendar import today
from opinraitti.models import ReadRecord
from tests import builders, memberships, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return builders.organisation("Kuhmon kaupunki")


@pytest.fixture
def lead(home):
    return people.member(Role.LEAD, organisation=home, person=people.user("Veera Vastuu"))


@pytest.fixture
def browser(client, lead):
    return people.sign_in(client, lead)


@pytest.fixture
def members_page(home):
    return reverse("members_of", args=[home.slug])


def text(response) -> str:
    return response.content.decode()


def test_a_lead_is_led_to_the_own_organisation(browser, members_page):
    assert browser.get(reverse("members")).url == members_page


def test_what_waits_comes_before_the_members(browser, home, members_page):
    memberships.join_request(home, people.user("Pia Pyytäjä"))
    memberships.invitation(home, email="vanha@kuhmo.example", expires_at=timezone.now() - timedelta(days=1))
    told = text(browser.get(members_page))
    assert told.index("Pia Pyytäjä") < told.index("vanha@kuhmo.example") < told.index('id="jasenet"')
    assert "Linkki vanheni" in told


def test_who_asks_for_a_new_link_is_seen_first(browser, home, members_page):
    memberships.invitation(home, email="odottaja@kuhmo.example")
    asking = {"withdrawn_at": timezone.now(), "asked_again_at": timezone.now(), "token": "other"}
    memberships.invitation(home, email="kysyja@kuhmo.example", **asking)
    told = text(browser.get(members_page))
    assert told.index("kysyja@kuhmo.example") < told.index("Pyytää uutta linkkiä") < told.index("odottaja@kuhmo.example")


def test_seeing_members_leaves_a_trace(browser, home, members_page, lead):
    member = memberships.counsellor(home)
    browser.get(members_page)
    record = ReadRecord.objects.get()
    assert (record.reader, set(record.persons), record.page) == (
        lead.audit_name,
        {lead.audit_name, member.user.audit_name},
        "members_of",
    )


def full(home, number):
    for _each in range(number):
        member, asked = memberships.counsellor(home), memberships.join_request(home)
        memberships.invitation(home, email=asked.user.email, token=f"open {asked.pk}")
        used = {"accepted_at": timezone.now(), "accepted_by": member.user, "token": f"used {asked.pk}"}
        memberships.invitation(home, email=member.user.email, **used)
        past = {"starts_on": today() - timedelta(days=9), "ends_on": today() - timedelta(days=2)}
        people.member(Role.EDITOR, organisation=home, **past)


@pytest.mark.parametrize("address", ["members_of", "members", "member"])
def test_a_page_asks_as_much_for_thirty_as_for_three(client, home, address, django_assert_max_num_queries):
    people.sign_in(client, people.member(Role.ADMINISTRATOR))
    member = memberships.counsellor(home)
    url = reverse(address, args={"members_of": [home.slug], "member": [member.pk]}.get(address, []))
    counts = []
    for number in (3, 27):
        full(home, number)
        for _each in range(number):
            memberships.counsellor(builders.organisation())
        client.get(url)
        with django_assert_max_num_queries(30) as asked:
            client.get(url)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_inviting_sends_and_lists_the_invitation(browser, home, members_page):
    asked = {"email": "uusi@kuhmo.example", "roles": ["counsellor"], "language": "sv"}
    response = browser.post(reverse("invite", args=[home.slug]), asked, follow=True)
    assert response.redirect_chain == [(members_page, 302)]
    assert "Kutsu on lähetetty" in text(response)
    assert "uusi@kuhmo.example" in text(response)


def test_a_lead_is_offered_only_roles_a_lead_may_give(browser, home):
    told = text(browser.get(reverse("invite", args=[home.slug])))
    assert 'value="lead"' in told
    assert 'value="administrator"' not in told
    forged = {"email": "uusi@kuhmo.example", "roles": ["administrator"], "language": "fi"}
    assert browser.post(reverse("invite", args=[home.slug]), forged).status_code == 200
    assert not Invitation.objects.exists()


def test_a_wrong_invitation_keeps_what_was_typed(browser, home):
    response = browser.post(reverse("invite", args=[home.slug]), {"email": "ei osoite", "roles": ["editor"], "language": "en"})
    told = text(response)
    assert "<title>Virhe:" in told
    assert 'value="ei osoite"' in told
    assert 'href="#id_email"' in told
    assert told.count(" checked") == 1


def test_who_is_already_invited_can_be_sent_the_link_again(browser, home):
    waiting = memberships.invitation(home, email="uusi@kuhmo.example")
    asked = {"email": "Uusi@kuhmo.example", "roles": ["editor"], "language": "fi"}
    assert reverse("invitation_send_again", args=[waiting.pk]) in text(browser.post(reverse("invite", args=[home.slug]), asked))
    browser.post(reverse("invitation_send_again", args=[waiting.pk]))
    assert Email.objects.get().to == ["uusi@kuhmo.example"]


def test_withdrawing_takes_the_invitation_off_the_page(browser, home, members_page):
    waiting = memberships.invitation(home)
    response = browser.post(reverse("invitation_withdraw", args=[waiting.pk]), follow=True)
    assert "Kutsu on peruttu" in text(response)
    assert waiting.email not in text(response)
    again = browser.post(reverse("invitation_withdraw", args=[waiting.pk]), follow=True)
    assert "jo käytetty tai peruttu" in text(again)


def test_a_request_is_approved_with_roles(browser, home):
    asked = memberships.join_request(home, message="Aloitan syksyllä")
    url = reverse("join_request", args=[asked.pk])
    assert "Aloitan syksyllä" in text(browser.get(url))
    assert "Valitse ainakin yksi rooli" in text(browser.post(url))
    browser.post(url, {"roles": ["editor"]})
    assert asked.user.memberships.get().organisation == home


def test_the_second_answer_sees_the_first(browser, lead, home):
    asked = memberships.join_request(home)
    url = reverse("join_request", args=[asked.pk])
    browser.post(reverse("join_refuse", args=[asked.pk]))
    late = browser.post(url, {"roles": ["editor"]})
    assert late.status_code == 409
    assert "Vastasi Veera Vastuu" in text(late)
    assert browser.get(url).status_code == 200
    assert browser.post(reverse("join_refuse", args=[asked.pk])).status_code == 409


def test_roles_and_title_are_changed_on_one_form(browser, lead, home):
    member = memberships.counsellor(home)
    url = reverse("member_change", args=[member.pk])
    browser.post(url, {"roles": ["editor"], "title": "Toimittaja", "starts_on": "1.9.2025"})
    member.refresh_from_db()
    assert (member.title, str(member.starts_on)) == ("Toimittaja", "2025-09-01")
    history = text(browser.get(reverse("member", args=[member.pk]))).partition("Mitä on tapahtunut")[2]
    assert "Rooli lisättiin: Toimittaja" in history
    assert "Veera Vastuu" in history
    assert ReadRecord.objects.latest("id").persons == [member.user.audit_name, lead.audit_name]


def test_a_role_beyond_the_lead_stays_when_the_others_change(browser, home):
    member = people.member(Role.COUNSELLOR, Role.WORKING_GROUP, organisation=home).memberships.get()
    url = reverse("member_change", args=[member.pk])
    assert "Nämä roolit säilyvät" in text(browser.get(url))
    browser.post(url, {"roles": ["editor"], "title": "", "starts_on": "1.9.2025"})
    assert set(member.roles.values_list("role", flat=True)) == {"editor", "working_group"}


def test_a_wrong_day_is_told_and_kept(browser, home):
    member = memberships.counsellor(home)
    response = browser.post(reverse("member_change", args=[member.pk]), {"roles": ["editor"], "starts_on": "huomenna"})
    assert 'value="huomenna"' in text(response)
    assert 'href="#id_starts_on"' in text(response)


def test_the_only_lead_names_the_next_one_on_the_form(browser, lead, home):
    heir = memberships.counsellor(home)
    url = reverse("leave", args=[lead.memberships.get().pk])
    assert "ainoan vastuuhenkilön tehtävä" in text(browser.get(url))
    asked = {"last_day": f"{today():%d.%m.%Y}"}
    assert "Valitse, kuka jatkaa" in text(browser.post(url, asked))
    browser.post(url, asked | {"colleague": heir.pk})
    assert lead.memberships.get().ends_on == today()
    assert Role.LEAD in heir.roles.values_list("role", flat=True)


def test_who_holds_nothing_is_asked_for_nobody(browser, home):
    member = memberships.counsellor(home)
    url = reverse("member_end", args=[member.pk])
    assert 'name="colleague"' not in text(browser.get(url))
    browser.post(url, {"at_once": "on"})
    assert not home.memberships.not_over().filter(user=member.user).exists()


def test_an_end_in_the_past_is_told_and_kept(browser, home):
    url = reverse("member_end", args=[memberships.counsellor(home).pk])
    response = browser.post(url, {"last_day": "1.1.2020"})
    assert "Päivä on jo mennyt" in text(response)
    assert 'value="1.1.2020"' in text(response)


def test_an_end_to_come_is_shown_and_can_be_taken_back(browser, lead, home):
    member = memberships.counsellor(home)
    leaving.end_membership(by=people.actor(lead), membership=member, last_day=today() + timedelta(days=30))
    url = reverse("member", args=[member.pk])
    assert "Pidä jäsenyys" in text(browser.get(url))
    browser.post(reverse("member_keep", args=[member.pk]))
    assert "Pidä jäsenyys" not in text(browser.get(url))


def test_a_former_member_is_shown_without_anything_to_do(browser, home, members_page):
    past = {"starts_on": today() - timedelta(days=9), "ends_on": today() - timedelta(days=2)}
    gone = people.member(Role.EDITOR, organisation=home, **past).memberships.get()
    url = reverse("member", args=[gone.pk])
    assert url in text(browser.get(members_page))
    told = text(browser.get(url))
    assert "Jäsenyys on päättynyt" in told
    assert reverse("member_change", args=[gone.pk]) not in told
    assert browser.post(reverse("member_sign_out", args=[gone.pk])).status_code == 404


def test_a_member_is_signed_out_everywhere(browser, home):
    member, elsewhere = memberships.counsellor(home), Client()
    people.sign_in(elsewhere, member.user)
    UserSession.objects.create(
        user=member.user, session_key=elsewhere.session.session_key, ip="127.0.0.1", user_agent="Firefox/140.0 (Windows)"
    )
    assert "Firefox, Windows" in text(browser.get(reverse("member", args=[member.pk])))
    browser.post(reverse("member_sign_out", args=[member.pk]))
    assert elsewhere.get(reverse("desk")).status_code == 302


def test_changing_members_asks_to_sign_in_again(client, home, lead):
    people.sign_in(client, lead, fresh=False)
    member = memberships.counsellor(home)
    asked = {"roles": ["editor"], "title": "", "starts_on": "1.9.2025"}
    for name, sent in (("member_change", asked), ("member_end", {"at_once": "on"})):
        assert client.post(reverse(name, args=[member.pk]), sent).url.startswith(reverse("account_reauthenticate"))
    assert list(member.roles.values_list("role", flat=True)) == ["counsellor"]
    assert home.memberships.lasting().filter(pk=member.pk).exists()
