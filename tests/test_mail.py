"""A mail: one text becomes a row of the outbox, with plain text and HTML, in the receiver's language, sealed."""

from email.utils import parseaddr
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template import TemplateDoesNotExist
from post_office.models import PRIORITY, STATUS, Email

from opinraitti.lib import mail
from opinraitti.lib.secrets import unseal

pytestmark = pytest.mark.django_db


def send(**changed) -> Email:
    told = {"to": "opo@kuhmo.example", "template": "account/login_code", "language": "fi", "context": {"code": "KXTP-4WQ7"}}
    return mail.send(**told | changed)


def texts(row: Email) -> tuple[str, str]:
    return unseal(row.message, mail.PURPOSE), unseal(row.html_message, mail.PURPOSE)


def test_a_mail_is_a_row_that_waits():
    row = send()
    assert (row.to, row.subject) == (["opo@kuhmo.example"], "Kirjautumiskoodi")
    assert (row.status, row.priority, row.context) == (STATUS.queued, PRIORITY.high, None)
    assert row.headers["Content-Language"] == "fi"
    assert row.headers["Auto-Submitted"] == "auto-generated"
    assert row.headers[mail.TEMPLATE_HEADER] == "account/login_code"


def test_a_mail_is_undone_with_what_it_tells_of():
    with transaction.atomic():
        send()
        transaction.set_rollback(True)
    assert not Email.objects.exists()


def test_what_it_says_cannot_be_read_in_the_database():
    row = send(name="Ohjaaja")
    stored = " ".join(str(value) for value in Email.objects.filter(pk=row.pk).values().get().values())
    assert "KXTP" not in stored
    assert "Ohjaaja" not in stored


def test_text_and_html_say_the_same():
    text, html = texts(send(name="Ohjaaja"))
    for part in ("Hei Ohjaaja,", "KXTP-4WQ7", "Koodi toimii vain hetken", "Sinun ei tarvitse vastata", "http://localhost:8000/"):
        assert part in text
        assert part in html


def test_the_message_id_is_the_mails_own_and_names_the_portal(settings):
    settings.SITE_URL = "https://opinraitti.example"
    first, second = send().message_id, send().message_id
    assert first != second
    assert parseaddr(first)[1].endswith("@" + urlsplit(settings.SITE_URL).hostname)


@pytest.mark.parametrize("language", ["fi", "fi-simple", "sv", "en"])
def test_the_mail_speaks_the_receivers_language(language):
    _text, html = texts(send(language=language))
    assert f'<html lang="{language}">' in html
    prefix = "" if language == "fi" else f"{language}/"
    assert f'href="http://localhost:8000/{prefix}"' in html


def test_a_value_is_escaped_in_html_and_plain_in_text():
    text, html = texts(send(name="Aune & Eero"))
    assert "Hei Aune & Eero," in text
    assert "Hei Aune &amp; Eero," in html


@pytest.mark.parametrize("name", ["", "https://paha.example", "Voita paha.example", "www paha", "a@b", "<b>"])
def test_a_name_that_is_more_than_a_name_is_not_greeted(name):
    text, _html = texts(send(name=name))
    assert text.startswith("Hei,\n")


def test_a_name_of_many_lines_is_one_line():
    assert mail.greeted("Aune\r\n\r\nhyvä  ") == "Aune hyvä"


@pytest.mark.parametrize("to", ["", "ei osoite", "a@b.example, c@d.example", "a@b.example\nBcc: c@d.example"])
def test_what_is_no_address_is_refused(to):
    with pytest.raises(ValidationError):
        send(to=to)


def test_an_unknown_template_is_a_fault_of_ours():
    with pytest.raises(TemplateDoesNotExist):
        send(template="account/tuntematon")


def test_allauths_names_lead_to_ours():
    assert mail.template_of("account/email/login_code") == "account/login_code"
    assert mail.template_of("mfa/email/totp_activated") == "mfa/totp_activated"


def test_an_address_leads_to_the_page_in_the_receivers_language():
    assert mail.link("service", language="sv", slug="uraohjaus") == "http://localhost:8000/sv/palvelut/uraohjaus/"
