"""What a person sends when the last sign-in is over five minutes old is not done before a proof, and not lost.

A view of the test's own stands behind `recently_signed_in`, so that nothing here depends on what the members' pages do.
"""

import time

import pytest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_POST

from network.accounts import held_form
from network.accounts.enforcing import recently_signed_in
from network.enums import Role
from network.permissions import Permission
from opinraitti.lib.access import requires
from opinraitti.urls import handler400, handler403, handler404, handler500
from opinraitti.urls import urlpatterns as portal
from tests import people

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
DONE = []


@require_POST
@requires(Permission.WORK)
@recently_signed_in
def change(request):
    if not request.POST.get("day"):
        return HttpResponse("Kirjoita päivä.")
    DONE.append((request.path, request.GET.dict(), dict(request.POST.lists())))
    return redirect("desk")


urlpatterns = [path("koe/muuta/", change, name="change"), *portal]


@pytest.fixture(autouse=True)
def _nothing_done():
    DONE.clear()


@pytest.fixture
def person(client):
    person = people.member(Role.LEAD)
    people.sign_in(client, person, fresh=False)
    return person


def sent_again(client):
    """What the page of the held form sends, by its script or by the person's hand."""
    page = client.get("/kirjaudu/uudelleen/jatka/")
    form = page.context
    fields = {}
    for name, value in form["fields"]:
        fields.setdefault(name, []).append(value)
    return client.post(form["path"], fields)


def test_who_signed_in_a_moment_ago_is_not_asked(client):
    people.sign_in(client, people.member(Role.LEAD))
    assert client.post("/koe/muuta/", {"day": "1.12.2026"}).url == "/tyopoyta/"
    assert len(DONE) == 1


def test_a_form_waits_for_the_proof_and_then_goes_on_whole(client, person):
    typed = {"day": "1.12.2026", "roles": ["lead", "editor"], "note": "rivi\r\ntoinen <b> \x00 😀"}
    asked = client.post("/koe/muuta/?jasen=7", typed)
    assert asked.url.startswith("/kirjaudu/uudelleen/")
    assert DONE == []
    proved = client.post(asked.url, {"password": people.PASSWORD})
    assert proved.url == "/kirjaudu/uudelleen/jatka/"
    assert sent_again(client).url == "/tyopoyta/"
    fields = {name: value if isinstance(value, list) else [value] for name, value in typed.items()}
    assert [("/koe/muuta/", {"jasen": "7"}, fields)] == DONE


def test_it_goes_on_once(client, person):
    client.post("/koe/muuta/", {"day": "1.12.2026"})
    client.post("/kirjaudu/uudelleen/", {"password": people.PASSWORD})
    sent_again(client)
    assert client.get("/kirjaudu/uudelleen/jatka/").url == "/tyopoyta/"
    assert len(DONE) == 1


def test_what_is_wrong_in_it_is_told_at_its_own_address(client, person):
    client.post("/koe/muuta/", {"day": ""})
    client.post("/kirjaudu/uudelleen/", {"password": people.PASSWORD})
    answer = sent_again(client)
    assert (answer.request["PATH_INFO"], answer.content.decode()) == ("/koe/muuta/", "Kirjoita päivä.")


def test_without_the_proof_nothing_goes_on(client, person):
    client.post("/koe/muuta/", {"day": "1.12.2026"})
    assert client.post("/kirjaudu/uudelleen/", {"password": "väärä"}).status_code == 200
    assert sent_again(client).url.startswith("/kirjaudu/uudelleen/")
    assert DONE == []


def test_what_was_held_too_long_ago_goes_nowhere(client, person, monkeypatch):
    client.post("/koe/muuta/", {"day": "1.12.2026"})
    later = time.time() + held_form.LONGEST_SECONDS
    monkeypatch.setattr(held_form, "now", lambda: later)
    assert client.get("/kirjaudu/uudelleen/jatka/").url == "/tyopoyta/"


def test_a_session_does_not_show_what_is_held(client, person):
    client.post("/koe/muuta/", {"day": "1.12.2026", "note": "luottamuksellista"})
    assert "luottamuksellista" not in str(dict(client.session))


def test_a_permission_lost_meanwhile_is_lost(client, person):
    client.post("/koe/muuta/", {"day": "1.12.2026"})
    client.post("/kirjaudu/uudelleen/", {"password": people.PASSWORD})
    person.memberships.get().roles.all().delete()
    assert sent_again(client).status_code == 403
    assert DONE == []
