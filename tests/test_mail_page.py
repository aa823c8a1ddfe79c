"""The page of what has not gone: it says why, sends again, counts the days, and shows nobody's mail but its fate."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from post_office.models import STATUS, Email

from network.enums import Role
from opinraitti.lib.mail_queue import Reason
from opinraitti.models import AuditEvent, ReadRecord
from tests import mails, people

pytestmark = pytest.mark.django_db
PAGE = "/viestit/"


@pytest.fixture
def administrator(client):
    return people.sign_in(client, people.member(Role.ADMINISTRATOR))


def seen(client, address=PAGE) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", client.get(address).content.decode()))


def test_with_nothing_to_tell_the_page_says_what_it_is_for(administrator):
    page = seen(administrator)
    assert "Kaikki viestit ovat lähteneet" in page
    assert "Kahden viime viikon aikana ei ole lähtenyt yhtään viestiä." in page


def test_a_mail_that_failed_says_what_to_whom_and_why(administrator):
    mails.failed(Reason.REFUSED, to="opo@kuhmo.example")
    page = seen(administrator)
    for told in (
        "1 viesti ei ole lähtenyt",
        "Kirjautumiskoodi",
        "opo@kuhmo.example",
        "Ei lähtenyt",
        "Tarkista, onko osoite oikein",
    ):
        assert told in page
    assert "KXTP" not in page, "the text of a mail is nobody's to read"


def test_one_that_is_tried_again_says_when(administrator):
    later = timezone.now() + timedelta(hours=3)
    mails.failed(Reason.LATER, status=STATUS.requeued, number_of_retries=4, scheduled_time=later)
    assert f"4 yritystä, seuraava {timezone.localtime(later):%-d.%-m. klo %H.%M}" in seen(administrator)


def test_a_mail_goes_again_and_the_page_tells(administrator):
    row = mails.failed()
    answer = administrator.post(reverse("send_mail_again", kwargs={"pk": row.pk}), follow=True)
    assert answer.redirect_chain == [(PAGE, 302)]
    assert "Viesti lähtee hetken kuluttua." in answer.content.decode()
    row.refresh_from_db()
    assert row.status == STATUS.queued
    assert AuditEvent.objects.filter(action="mail.sent_again").count() == 1


def test_two_clicks_send_once(administrator):
    row = mails.failed()
    for _ in range(2):
        answer = administrator.post(reverse("send_mail_again", kwargs={"pk": row.pk}), follow=True)
    assert "Viesti on jo lähtenyt tai lähtee pian itsestään." in answer.content.decode()
    assert AuditEvent.objects.filter(action="mail.sent_again").count() == 1


@pytest.mark.parametrize("pk", [999_999, 10**30])
def test_a_mail_that_is_not_there_is_not_found(administrator, pk):
    assert administrator.post(f"/viestit/{pk}/uudelleen/").status_code == 404


def test_what_cannot_be_opened_has_no_button_that_would_not_help(administrator):
    mails.failed(Reason.UNREADABLE)
    assert "Lähetä uudelleen" not in seen(administrator)


def test_a_mail_server_that_is_away_is_told_above_all(administrator):
    mails.failed(Reason.NO_ANSWER, status=STATUS.queued, number_of_retries=None)
    assert seen(administrator).count("Sähköpostipalvelin ei vastaa.") == 2


def test_a_sender_that_does_not_run_is_told(administrator):
    row = mails.waiting()
    assert "Viestien lähetys ei ole nyt käynnissä." not in seen(administrator)
    Email.objects.filter(pk=row.pk).update(last_updated=timezone.now() - timedelta(minutes=11))
    assert "Viestien lähetys ei ole nyt käynnissä." in seen(administrator)


def test_the_days_are_counted_by_the_finnish_clock(administrator):
    for days, number in ((0, 1), (1, 4), (13, 2), (14, 9)):
        for _ in range(number):
            mails.waiting(status=STATUS.sent, last_updated=timezone.now() - timedelta(days=days))
    content = administrator.get(PAGE).content.decode()
    counts = [int(count) for count in re.findall(r'class="bar-count">(\d+)<', content)]
    assert counts == [1, 4, *[0] * 11, 2]
    assert re.findall(r'<rect width="(\d+)%"', content)[:2] == ["25", "100"]


def test_whose_mail_was_looked_at_is_noted(administrator):
    person = people.user(email="opo@kuhmo.example")
    mails.failed(to=person.email)
    mails.failed(to="tuntematon@kuhmo.example")
    administrator.get(PAGE)
    assert ReadRecord.objects.get().persons == [f"user:{person.pk}"]


def test_the_queries_do_not_grow_with_the_mails(administrator):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            administrator.get(PAGE)
        return len(queries)

    asked()  # what is made once for all pages is made now
    for number in range(3):
        mails.failed(to=people.user(email=f"opo-{number}@kuhmo.example").email)
    few = asked()
    for number in range(3, 30):
        mails.failed(to=people.user(email=f"opo-{number}@kuhmo.example").email)
    assert asked() == few


def test_a_long_list_is_in_pages(administrator):
    for _ in range(51):
        mails.waiting()
    assert seen(administrator).count("klo") == 50
    assert "Sivu 2 / 2" in seen(administrator, f"{PAGE}?sivu=2")
    assert seen(administrator, f"{PAGE}?sivu=roskaa").count("klo") == 50


def test_old_mails_are_forgotten_and_what_waits_is_not(capsys):
    now = timezone.now()
    for status, days in ((STATUS.sent, 31), (STATUS.sent, 29), (STATUS.failed, 91), (STATUS.failed, 89), (STATUS.queued, 400)):
        mails.waiting(status=status, last_updated=now - timedelta(days=days))
    for told in ("Erased 1 sent and 1 failed.", "Erased 0 sent and 0 failed."):
        call_command("erase_old_mail")
        assert told in capsys.readouterr().out
    assert sorted(Email.objects.values_list("status", flat=True)) == [STATUS.sent, STATUS.failed, STATUS.queued]
