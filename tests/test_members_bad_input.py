"""Nonsense in the members' forms and addresses is answered, never a failure, and nothing comes of it."""

import pytest
from django.urls import reverse

from network.enums import Role
from network.models import Invitation, JoinRequest, Membership
from tests import builders, memberships, people

pytestmark = pytest.mark.django_db
NONSENSE = ["\x00", "\ud800".encode("utf-8", "surrogatepass"), "9" * 40, "-1", "'\"<script>", "ä" * 5000, "31.2.2026", "1.1.0001"]
FIELDS = ("email", "language", "roles", "title", "starts_on", "last_day", "at_once", "colleague", "organisation", "message")
OTHER_FIELDS = ("words", "name", "password", "identity_check")


@pytest.fixture
def home():
    return builders.organisation("Kuhmon kaupunki")


@pytest.fixture
def forms(home):
    """The address of every form, for an administrator who leads the organisation alone."""
    member, administrator = memberships.counsellor(home), people.member(Role.ADMINISTRATOR, Role.LEAD, organisation=home)
    own = administrator.memberships.get()
    asked = memberships.join_request(home)
    addresses = [
        reverse("invite", args=[home.slug]),
        reverse("join_request", args=[asked.pk]),
        *(reverse(name, args=[own.pk]) for name in ("member_change", "member_end", "leave")),
        reverse("member_change", args=[member.pk]),
        reverse("join"),
        reverse("accounts"),
        reverse("account_reset_factor", args=[member.user_id]),
        reverse("account_close", args=[administrator.pk]),
    ]
    return administrator, addresses


def state() -> tuple:
    rows = Membership.objects.order_by("pk").values_list("title", "starts_on", "ends_on")
    return list(rows), Invitation.objects.count(), JoinRequest.objects.waiting().count()


@pytest.mark.parametrize("nonsense", NONSENSE, ids=range(len(NONSENSE)))
def test_no_form_fails_and_none_does_anything(client, forms, nonsense):
    administrator, addresses = forms
    people.sign_in(client, administrator)
    before = state()
    for address in addresses:
        response = client.post(address, dict.fromkeys((*FIELDS, *OTHER_FIELDS), nonsense))
        assert response.status_code == 200, address
    assert state() == before


@pytest.mark.parametrize("nonsense", NONSENSE, ids=range(len(NONSENSE)))
def test_the_link_of_an_invitation_bears_nonsense(client, home, nonsense):
    memberships.invitation(home)
    memberships.opened(client)
    assert client.post(reverse("invitation"), {"name": nonsense, "password": nonsense}).status_code in (200, 302)


@pytest.mark.parametrize(
    "address", ["/jasenet/?q=%00", "/jasenet/?q=%ED%A0%80", "/jasenet/jasen/999999999999999999999/", "/kutsu/%00/"]
)
def test_an_address_of_nonsense_is_answered(client, forms, address):
    people.sign_in(client, forms[0])
    assert client.get(address).status_code in (200, 302, 404)
