"""The house is closed by default: a view that does not say it is public sends an unknown visitor to sign in."""

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import path

from network.models import User
from opinraitti.lib.access import public_page
from opinraitti.urls import urlpatterns as portal_urls


def unmarked(request):
    return HttpResponse("secret")


@public_page
def marked(request):
    return HttpResponse("for everyone")


@public_page
def personal(request):
    return HttpResponse(f"signed in: {request.user.is_authenticated}")


urlpatterns = [path("unmarked/", unmarked), path("marked/", marked), path("personal/", personal), *portal_urls]


@pytest.mark.urls(__name__)
def test_a_view_without_a_mark_asks_to_sign_in(client):
    response = client.get("/unmarked/?a=1")
    assert response.status_code == 302
    assert response["Location"] == "/kirjaudu/?next=/unmarked/%3Fa%3D1"


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_a_public_page_answers_reading_only(client):
    assert client.get("/marked/").content == b"for everyone"
    assert [client.generic(method, "/marked/").status_code for method in ("POST", "PUT", "PATCH", "DELETE")] == [405] * 4


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_a_public_page_asks_who_reads_it_only_when_its_view_does(client):
    client.force_login(User.objects.create_user("opo@kuhmo.example"))
    with CaptureQueriesContext(connection) as asked:
        assert "Cookie" not in client.get("/marked/")["Vary"]
    assert not [query["sql"] for query in asked if "SELECT" in query["sql"]]
    personal = client.get("/personal/")
    assert personal.content == b"signed in: True"
    assert "Cookie" in personal["Vary"]
    assert client.get("/unmarked/").content == b"secret"


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_a_forged_session_cookie_opens_nothing(client, settings):
    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    assert client.get("/unmarked/").status_code == 302
    assert client.get("/personal/").content == b"signed in: False"
