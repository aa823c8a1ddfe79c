"""Which passwords are taken, and what changing one does."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from network.enums import Role
from network.models import User
from opinraitti.models import AuditEvent
from tests import builders, people
from tests.letters import latest, link_to

pytestmark = pytest.mark.django_db
GOOD = "hidas vihreä polkupyörä"


@pytest.fixture
def person():
    organisation = builders.organisation("Korpirannan opisto")
    return people.member(Role.COUNSELLOR, person=people.user(name="Aamu Esimerkki"), organisation=organisation)


def codes(password: str, person: User | None) -> set[str]:
    try:
        validate_password(password, person)
    except ValidationError as refused:
        return {error.code for error in refused.error_list}
    return set()


def test_a_short_password_is_told_so_in_finnish(person):
    with pytest.raises(ValidationError, match="liian lyhyt"):
        validate_password("tuhkakoivu", person)


LONG = ["kolme kanaa kainuussa laulaa", "ÄÖ å 😀 mikä tahansa merkki", "x7Kq9-_wZ" * 16, "tuhka7koivu7ranta"]
OF_THE_PLACE = ["Opinraitti2026!", "0pinraitti-k4inuu", "kainuunkoillismaa", "salasanasalasana", "kajaani kuhmo 2026"]
OF_HABIT = ["Kesä2026kesä2026", "aaaaaaaaaaaabc"]


@pytest.mark.parametrize("password", [GOOD, *LONG])
def test_long_passwords_of_any_characters_are_taken(person, password):
    assert codes(password, person) == set()


@pytest.mark.parametrize("password", [*OF_THE_PLACE, *OF_HABIT])
def test_what_anybody_would_try_first_is_refused(person, password):
    assert "password_guessable" in codes(password, person)


@pytest.mark.parametrize("password", ["korpirannanopisto", "Aamu Esimerkki 1", "opisto-esimerkki-26"])
def test_words_of_the_person_and_the_workplace_are_refused(person, password):
    assert "password_guessable" in codes(password, person)


def test_the_workplaces_of_others_are_just_words():
    builders.organisation("Korpirannan opisto")
    assert codes("korpirannanopisto", people.user()) == set()


def test_short_and_common_ones_are_refused(person):
    assert "password_too_short" in codes("yksitoista1", person)
    assert "password_too_common" in codes("qwertyuiop123", person)


def test_somebody_who_has_no_account_yet_may_choose_too():
    assert codes(GOOD, None) == codes(GOOD, User(email="uusi@esimerkki.example", name="Uusi")) == set()


def change(client, **fields):
    return client.post("/tili/salasana/", {"oldpassword": people.PASSWORD, "password1": GOOD} | fields)


def test_changing_ends_the_other_sessions_and_tells_by_mail(client, client_elsewhere, person):
    people.sign_in(client, person)
    people.sign_in(client_elsewhere, person)
    assert change(client).url == "/tili/"
    assert client.get("/tili/").status_code == 200
    assert client_elsewhere.get("/tili/").url.startswith("/kirjaudu/")
    assert "salasana" in latest(person.email).lower()
    assert AuditEvent.objects.filter(action="password.changed", actor=person.audit_name).count() == 1
    person.refresh_from_db()
    assert person.check_password(GOOD)


@pytest.fixture
def client_elsewhere(client_class):
    return client_class()


@pytest.fixture
def client_class(client):
    return type(client)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"oldpassword": "väärä"}, "Nykyinen salasana: Salasana on väärin"),
        ({"password1": "opinraitti2026"}, "Uusi salasana: Salasana on helppo arvata"),
        ({"password1": ""}, "Uusi salasana: Kirjoita uusi salasana"),
    ],
)
def test_what_is_wrong_is_told_by_the_field_and_nothing_is_shown_again(client, person, fields, told):
    people.sign_in(client, person)
    page = change(client, **fields).content.decode()
    assert "<title>Virhe: Vaihda salasana" in page
    assert told in page
    assert people.PASSWORD not in page
    assert GOOD not in page


def forgot(client, person) -> str:
    client.post("/salasana/unohtui/", {"email": person.email})
    return link_to(person.email, "/salasana/uusi/")


def test_a_forgotten_password_is_replaced_by_a_link_that_works_once(client, client_elsewhere, person):
    people.sign_in(client_elsewhere, person)
    link = forgot(client, person)
    page = client.get(link)
    assert link.split("-", 1)[1] not in page.url
    assert client.post(page.url, {"password1": GOOD}).url == "/salasana/uusi/valmis/"
    assert client_elsewhere.get("/tili/").url.startswith("/kirjaudu/")
    assert AuditEvent.objects.filter(action="password.reset").count() == 1
    used = client.get(link).content.decode()
    assert "Linkki ei enää kelpaa" in used
    assert 'href="/salasana/unohtui/"' in used


def test_a_link_that_is_too_old_offers_a_new_one(client, person, settings):
    link = forgot(client, person)
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert "Pyydä uusi linkki" in client.get(link).content.decode()


def test_a_weak_new_password_is_refused_on_the_link_too(client, person):
    address = client.get(forgot(client, person)).url
    assert "Salasana on helppo arvata" in client.post(address, {"password1": "opinraitti2026"}).content.decode()


def test_passwords_are_kept_with_argon2(settings):
    """The tests themselves use a quick hasher; the portal's own setting stands in its file."""
    text = (settings.BASE_DIR / "opinraitti/settings.py").read_text(encoding="utf-8")
    assert 'PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]' in text


def test_an_account_without_a_password_may_set_one_after_proving_who_asks(client, person):
    person.set_unusable_password()
    person.save()
    people.sign_in(client, person)
    assert client.get("/tili/salasana/").url == "/tili/salasana/aseta/"
    assert client.post("/tili/salasana/aseta/", {"password1": GOOD}).url == "/tili/"
    people.sign_in(client, User.objects.get(pk=person.pk))
    assert client.get("/tili/salasana/aseta/").url == "/tili/salasana/"
