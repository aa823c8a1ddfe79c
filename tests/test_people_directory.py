"""“Kuka osaa mitä”: who is found by which words and narrowings, and that looking at people leaves a trace."""

from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse

from network.enums import Role
from network.models import ServicePoint
from opinraitti.lib.calendar import today
from opinraitti.models import ReadRecord
from tests import builders, people

pytestmark = pytest.mark.django_db


def somebody(name, organisation, *, speaks=(), person=None, **place):
    person = person or people.user(name=name, speaks=list(speaks), phone="08 xxx xx12")
    return people.member(Role.COUNSELLOR, organisation=organisation, person=person, **place)


@pytest.fixture
def network():
    """{name: person}: three counsellors in two organisations, and the reader."""
    town = builders.organisation("Kuhmon kaupunki", municipality=builders.municipality("kuhmo"))
    school = builders.organisation("Kainuun opisto", municipality=builders.municipality("kajaani"))
    ServicePoint.objects.create(organisation=school, name={"fi": "Piste"}, municipality=builders.municipality("sotkamo"))
    return {
        "Aada": somebody(
            "Aada", town, title="Uraohjaaja", advises_on="Alanvaihto, ura keskeytyksen jälkeen", speaks=["fi", "ru"]
        ),
        "Bertta": somebody("Bertta", school, title="Opinto-ohjaaja", advises_on="Jatko-opinnot", speaks=["fi", "sv"]),
        "Cilla": somebody("Cilla", school, title="Kotoutumisen asiantuntija", speaks=["en"]),
        "Östen": somebody("Östen", town),
    }


@pytest.fixture
def reader(client, network):
    return people.sign_in(client, network["Östen"])


def listed(client, query="") -> list[str]:
    """The names on the page, in order."""
    page = unescape(client.get(f"/ihmiset/?{query}").content.decode())
    return [part.partition("</a></h3>")[0].rpartition(">")[2] for part in page.split("<h3>")[1:]]


EVERYONE = ["Aada", "Bertta", "Cilla", "Östen"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", EVERYONE),
        ("q=aada", ["Aada"]),
        ("q=ÖSTEN", ["Östen"]),
        ("q=uraohjaajalle", ["Aada"]),
        ("q=uraohjausta", ["Aada"]),
        ("q=alanvaihdossa", ["Aada"]),
        ("q=keskeytys", ["Aada"]),
        ("q=opo", ["Bertta"]),
        ("q=ohjaaja", ["Aada", "Bertta"]),
        ("q=opinto-ohjaaja+kajaanissa", ["Bertta"]),
        ("q=venäjäksi", ["Aada"]),
        ("q=opisto", ["Bertta", "Cilla"]),
        ("q=opisto+uraohjaaja", []),
        ("q=qwxz", []),
        ("kieli=sv", ["Bertta"]),
        ("kunta=kuhmo", ["Aada", "Östen"]),
        ("kunta=sotkamo", ["Bertta", "Cilla"]),
        ("q=ohjaaja&kunta=kuhmo&kieli=ru", ["Aada"]),
        ("q=%00&kunta=mordor&kieli=tlh&toimija=x&sivu=-1", EVERYONE),
        (f"q={'x' * 5000}", []),
        ("sivu=99999999999999999999", EVERYONE),
    ],
)
def test_the_list_shows(reader, query, found):
    assert listed(reader, query) == found


def test_an_organisation_narrows_and_only_what_is_there_is_offered(reader, network):
    school = network["Cilla"].memberships.get().organisation
    assert listed(reader, f"toimija={school.slug}") == ["Bertta", "Cilla"]
    page = reader.get("/ihmiset/").content.decode()
    assert f'<option value="{school.slug}">Kainuun opisto</option>' in page
    assert '<option value="sotkamo">' in page
    assert '<option value="ru">' in page
    assert '<option value="vi">' not in page


def test_where_a_word_stands_decides_the_order(reader, network):
    town = network["Aada"].memberships.get().organisation
    somebody("Opinto Aaltonen", town, title="Sihteeri")
    assert listed(reader, "q=opinto") == ["Opinto Aaltonen", "Bertta"]


