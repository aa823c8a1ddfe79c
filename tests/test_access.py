"""Who gets in where: the access table held against the addresses that exist."""

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from network.enums import Role
from tests import builders, mails, memberships, people
from tests.access import TABLE
from tests.access.row import VISITORS

pytestmark = pytest.mark.django_db


def url_names(patterns) -> set[str]:
    names = set()
    for pattern in patterns:
        if getattr(pattern, "namespace", None):
            # A site of its own behind one door (`/sanastot/`): its first page stands for all.
            names.add(f"{pattern.namespace}:index")
        else:
            names |= url_names(pattern.url_patterns) if hasattr(pattern, "url_patterns") else {pattern.name}
    return names


def test_every_address_has_a_row_and_every_row_an_address():
    assert url_names(get_resolver().url_patterns) == {row.name for row in TABLE}


@pytest.fixture
def home():
    """The organisation whose things the addresses name."""
    return builders.organisation("Kuhmon kaupunki")


@pytest.fixture
def address(home):
    service = builders.full_service(organisation=home)
    things = {
        "service": service.slug,
        "service_id": service.uuid,
        "organisation": home.slug,
        "organisation_id": home.uuid,
        "services": "services",
        "mail": mails.failed().pk,
        "token": memberships.TOKEN,
        "invitation_id": memberships.invitation(home).pk,
        "join_request_id": memberships.join_request(home).pk,
        "membership_id": (member := memberships.counsellor(home)).pk,
        "person_id": member.user_id,
        "key_of_another": people.key(member.user).pk,
        "reset_person": "1",
        "reset_key": "set-password",
    }

    def build(row):
        return reverse(row.name, kwargs={name: things[thing] for name, thing in row.kwargs.items()})

    return build


def visit(client, visitor: str, home):
    """The client as the visitor's: signed in with a second factor unless the name says otherwise."""
    if visitor == "anonymous":
        return client
    if visitor == "link_holder":
        return memberships.opened(client)
    if visitor == "deactivated":
        person = people.member(Role.LEAD, organisation=home)
        people.sign_in(client, person)
        person.is_active = False
        person.save()
        return client
    role = {"stranger": Role.LEAD, "no_second_factor": Role.LEAD}.get(visitor) or Role(visitor)
    elsewhere = visitor in ("stranger", "working_group", "administrator")
    person = people.member(role, organisation=builders.organisation("Muu toimija") if elsewhere else home)
    return people.sign_in(client, person, second_factor=visitor != "no_second_factor")


# Whoever has opened an invitation gets in nowhere that anybody would not.
@pytest.mark.parametrize("visitor", [*VISITORS, "link_holder"])
def test_everyone_gets_what_the_table_says(address, home, visitor):
    number, wrong = VISITORS.index("anonymous" if visitor == "link_holder" else visitor), []
    for row in TABLE:
        with builders.undone():
            url, client = address(row), visit(Client(), visitor, home)
            told, answered = (row.get[number], row.post[number]), (client.get(url).status_code, client.post(url).status_code)
        if told != answered:
            wrong.append(f"{row.name}: the table says {told}, the portal answered {answered}")
    assert not wrong, "\n".join(wrong)


def test_a_draft_is_nobodys_to_read(client):
    draft = builders.service(status="draft", published_at=None)
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert draft.slug not in client.get(reverse("services")).content.decode()
