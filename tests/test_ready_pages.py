"""Pages kept ready-made: the same for everyone, never older than the directory, never more than their room."""

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.template.response import TemplateResponse
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from opinraitti.lib import ready_pages
from opinraitti.lib.ready_pages import Page, Shelf, ready_made
from services import directory_state
from services.enums import ServiceStatus
from services.models import FrontDoor, Service
from tests import builders
from tests.hours_rows import at


class Portal:
    """One worker's view of one page that counts how often it is made."""

    def __init__(self, shelf=None, make=None):
        self.version, self.made, self.shelf = 1, 0, shelf or Shelf()
        self.make = make or (lambda request: HttpResponse(f"made {self.made}", headers={"X-Own": "kept"}))
        self.view = ready_made(lambda request: self.version, self.shelf)(self._view)

    def _view(self, request, *args):
        self.made += 1
        return self.make(request)


@pytest.fixture
def clock(monkeypatch):
    def move(text):
        moment = at(text)
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    move("2.3. 10:00")
    return move


@pytest.fixture
def portal(clock):
    return Portal()


def test_a_page_is_made_once_and_then_only_sent(portal, rf):
    first, again = portal.view(rf.get("/")), portal.view(rf.get("/"))
    assert first.content == again.content == b"made 1"
    assert first["ETag"] == again["ETag"]
    assert again["X-Own"] == "kept"
    assert again is not first


def test_a_head_gets_the_headers_of_the_kept_page(portal, rf):
    assert portal.view(rf.get("/"))["ETag"] == portal.view(rf.head("/"))["ETag"]
    assert portal.made == 1


def test_addresses_hosts_schemes_and_languages_are_kept_apart(portal, rf, settings):
    settings.ALLOWED_HOSTS = ["*"]
    requests = [rf.get("/"), rf.get("/toinen/"), rf.get("/", headers={"host": "muu.example"}), rf.get("/", secure=True)]
    answers = {portal.view(request).content for request in requests}
    with override("sv"):
        answers.add(portal.view(rf.get("/")).content)
    assert len(answers) == 5


def test_a_new_version_and_a_new_minute_make_the_page_anew(portal, rf, clock):
    portal.view(rf.get("/"))
    portal.version = 2
    assert portal.view(rf.get("/")).content == b"made 2"
    clock("2.3. 10:01")
    assert portal.view(rf.get("/")).content == b"made 3"
    assert len(portal.shelf) == 1


@pytest.mark.parametrize(
    "request_of",
    [
        lambda rf: rf.get("/?utm=1"),
        lambda rf: rf.get("/", headers={"hx-request": "true"}),
        lambda rf: rf.get("/", headers={"cookie": "istunto=abc"}),
        lambda rf: rf.get("/", headers={"cookie": "messages=abc"}),
    ],
    ids=["query string", "htmx", "session", "messages"],
)
def test_who_asks_otherwise_neither_gets_nor_leaves_a_kept_page(portal, rf, request_of):
    portal.view(request_of(rf))
    assert len(portal.shelf) == 0
    portal.view(rf.get("/"))
    assert portal.view(request_of(rf)).content == b"made 3"


def test_in_development_every_page_is_made_anew(portal, rf, settings):
    settings.DEBUG = True
    portal.view(rf.get("/"))
    portal.view(rf.get("/"))
    assert portal.made == 2


def with_cookie(request):
    response = HttpResponse("yours")
    response.set_cookie("own", "1")
    return response


@pytest.mark.parametrize(
    "make",
    [
        lambda request: HttpResponse("gone", status=410),
        lambda request: HttpResponse("lost", status=404),
        with_cookie,
        lambda request: HttpResponse(get_token(request)),
        lambda request: StreamingHttpResponse(["a", "b"]),
        lambda request: TemplateResponse(request, "home.html"),
    ],
    ids=["410", "404", "cookie", "form token", "stream", "not rendered"],
)
def test_what_is_not_the_same_for_everyone_is_not_kept(clock, rf, make):
    portal = Portal(make=make)
    portal.view(rf.get("/"))
    portal.view(rf.get("/"))
    assert (portal.made, len(portal.shelf)) == (2, 0)


