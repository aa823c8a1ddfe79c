"""“Kokeile roolia”: the demo's visitor becomes one of its people; nowhere else is there such a door."""

import pytest
from django.test import override_settings
from django.urls import NoReverseMatch, reverse

from network.enums import Role
from network.models import Membership, User
from opinraitti.demo.people import ADDRESS_END, to_try
from services.models import SourceRecord
from tests import people

pytestmark = pytest.mark.django_db
IN_DEMO = override_settings(ROOT_URLCONF="opinraitti.demo_urls", DEMO=True)


def test_every_role_can_be_tried_in_three_organisations_or_more(demo_network):
    tried = Membership.objects.filter(user__email__endswith=ADDRESS_END)
    assert {role for row in tried for role in row.roles.values_list("role", flat=True)} == set(Role)
    assert len(to_try()) >= 3
    assert not any(user.has_usable_password() for user in User.objects.all())


@IN_DEMO
def test_a_visitor_becomes_the_chosen_person(client, demo_network):
    answer = client.post("/demo/rooli/", {"account": f"paakayttaja{ADDRESS_END}"}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("desk")
    assert "Portaalin pääkäyttäjä" in answer.content.decode()


@IN_DEMO
@pytest.mark.parametrize("account", ["", "kuka@muu.example", "\x00", f"%{ADDRESS_END}"])
def test_nobody_else_can_be_become(client, demo_network, account):
    people.user(email="kuka@muu.example")
    assert client.post("/demo/rooli/", {"account": account}).status_code == 404


@IN_DEMO
def test_without_demo_data_the_door_is_shut(client):
    SourceRecord.objects.all().delete()
    people.user(email=f"joku{ADDRESS_END}")
    assert client.post("/demo/rooli/", {"account": f"joku{ADDRESS_END}"}).status_code == 404


def test_elsewhere_the_address_does_not_exist(client):
    with pytest.raises(NoReverseMatch):
        reverse("demo_role")
    assert client.post("/demo/rooli/").status_code == 404