def test_a_person_of_two_organisations_stands_once_with_both(reader, network):
    other = builders.organisation("Sotkamon kunta")
    somebody("", other, person=network["Aada"], title="Nuorisotyöntekijä")
    assert listed(reader, "q=nuorisotyö") == ["Aada"]
    assert "Sotkamon kunta" in reader.get("/ihmiset/?q=uraohjaaja").content.decode()
    # Every word has to hold in the same organisation.
    assert listed(reader, "q=nuorisotyö+kuhmo") == []


@pytest.mark.parametrize("leaving", ["membership ends", "account closes"])
def test_who_has_left_is_nowhere(reader, network, leaving):
    person = network["Aada"]
    if leaving == "account closes":
        person.is_active = False
        person.save()
    else:
        person.memberships.update(starts_on=today() - timedelta(2), ends_on=today() - timedelta(1))
    assert listed(reader) == ["Bertta", "Cilla", "Östen"]
    assert reader.get(reverse("person", args=[person.pk])).status_code == 404


def test_who_belongs_to_no_organisation_is_not_found(reader):
    assert reader.get(reverse("person", args=[people.user(name="Ulkopuolinen").pk])).status_code == 404
    assert reader.get(f"/ihmiset/{10**30}/").status_code == 404


def test_a_person_is_shown_with_what_a_colleague_needs_and_without_a_name_in_the_title(reader, network):
    person = network["Aada"]
    page = unescape(reader.get(reverse("person", args=[person.pk])).content.decode())
    assert all(text in page for text in ("Uraohjaaja", "Alanvaihto", "08 xxx xx12", f"mailto:{person.email}", "suomi, venäjä"))
    assert "Aada" not in page.partition("</title>")[0]


def test_nothing_found_leads_on_and_an_empty_profile_is_asked_to_be_filled(reader, network):
    page = unescape(reader.get("/ihmiset/?q=qwxz").content.decode())
    assert "ei löytynyt ketään" in page
    assert f'href="{reverse("services")}"' in page
    assert "Täydennä profiilisi" in page
    network["Östen"].memberships.update(advises_on="Nuoret")
    assert "Täydennä profiilisi" not in reader.get("/ihmiset/?q=qwxz").content.decode()


def test_the_list_has_pages_that_keep_what_was_asked(reader, network):
    town = network["Aada"].memberships.get().organisation
    for number in range(25):
        somebody(f"Ohjaaja {number:02}", town, title="Nuoriso-ohjaaja")
    page = unescape(reader.get("/ihmiset/?q=nuoriso-ohjaaja").content.decode())
    assert "Sivu 1 / 2" in page
    assert 'href="/ihmiset/?q=nuoriso-ohjaaja&sivu=2"' in page
    assert listed(reader, "q=nuoriso-ohjaaja&sivu=2") == [f"Ohjaaja {number}" for number in range(20, 25)]


def test_whom_the_pages_show_is_noted(reader, network):
    reader.get("/ihmiset/?q=opisto")
    reader.get(reverse("person", args=[network["Aada"].pk]))
    listed_row, person_row = ReadRecord.objects.order_by("pk")
    assert (listed_row.page, listed_row.purpose) == ("people", "people")
    assert set(listed_row.persons) == {network["Bertta"].audit_name, network["Cilla"].audit_name}
    assert (person_row.page, person_row.persons) == ("person", [network["Aada"].audit_name])
    assert {row.reader for row in (listed_row, person_row)} == {network["Östen"].audit_name}


def test_a_search_costs_the_same_for_3_and_30_people(reader, network, django_assert_max_num_queries):
    def asked() -> int:
        with django_assert_max_num_queries(12) as queries:
            reader.get("/ihmiset/?q=ohjaaja&kunta=kuhmo")
        return len(queries)

    reader.get("/ihmiset/?q=ohjaaja&kunta=kuhmo")
    few = asked()
    for number in range(27):
        town = builders.organisation("Kuhmon kaupunki", municipality=builders.municipality("kuhmo"))
        somebody(f"Ohjaaja {number}", town, title="Ohjaaja")
    assert asked() == few
