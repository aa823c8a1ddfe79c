"""Every text that goes by mail: there for all that can be sent, without values in its subject, whole in each language."""

import re
from pathlib import Path

import allauth
import pytest
from django.conf import settings
from django.utils import translation

from opinraitti.lib import mail
from tests.repository import ROOT, files, text

TEXTS = [path for path in files(".txt", under="templates/mail") if not path.name.startswith("_")]
NAMES = [str(path.relative_to("templates/mail").with_suffix("")) for path in TEXTS]
# What a mail of ours about accounts may be told.
TOLD = {"code": "KXTP-4WQ7", "password_reset_url": "https://opinraitti.example/salasana/uusi/a-b/"}
OURS = [name for name in NAMES if name.startswith(("account/", "mfa/", "socialaccount/"))]
LANGUAGES = [code for code, _name in settings.LANGUAGES]


def allauths_names() -> set[str]:
    """What allauth could send, as “account/email/login_code”."""
    templates = Path(allauth.__file__).parent / "templates"
    found = templates.glob("*/email/*_message.txt")
    return {str(path.relative_to(templates)).removesuffix("_message.txt") for path in found} - {"account/email/base"}


def test_whatever_allauth_sends_we_have_a_text_for():
    assert len(allauths_names()) > 15
    assert {mail.template_of(name) for name in allauths_names()} - set(NAMES) == set()


@pytest.mark.parametrize("path", TEXTS, ids=NAMES)
def test_a_subject_holds_no_value_and_stands_alone(path):
    first, second = text(ROOT / path).splitlines()[:2]
    assert re.fullmatch(r'\{% translate "[^"{}]+" %\}', first), "nobody's name in a subject: the list of mails shows it"
    assert second == ""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", OURS)
def test_a_text_about_an_account_is_whole_in_each_language(name, language):
    subject, plain, html = mail.written(name, language, TOLD)
    assert subject
    assert "\n\n\n" not in plain
    assert "{" not in plain + html
    for address in re.findall(r"https?://\S+", plain):
        assert address.rstrip("/").startswith(("http://localhost:8000", "https://opinraitti.example/"))
        assert f'href="{address}"' in html


def test_a_link_of_a_text_leads_to_the_page_in_the_receivers_language():
    _subject, plain, _html = mail.written("account/account_already_exists", "sv", {})
    assert "\nhttp://localhost:8000/sv/kirjaudu/\n" in plain


@pytest.mark.parametrize("name", NAMES)
def test_the_list_of_mails_names_each(name):
    with translation.override("fi"):
        assert mail.title(name)


def test_a_paragraph_that_ends_in_an_address_is_a_button_with_a_name():
    _subject, plain, html = mail.written("account/password_reset_key", "fi", TOLD)
    assert "Valitse uusi salasana:\nhttps://opinraitti.example/salasana/uusi/a-b/\n" in plain
    assert re.search(r'<a href="https://opinraitti\.example/salasana/uusi/a-b/"[^>]*>Valitse uusi salasana</a>', html)


def test_only_the_outbox_sends():
    """Whoever sent past it would send what a rollback undoes, and at once."""
    mailers = re.compile(
        r"^(from|import) (post_office\.(mail|utils)|django\.core\.mail|smtplib)\b|\bEmail\.objects\.create", re.M
    )
    ours = [path for path in files(".py") if path.parts[0] in ("opinraitti", "network", "services")]
    found = {path.name for path in ours if "migrations" not in path.parts and mailers.search(text(path))}
    assert found == {"mail.py", "mail_queue.py", "letterbox.py"}


def test_nothing_is_sent_at_once():
    """`priority="now"` would speak to the mail server inside the request, and lose the mail when it does not answer."""
    now = re.compile(r"priority\W+now\b", re.IGNORECASE)
    assert [
        path for path in files(".py") if path.parts[0] in ("opinraitti", "network", "services") and now.search(text(path))
    ] == []
    assert not settings.POST_OFFICE["CELERY_ENABLED"]
