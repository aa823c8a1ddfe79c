"""The demo's mailbox: what the portal sends is read on the screen, in the demo and nowhere else."""

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.management import call_command
from django.urls import NoReverseMatch, reverse

from opinraitti.demo import letterbox
from opinraitti.lib import mail
from tests import mails
from tests.processes import PRODUCTION, python

pytestmark = pytest.mark.django_db
BOX = "/demo/posti/"
demo = pytest.mark.urls("opinraitti.demo_urls")


@pytest.fixture(autouse=True)
def _box(settings, tmp_path):
    settings.VAR_DIR, settings.DEMO = tmp_path, True
    settings.EMAIL_BACKEND = "opinraitti.demo.letterbox.EmailBackend"


def deliver(html: str, text="teksti", key="<1@opinraitti.example>", subject="Otsikko") -> letterbox.Letter:
    message = EmailMultiAlternatives(subject, text, "a@opinraitti.example", ["b@kuhmo.example"], headers={"Message-ID": key})
    message.attach_alternative(f"<html><head><title>ei tätä</title></head><body>{html}</body></html>", "text/html")
    get_connection().send_messages([message])
    return letterbox.letters()[0]


@demo
def test_a_mail_lands_in_the_box_and_its_link_works(client):
    told = {"password_reset_url": mail.link("home", language="fi")}
    mail.send(to="opo@kuhmo.example", template="account/password_reset_key", language="fi", context=told)
    call_command("send_mail_queue", once=True)
    assert "Uusi salasana" in client.get(BOX).content.decode()
    page = client.get(f"{BOX}{letterbox.letters()[0].key}/").content.decode()
    assert '<a href="http://localhost:8000/">Valitse uusi salasana</a>' in page
    assert "opo@kuhmo.example" in page
    assert "style=" not in page


@demo
def test_an_empty_box_says_how_to_get_a_mail(client):
    page = client.get(BOX).content.decode()
    assert "Yhtään viestiä ei ole vielä tullut" in page
    assert reverse("account_request_login_code") in page


@demo
def test_the_newest_is_first_and_only_so_many_are_kept(client, monkeypatch):
    monkeypatch.setattr(letterbox, "KEPT", 3)
    for number in range(5):
        deliver("<p>x</p>", key=f"<{number}@opinraitti.example>", subject=f"Viesti {number}")
    assert [letter.subject for letter in letterbox.letters()] == ["Viesti 4", "Viesti 3", "Viesti 2"]


def test_the_same_mail_twice_is_one_letter():
    for _ in range(2):
        deliver("<p>x</p>")
    assert len(letterbox.letters()) == 1


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ('<p style="color: red" onclick="x()">Hei <b>sinä</b></p>', "<p>Hei sinä</p>"),
        ("<script>alert(1)</script><style>p{}</style><p>a</p>", "<p>a</p>"),
        ('<a href="javascript:alert(1)">x</a>', "<a>x</a>"),
        ('<a href="https://a.example/?a=1&amp;b=%22">x</a>', '<a href="https://a.example/?a=1&amp;b=%22">x</a>'),
        ("<h1>Otsikko</h1><ul><li>&lt;b&gt;</li></ul>", "<h2>Otsikko</h2><ul><li>&lt;b&gt;</li></ul>"),
        ('<img src="https://a.example/x.png"><iframe src="/"></iframe>', ""),
    ],
)
def test_of_the_html_only_structure_and_links_are_shown(sent, shown):
    assert deliver(sent).html == shown


@demo
@pytest.mark.parametrize("key", ["0" * 20, "..", "%2e%2e", "..%2fsecret_key"])
def test_a_letter_that_is_not_there_is_not_found(client, key):
    assert client.get(f"{BOX}{key}/").status_code == 404


@demo
def test_the_banner_leads_to_the_box(client):
    mails.waiting()
    assert f'<a href="{BOX}">Kokeilun postilaatikko</a>' in client.get("/").content.decode()


def test_elsewhere_there_is_no_box(client):
    with pytest.raises(NoReverseMatch):
        reverse("demo_mailbox")
    assert client.get(BOX).status_code == 404


def test_production_has_neither_the_address_nor_the_backend(tmp_path):
    ask = (
        "import django; django.setup(); from django.conf import settings; from django.urls import resolve, Resolver404\n"
        f"try: print(resolve('{BOX}'))\nexcept Resolver404: print('no such address', settings.EMAIL_BACKEND)"
    )
    answer = python("-c", ask, **PRODUCTION | {"OPINRAITTI_VAR": str(tmp_path)})
    assert answer.stdout == "no such address django.core.mail.backends.smtp.EmailBackend\n", answer.stderr