def test_the_shelf_stays_within_its_room_and_keeps_what_is_asked():
    page = Page(b"x" * 9_000, ())
    shelf = Shelf(limit=3 * page.size)
    shelf.find("now", 0)
    for number in range(3):
        shelf.keep("now", number, page)
    assert shelf.find("now", 0)
    shelf.keep("now", 3, page)
    assert [bool(shelf.find("now", number)) for number in range(4)] == [True, False, True, True]
    shelf.keep("now", 4, Page(b"x" * 40_000, ()))
    assert not shelf.find("now", 4)


def test_a_page_made_of_the_old_directory_is_not_kept_as_the_new_one():
    shelf = Shelf()
    shelf.find("version 1", "/")
    shelf.find("version 2", "/")
    shelf.keep("version 1", "/", Page(b"old", ()))
    assert shelf.find("version 2", "/") is None
    assert shelf.find("version 1", "/") is None


@pytest.mark.django_db
def test_a_change_shows_on_the_next_request_in_every_worker(client, monkeypatch):
    service = builders.full_service("Vanha nimi")
    workers = [Shelf(), Shelf()]

    def page(worker):
        for name in ("find", "keep"):
            monkeypatch.setattr(ready_pages.SHELF, name, getattr(worker, name))
        return client.get(service.get_absolute_url()).content.decode()

    assert all("Vanha nimi" in page(worker) for worker in workers)
    assert [len(worker) for worker in workers] == [1, 1]
    Service.objects.filter(pk=service.pk).update(name={"fi": "Uusi nimi"})
    directory_state.touch()
    assert all("Uusi nimi" in page(worker) for worker in workers)


@pytest.mark.django_db
def test_an_archived_service_is_gone_at_once(client):
    service = builders.full_service()
    assert client.get(service.get_absolute_url()).status_code == 200
    Service.objects.filter(pk=service.pk).update(status=ServiceStatus.ARCHIVED, archived_at=timezone.now())
    directory_state.touch()
    assert client.get(service.get_absolute_url()).status_code == 410


@pytest.mark.django_db
def test_open_now_tells_of_the_minute(client, clock):
    service = builders.full_service()
    clock("2.3. 14:59")
    assert "Auki nyt" in client.get(service.get_absolute_url()).content.decode()
    clock("2.3. 15:00")
    assert "Auki nyt" not in client.get(service.get_absolute_url()).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["", "toimijat/", "kysy-neuvoa/", "tietoa/", "saavutettavuus/", "tietosuoja/", "service", "provider"]
)
@pytest.mark.parametrize("prefix", ["/", "/sv/"])
def test_a_kept_page_costs_one_query_and_is_the_page_that_was_made(django_assert_num_queries, clock, prefix, name):
    service = builders.full_service()
    builders.front_door()
    name = {"service": f"palvelut/{service.slug}/", "provider": f"toimijat/{service.organisation.slug}/"}.get(name, name)
    made = Client().get(prefix + name)
    with django_assert_num_queries(1):
        kept = Client().get(prefix + name)
    assert kept.content == made.content
    assert dict(kept.items()) == dict(made.items())
    with django_assert_num_queries(1):
        unchanged = Client().get(prefix + name, headers={"if-none-match": kept["ETag"]})
    assert (unchanged.status_code, unchanged.content) == (304, b"")


@pytest.mark.django_db
def test_the_list_of_services_is_never_kept(client):
    builders.full_service()
    client.get("/palvelut/")
    assert len(ready_pages.SHELF) == 0


@pytest.mark.django_db
def test_the_human_contact_changes_on_every_page_at_once(client):
    builders.front_door()
    assert "neuvo@opinraitti.example" in client.get("/tietoa/").content.decode()
    FrontDoor.objects.update(email="uusi@opinraitti.example")
    directory_state.touch()
    assert "uusi@opinraitti.example" in client.get("/tietoa/").content.decode()
