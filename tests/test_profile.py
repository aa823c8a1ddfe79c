"""One’s own profile: what is told, what of it the public sees, and that the public page follows at once."""

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from network.enums import Role
from network.models import Membership
from network.people.profile import change_place
from opinraitti.lib.calendar import today
from opinraitti.models import AuditEvent
from services import directory_state
from tests import builders, people

pytestmark = pytest.mark.django_db

PERSON = {"name": "Uraohjaaja", "phone": "08 xxx xx12", "language": "fi", "speaks": ["sv", "fi"]}


@pytest.fixture
def home():
    return builders.organisation("Kuhmon kaupunki")


@pytest.fixture
def counsellor(home):
    return people.member(Role.COUNSELLOR, organisation=home)


@pytest.fixture
def own(client, counsellor):
    """The client of the counsellor."""
    return people.sign_in(client, counsellor)


def typed(person, **place) -> dict:
    """A whole form; `place` in the person's only membership."""
    prefix = f"jasenyys-{person.memberships.get().pk}-"
    return PERSON | {prefix + name: value for name, value in place.items()}


def public_page(home) -> str:
    """What a reader without an account sees; the page is asked twice, as it could have been kept from the first time."""
    Client().get(home.get_absolute_url())
    return unescape(Client().get(home.get_absolute_url()).content.decode())


def test_what_is_told_is_kept_and_traced_by_field_names_only(own, counsellor):
    answer = own.post(reverse("profile"), typed(counsellor, title="Uraohjaaja", advises_on=" Alanvaihto,\n  uudet alat "))
    assert answer["Location"] == reverse("profile")
    counsellor.refresh_from_db()
    place = counsellor.memberships.get()
    assert (counsellor.name, counsellor.phone, counsellor.speaks) == ("Uraohjaaja", "08 xxx xx12", ["fi", "sv"])
    assert (place.title, place.advises_on, place.is_public) == ("Uraohjaaja", "Alanvaihto, uudet alat", False)
    traced = AuditEvent.objects.filter(actor=counsellor.audit_name, action__in=["profile.changed", "membership.profile_changed"])
    assert {row.action: row.details for row in traced} == {
        "profile.changed": {"fields": ["name", "phone", "speaks"]},
        "membership.profile_changed": {"fields": ["title", "advises_on"]},
    }


def test_saving_the_same_again_changes_nothing_and_leaves_no_trace(own, counsellor):
    own.post(reverse("profile"), typed(counsellor, title="Uraohjaaja"))
    before = AuditEvent.objects.count()
    own.post(reverse("profile"), typed(counsellor, title="Uraohjaaja"))
    assert AuditEvent.objects.count() == before


@pytest.mark.parametrize(
    ("told", "written"),
    [
        ("029 502 5500", "+358295025500"),
        ("(029) 5025500", "+358295025500"),
        ("+44 20 7946 0123", "+442079460123"),
        ("08 Xxx xx12", "08 xxx xx12"),
        ("116117", "116117"),
        ("", ""),
    ],
)
def test_a_number_is_kept_in_one_form(own, counsellor, told, written):
    own.post(reverse("profile"), typed(counsellor) | {"phone": told})
    counsellor.refresh_from_db()
    assert counsellor.phone == written


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"phone": "soita keskukseen"}, "Tarkista numero."),
        ({"phone": "12"}, "Tarkista numero."),
        ({"name": "  "}, "Kirjoita nimesi"),
        ({"name": "\u200b"}, "Kirjoita nimesi"),
        ({"name": "x" * 151}, "150"),
        ({"language": "xx"}, "xx"),
        ({"speaks": ["tlh"]}, "tlh"),
        ({"is_email_public": "on"}, "Yhteystietosi voivat näkyä vain nimesi kanssa."),
        ({"is_public": "on", "is_phone_public": "on", "phone": ""}, "Kirjoita numero, jotta se voi näkyä"),
        ({"advises_on": "x" * 301}, "300"),
    ],
)
def test_a_fault_is_told_and_nothing_typed_is_lost(own, counsellor, wrong, said):
    person = {name: value for name, value in wrong.items() if name in PERSON}
    place = {"title": "Opinto-ohjaaja"} | {name: value for name, value in wrong.items() if name not in PERSON}
    page = unescape(own.post(reverse("profile"), typed(counsellor, **place) | person).content.decode())
    assert "<title>Virhe: Oma profiili" in page
    assert said in page
    assert 'value="Opinto-ohjaaja"' in page
    assert counsellor.memberships.get().title == ""


def test_every_link_of_the_error_summary_leads_to_a_field(own, counsellor):
    page = own.post(reverse("profile"), typed(counsellor, is_phone_public="on") | {"name": "", "phone": "x?"}).content.decode()
    links = [part.partition('"')[0] for part in page.partition('class="errors"')[2].partition("</ul>")[0].split('href="#')[1:]]
    assert len(links) == 3
    assert all(f'id="{link}"' in page for link in links)


