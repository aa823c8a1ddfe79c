"""The frame around every page: made once, right on every page."""

import pytest
from django.template import engines
from django.test import override_settings
from django.utils.translation import override

from opinraitti import nav
from services import directory_state
from services.models import FrontDoor
from tests import builders

pytestmark = pytest.mark.django_db
UNKEPT = "/tietoa/?ei=valmiina"


def test_the_frame_of_a_page_made_anew_costs_one_query(client, django_assert_num_queries):
    builders.front_door()
    client.get(UNKEPT)
    with django_assert_num_queries(1):
        client.get(UNKEPT)


@pytest.mark.parametrize(
    ("path", "current"), [("/palvelut/", "/palvelut/"), ("/sv/toimijat/", "/sv/toimijat/"), ("/tietosuoja/", "")]
)
def test_the_navigation_marks_where_one_is(client, path, current):
    for warm in ("/palvelut/", "/sv/toimijat/", "/", path):
        page = client.get(warm).content.decode()
    marked = [part.rpartition('href="')[2].partition('"')[0] for part in page.split(' aria-current="page"')[:-1]]
    assert marked == [current] * bool(current)


def test_each_entry_of_the_navigation_leads_to_its_page_in_the_language(client):
    for language, prefix in (("fi", ""), ("sv", "/sv"), ("en", "/en")):
        with override(language):
            entries = nav.main(f"{prefix}/palvelut/x/")
        assert [entry["url"] for entry in entries][:2] == [f"{prefix}/palvelut/", f"{prefix}/toimijat/"]
        assert [entry["current"] for entry in entries] == [True, False, False, False]


def test_the_human_contact_in_the_frame_is_of_the_directorys_version(client):
    builders.front_door()
    assert "neuvo@opinraitti.example" in client.get(UNKEPT).content.decode()
    FrontDoor.objects.update(email="uusi@opinraitti.example")
    directory_state.touch()
    page = client.get(UNKEPT).content.decode()
    assert "uusi@opinraitti.example" in page
    assert "neuvo@opinraitti.example" not in page


@override_settings(DEBUG=True)
def test_in_development_the_frame_is_made_anew(client):
    builders.front_door()
    client.get(UNKEPT)
    FrontDoor.objects.update(email="uusi@opinraitti.example")
    assert "uusi@opinraitti.example" in client.get(UNKEPT).content.decode()


def test_static_finds_a_named_file_when_compiled_and_others_when_shown():
    named = engines["django"].from_string('{% static "css/base.css" %}')
    told = engines["django"].from_string('{% static name %}{% static "a&b.css" as later %} {{ later }}')
    assert named.render() == "/static/css/base.css"
    assert told.render({"name": "css/print.css"}) == "/static/css/print.css /static/a%26b.css"
