"""No lost draft: what is sent after the session has run out waits for its person, and only for that person."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.http import HttpResponse
from django.shortcuts import redirect
from django.test import Client
from django.urls import path
from django.utils import timezone

from network.accounts import parked
from network.enums import Role
from network.models import ParkedForm
from opinraitti.models import AuditEvent
from opinraitti.urls import urlpatterns as portal_urls
from tests import people
from tests.clock_hands import turn_back

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.test_parked")]
UNFINISHED = "/istunto/kesken/"
TEXT = "Ensimmäinen rivi\r\nja “toinen” <b>rivi</b> 😀"


def note(request):
    """A form of the work area: takes what it is sent, or says what is wrong."""
    if request.POST.get("text"):
        request.session["taken"] = request.POST.dict()
        return redirect("desk")
    return HttpResponse("Kirjoita jotain.")


urlpatterns = [path("muistio/", note), *portal_urls]


@pytest.fixture
def person():
    return people.member(Role.COUNSELLOR)


@pytest.fixture
def worker(client, person):
    people.sign_in(client, person)
    client.get("/tyopoyta/")
    return client


def send_late(client, address="/muistio/?osa=2", **fields):
    turn_back(client, seen=31)
    return client.post(address, fields or {"text": TEXT})


def sign_in_again(client, person):
    """By a password; the second factor is shown as in `people.sign_in`."""
    client.post("/kirjaudu/", {"login": person.email, "password": people.PASSWORD})
    return people.sign_in(client, person)


def hidden_fields(page: str) -> dict[str, str]:
    """Of the form that sends on."""
    form = next(form for form in re.findall(r"<form.*?</form>", page, re.DOTALL) if 'name="kesken"' in form)
    pairs = re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', form)
    return {unescape(name): unescape(value) for name, value in pairs} | {
        "action": unescape(re.search(r'action="([^"]*)"', form)[1])
    }


def test_what_is_sent_too_late_is_asked_to_sign_in_and_waits(worker, person):
    response = send_late(worker)
    assert (response.status_code, response["Location"]) == (302, f"/kirjaudu/?next={UNFINISHED}")
    page = worker.get(response["Location"]).content.decode()
    assert "Se, mitä kirjoitit, on tallessa" in page
    assert "Ensimmäinen rivi" not in page, "nobody has signed in yet"
    assert ParkedForm.objects.get().user == person


def test_the_person_sees_it_again_and_sends_it_where_it_was_going(worker, person):
    send_late(worker)
    sign_in_again(worker, person)
    page = worker.get(UNFINISHED).content.decode()
    assert "ja “toinen” &lt;b&gt;rivi&lt;/b&gt; 😀" in page
    fields = hidden_fields(page)
    assert fields.pop("action") == "/muistio/?osa=2"
    assert worker.post("/muistio/?osa=2", fields)["Location"] == "/tyopoyta/"
    assert worker.session["taken"]["text"] == TEXT
    assert not ParkedForm.objects.exists()
    assert "Mitään ei ole kesken" in worker.get(UNFINISHED).content.decode()


def test_it_is_sent_with_a_fresh_token(person):
    strict = Client(enforce_csrf_checks=True)
    people.sign_in(strict, person)
    strict.get("/tyopoyta/")
    token = strict.cookies["csrf"].value
    turn_back(strict, seen=31)
    strict.post("/muistio/", {"text": TEXT, "csrfmiddlewaretoken": token})
    people.sign_in(strict, person)
    fields = hidden_fields(strict.get(UNFINISHED).content.decode())
    assert fields["csrfmiddlewaretoken"] != token
    assert strict.post(fields.pop("action"), fields)["Location"] == "/tyopoyta/"


def test_after_a_new_sign_in_every_page_tells_of_it_until_it_is_gone(worker, person):
    send_late(worker)
    sign_in_again(worker, person)
    assert "Sinulta jäi lomake kesken" in worker.get("/tyopoyta/").content.decode()
    assert worker.post(UNFINISHED)["Location"] == "/tyopoyta/"
    assert not ParkedForm.objects.exists()
    assert "Sinulta jäi lomake kesken" not in worker.get("/tyopoyta/").content.decode()


def test_another_persons_sign_in_does_not_show_it(worker, person):
    send_late(worker)
    other = sign_in_again(worker, people.member(Role.LEAD))
    page = other.get(UNFINISHED).content.decode()
    assert "Ensimmäinen rivi" not in page
    assert "Mitään ei ole kesken" in page
    other.post(UNFINISHED)
    assert ParkedForm.objects.get().user == person


def test_a_page_opened_meanwhile_in_another_tab_does_not_lose_it(worker, person):
    turn_back(worker, seen=31)
    assert worker.get("/tyopoyta/").status_code == 302
    worker.post("/muistio/", {"text": TEXT})
    assert parked.parked_of(person).fields == [("text", TEXT)]


def test_passwords_codes_and_tokens_are_not_kept(worker, person):
    secrets = ("password", "new_password1", "code", "otp_code", "csrfmiddlewaretoken", "client_secret")
    send_late(worker, text="kirje", postal="87100", **dict.fromkeys(secrets, "x"))
    assert parked.parked_of(person).fields == [("text", "kirje"), ("postal", "87100")]


def test_the_database_does_not_tell_what_was_typed(worker):
    send_late(worker, text="Kovin henkilökohtaista")
    assert "henkil" not in ParkedForm.objects.get().sealed
    assert "henkil" not in str(list(AuditEvent.objects.values()))


def test_files_are_not_kept_and_that_is_said(worker, person):
    send_late(worker, text=TEXT, attachment=SimpleUploadedFile("liite.txt", b"abc"))
    sign_in_again(worker, person)
    assert "Liitteet eivät säilyneet" in worker.get(UNFINISHED).content.decode()


def test_too_much_is_not_kept_and_that_is_said(worker):
    response = send_late(worker, text="ä" * 300_000)
    assert response["Location"].startswith("/kirjaudu/")
    assert "liian pitkä säilytettäväksi" in worker.get(response["Location"]).content.decode()
    assert not ParkedForm.objects.exists()


@pytest.mark.parametrize("address", ["/tili/salasana/", "/tili/istunnot/", "/istunto/jatka/", "/sv/tili/sahkoposti/"])
def test_the_forms_of_ones_own_account_are_not_kept(worker, address):
    assert send_late(worker, address, anything="x").status_code == 302
    assert not ParkedForm.objects.exists()


def test_a_deactivated_persons_form_is_not_kept(worker, person):
    person.is_active = False
    person.save()
    assert send_late(worker).status_code == 302
    assert not ParkedForm.objects.exists()


def test_a_stranger_can_park_nothing(client):
    assert client.post("/muistio/", {"text": TEXT}).status_code == 302
    assert not ParkedForm.objects.exists()


def test_what_a_form_is_wrong_about_is_told_by_the_form(worker, person):
    send_late(worker, text="", other="x")
    sign_in_again(worker, person)
    fields = hidden_fields(worker.get(UNFINISHED).content.decode())
    assert worker.post(fields.pop("action"), fields).content == b"Kirjoita jotain."


def test_after_a_day_it_is_gone(worker, person):
    send_late(worker)
    ParkedForm.objects.update(parked_at=timezone.now() - timedelta(hours=24, minutes=1))
    assert parked.parked_of(person) is None
    call_command("erase_ended_sessions")
    assert not ParkedForm.objects.exists()


def test_the_later_form_takes_the_place_of_the_earlier(worker, person):
    send_late(worker, text="ensimmäinen")
    worker.post("/muistio/", {"text": "toinen"})
    assert parked.parked_of(person).fields == [("text", "toinen")]
    assert ParkedForm.objects.count() == 1


@pytest.mark.parametrize(
    "address", ["//paha.example/", "https://paha.example/", "javascript:x", "\\\\paha.example", "", "/\\paha.example"]
)
def test_nothing_is_sent_to_another_site(person, address):
    assert not parked.park(by=person, path=address, fields=[("a", "b")])
    assert not ParkedForm.objects.exists()


def test_a_key_that_has_changed_shows_nothing(worker, person, settings):
    send_late(worker)
    settings.SECRET_KEY = "another key altogether, of fifty characters or more"
    assert parked.parked_of(person) is None


def test_a_form_of_an_earlier_sign_in_is_kept_too(person):
    """Signed in again in another tab: the old page's form has an old token."""
    strict = Client(enforce_csrf_checks=True)
    people.sign_in(strict, person)
    strict.get("/tyopoyta/")
    response = strict.post("/muistio/", {"text": TEXT, "csrfmiddlewaretoken": "a" * 64}, headers={"origin": "http://testserver"})
    assert response["Location"] == UNFINISHED
    assert "toinen" in strict.get(UNFINISHED).content.decode()
    assert "taken" not in strict.session


@pytest.mark.parametrize("headers", [{}, {"origin": "https://paha.example"}, {"origin": "null"}])
def test_a_strangers_form_without_a_token_is_refused_and_not_kept(person, headers):
    strict = Client(enforce_csrf_checks=True)
    people.sign_in(strict, person)
    strict.get("/tyopoyta/")
    response = strict.post("/muistio/", {"text": TEXT}, headers=headers)
    assert response.status_code == 403
    assert "Sivu oli vanhentunut" in response.content.decode()
    assert not ParkedForm.objects.exists()
    assert "taken" not in strict.session


def test_the_field_names_that_tables_know_are_words(worker, person):
    send_late(worker, advises_on="ammatinvalinta", unheard_of="x")
    sign_in_again(worker, person)
    page = worker.get(UNFINISHED).content.decode()
    assert "<dt>Missä asioissa autan</dt>" in page
    assert "<dt>Vastauksesi</dt>" in page


def test_the_way_stays_in_its_language(worker, person):
    response = send_late(worker, "/sv/tyopoyta/", text="x")
    assert response["Location"] == "/sv/kirjaudu/?next=/sv/istunto/kesken/"