def test_the_public_page_shows_what_was_chosen_and_nothing_else(own, counsellor, home):
    assert "Yhteyshenkilöt" not in public_page(home)
    own.post(reverse("profile"), typed(counsellor, title="Opo", advises_on="Jatko-opinnot", is_public="on"))
    page = public_page(home)
    assert all(text in page for text in ("Yhteyshenkilöt", "Uraohjaaja", "Opo", "Jatko-opinnot", "suomi, ruotsi"))
    assert counsellor.email not in page
    assert "08 xxx xx12" not in page
    own.post(reverse("profile"), typed(counsellor, title="Opo", is_public="on", is_email_public="on", is_phone_public="on"))
    page = public_page(home)
    assert counsellor.email in page
    assert "08 xxx xx12" in page
    assert "Jatko-opinnot" not in page
    own.post(reverse("profile"), typed(counsellor, title="Opo"))
    assert "Yhteyshenkilöt" not in public_page(home)


def test_a_change_that_nobody_sees_leaves_the_directory_as_it_is(own, counsellor):
    version = directory_state.version()
    own.post(reverse("profile"), typed(counsellor, title="Opo"))
    assert directory_state.version() == version
    own.post(reverse("profile"), typed(counsellor, title="Opo", is_public="on"))
    assert directory_state.version() > version


@pytest.mark.parametrize("leaving", ["membership ends", "account closes", "membership has not begun"])
def test_who_has_left_is_gone_from_the_very_next_page(settings, own, counsellor, home, leaving):
    settings.DEBUG = False
    own.post(reverse("profile"), typed(counsellor, title="Opo", is_public="on"))
    assert "Opo" in public_page(home)
    if leaving == "account closes":
        counsellor.is_active = False
        counsellor.save()
    else:
        days = {"membership ends": (-2, -1), "membership has not begun": (1, 2)}[leaving]
        starts_on, ends_on = (today() + timedelta(days=number) for number in days)
        counsellor.memberships.update(starts_on=starts_on, ends_on=ends_on)
    assert "Opo" not in public_page(home)


def test_the_form_shows_how_the_public_would_see_what_is_typed_and_saves_nothing(own, counsellor):
    told = typed(counsellor, title="Tuleva nimike", is_public="on", is_email_public="on") | {"preview": "1"}
    page = unescape(own.post(reverse("profile"), told).content.decode())
    assert "Näin sinut nähtäisiin julkisella sivulla" in page
    assert "<p>Tuleva nimike</p>" in page
    assert f'href="mailto:{counsellor.email}"' in page
    assert 'value="Tuleva nimike"' in page
    assert not Membership.objects.filter(title="Tuleva nimike").exists()


def test_the_saved_page_opens_in_the_language_chosen(own, counsellor):
    assert own.post(reverse("profile"), typed(counsellor) | {"language": "sv"})["Location"] == "/sv/tili/profiili/"


def test_each_membership_has_its_own_part_and_an_ended_one_none(own, counsellor, home):
    other = builders.organisation("Kajaanin kaupunki")
    people.member(Role.EDITOR, organisation=other, person=counsellor)
    past = builders.organisation("Sotkamon kunta")
    people.member(
        Role.EDITOR, organisation=past, person=counsellor, starts_on=today() - timedelta(9), ends_on=today() - timedelta(1)
    )
    told = PERSON | {f"jasenyys-{row.pk}-title": f"Nimike {row.organisation_id}" for row in counsellor.memberships.all()}
    assert own.post(reverse("profile"), told).status_code == 302
    titles = dict(counsellor.memberships.values_list("organisation", "title"))
    assert titles == {home.pk: f"Nimike {home.pk}", other.pk: f"Nimike {other.pk}", past.pk: ""}


def test_another_persons_part_cannot_be_written(own, counsellor):
    other = people.member(Role.LEAD).memberships.get()
    own.post(reverse("profile"), typed(counsellor) | {f"jasenyys-{other.pk}-title": "Väärä"})
    other.refresh_from_db()
    assert other.title == ""


def test_the_membership_of_the_trace_names_its_organisation(counsellor, home):
    elsewhere = people.actor(people.member(Role.LEAD))
    change_place(by=elsewhere, membership=counsellor.memberships.get(), told={"title": "Ohjaaja"})
    assert AuditEvent.objects.get(action="membership.profile_changed").organisation == home.pk


def test_the_public_page_costs_the_same_for_3_and_30_people(client, home, django_assert_max_num_queries):
    def asked() -> int:
        with django_assert_max_num_queries(12) as queries:
            page = client.get(home.get_absolute_url()).content.decode()
        assert page.count("<h3>Ohjaaja</h3>") == Membership.objects.count()
        return len(queries)

    for _ in range(3):
        people.member(Role.COUNSELLOR, organisation=home, is_public=True)
    client.get(home.get_absolute_url())
    few = asked()
    for _ in range(27):
        people.member(Role.COUNSELLOR, organisation=home, is_public=True)
    assert asked() == few


@pytest.mark.parametrize(
    "body",
    [
        b"name=%ED%A0%80&phone=%00",
        b"name=a%00b&language=fi&speaks=%FF&phone=%2B%2B%2B",
        b"name=\xff\xfe&language=fi&phone=" + b"9" * 3_000,
        b"name=a&language=fi&phone=%EF%BC%91%EF%BC%92%EF%BC%93",
        b"name=a&language=fi&phone=%C2%B2%C2%B2%C2%B2",
        b"name=" + b"x" * 1_000_000,
        b"name&name&name=%",
    ],
)
def test_whatever_is_sent_the_profile_answers_and_keeps_what_it_had(own, counsellor, body):
    answer = own.post(reverse("profile"), body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 200
    before = counsellor.name
    counsellor.refresh_from_db()
    assert (counsellor.name, counsellor.phone) == (before, "")
