"""One's own places, and the administrator's pages of people's accounts, in a browser."""

import pytest
from django.urls import reverse

from network.enums import Role
from tests import builders, memberships, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return builders.organisation("Kuhmon kaupunki")


def text(response) -> str:
    return response.content.decode()


def test_who_has_left_everything_finds_the_way_back_in(client, home):
    person = memberships.counsellor(home).user
    people.sign_in(client, person)
    client.post(reverse("leave", args=[person.memberships.get().pk]), {"at_once": "on"})
    response = client.get(reverse("desk"), follow=True)
    assert response.redirect_chain == [(reverse("own_memberships"), 302)]
    assert reverse("join") in text(response)


def test_one_asks_to_join_and_may_think_again(client, home):
    person = people.user()
    people.sign_in(client, person)
    assert "Valitse organisaatio" in text(client.post(reverse("join"), {"message": "Aloitan syksyllä"}))
    response = client.post(reverse("join"), {"organisation": home.slug, "message": "Aloitan syksyllä"}, follow=True)
    assert "Odottaa vastausta" in text(response)
    again = client.post(reverse("join"), {"organisation": home.slug, "message": "Aloitan syksyllä"})
    assert "odottaa jo vastausta" in text(again)
    assert "Aloitan syksyllä" in text(again)
    response = client.post(reverse("join_cancel", args=[person.join_requests.get().pk]), follow=True)
    assert "Peruttu" in text(response)


def test_an_administrator_finds_and_closes_an_account(client, home):
    people.sign_in(client, people.member(Role.ADMINISTRATOR))
    person = memberships.counsellor(home).user
    person.name = "Åke Öhman"
    person.save()
    found = text(client.post(reverse("accounts"), {"words": "öHMAN"}))
    assert reverse("person_account", args=[person.pk]) in found
    client.post(reverse("account_close", args=[person.pk]))
    told = text(client.get(reverse("person_account", args=[person.pk])))
    assert "Tili suljettu" in told
    client.post(reverse("account_reopen", args=[person.pk]))
    person.refresh_from_db()
    assert person.is_active


def test_closing_the_account_of_the_only_lead_asks_who_goes_on(client, home):
    people.sign_in(client, people.member(Role.ADMINISTRATOR))
    lead = people.member(Role.LEAD, organisation=home)
    heir = memberships.counsellor(home)
    url = reverse("account_close", args=[lead.pk])
    mine = lead.memberships.get()
    assert "Valitse, kuka jatkaa" in text(client.post(url))
    client.post(url, {f"colleague_{mine.pk}": heir.pk})
    lead.refresh_from_db()
    assert not lead.is_active
    assert Role.LEAD in heir.roles.values_list("role", flat=True)


def test_a_lost_second_factor_is_reset_after_saying_how_one_knew(client, home):
    people.sign_in(client, people.member(Role.ADMINISTRATOR))
    person = memberships.counsellor(home).user
    person.authenticator_set.create(type="totp", data={})
    url = reverse("account_reset_factor", args=[person.pk])
    assert "Valitse, miten varmistit" in text(client.post(url))
    client.post(url, {"identity_check": "met"})
    assert not person.authenticator_set.exists()


def test_an_address_holds_no_name(client):
    people.sign_in(client, people.member(Role.ADMINISTRATOR))
    assert 'method="post"' in text(client.get(reverse("accounts"))).partition('id="id_words"')[0].rpartition("<form")[2]


def test_a_search_of_people_asks_as_much_for_thirty_as_for_three(client, home, django_assert_max_num_queries):
    people.sign_in(client, people.member(Role.ADMINISTRATOR))
    counts = []
    for number in (3, 27):
        for _each in range(number):
            people.member(Role.EDITOR, person=memberships.counsellor(home).user)
        client.post(reverse("accounts"), {"words": "esimerkki"})
        with django_assert_max_num_queries(20) as asked:
            client.post(reverse("accounts"), {"words": "esimerkki"})
        counts.append(len(asked))
    assert counts[0] == counts[1]
