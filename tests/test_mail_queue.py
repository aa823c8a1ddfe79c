"""The sender: what it sends, what it puts off and for how long, and what it gives up."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from post_office.models import STATUS, Email

from network.enums import Role
from opinraitti.lib import mail_queue
from opinraitti.lib.mail_queue import RETRY_MINUTES, Outcome, Reason, only_sender, send_again, send_due
from opinraitti.models import AuditEvent
from tests import mails, people
from tests.smtp_server import smtp_server

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings):
    """A mail server on loopback, and the portal's settings that lead to it."""
    with smtp_server() as inbox:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", inbox.port, False
        yield inbox


def again(row: Email) -> Email:
    row.refresh_from_db()
    return row


def why(row: Email) -> list[str]:
    return list(row.logs.order_by("pk").values_list("message", flat=True))


def test_a_mail_arrives_whole_and_is_emptied(server):
    row = mails.waiting()
    assert send_due()[Outcome.SENT] == 1
    (arrived,) = server.messages
    assert (arrived["To"], arrived["Subject"]) == ("opo@kuhmo.example", "Kirjautumiskoodi")
    assert arrived["Message-ID"] == row.message_id
    assert arrived["Auto-Submitted"] == "auto-generated"
    assert "KXTP-4WQ7" in arrived.get_body(("plain",)).get_content()
    assert "KXTP-4WQ7" in arrived.get_body(("html",)).get_content()
    assert (again(row).status, row.message, row.html_message) == (STATUS.sent, "", "")


def test_what_is_sent_is_not_sent_again(server):
    mails.waiting()
    send_due()
    assert send_due()[Outcome.SENT] == 0
    assert len(server.messages) == 1


def test_what_somebody_waits_for_goes_first(server):
    mails.waiting(priority=1)
    urgent = mails.waiting()
    send_due()
    assert server.message_ids[0] == urgent.message_id


@pytest.mark.parametrize(
    ("replies", "status", "reason"),
    [
        ({"RCPT": "550 no such person"}, STATUS.failed, Reason.REFUSED),
        ({"RCPT": "451 come later"}, STATUS.requeued, Reason.LATER),
        ({"END": "554 no"}, STATUS.failed, Reason.REFUSED),
        ({"END": "452 full"}, STATUS.requeued, Reason.LATER),
        ({"DATA": ""}, STATUS.requeued, Reason.BROKEN),
        ({"END": ""}, STATUS.requeued, Reason.BROKEN),
    ],
)
def test_a_mail_that_does_not_go_says_why_and_keeps_its_text(server, replies, status, reason):
    row = mails.waiting()
    server.replies = replies
    send_due()
    assert (again(row).status, why(row), row.number_of_retries) == (status, [reason], 1)
    assert row.message
    assert server.messages == []


def test_one_that_cannot_go_keeps_no_other_waiting(server):
    mails.waiting(to="ei@kuhmo.example")
    mails.waiting()
    server.replies = {"RCPT TO:<ei@": "550 no such person"}
    counts = send_due()
    assert (counts[Outcome.SENT], counts[Outcome.FAILED]) == (1, 1)


def test_each_try_waits_longer_and_the_last_fails(server):
    row = mails.waiting()
    server.replies = {"END": "452 full"}
    for number, minutes in enumerate(RETRY_MINUTES, start=1):
        send_due()
        wait = again(row).scheduled_time - timezone.now()
        assert timedelta(minutes=minutes) - wait < timedelta(seconds=20)
        assert row.number_of_retries == number
        assert send_due()[Outcome.NOTHING] == 1, "not before its time"
        Email.objects.update(scheduled_time=timezone.now())
    send_due()
    assert again(row).status == STATUS.failed
    assert row.message


@pytest.mark.parametrize("replies", [{"EHLO": "", "HELO": ""}, {"EHLO": "421 not now", "HELO": "421 not now"}])
def test_a_server_that_does_not_answer_is_no_mails_fault(server, replies):
    rows = [mails.waiting() for _ in range(3)]
    server.replies = replies
    for _ in range(3):
        counts = send_due()
        assert (counts[Outcome.NO_SERVER], counts[Outcome.SENT]) == (1, 0)
    assert {(again(row).status, row.number_of_retries) for row in rows} == {(STATUS.queued, None)}
    assert why(rows[0]) == [Reason.NO_ANSWER], "told once, not at each try"
    server.replies = {}
    assert send_due()[Outcome.SENT] == 3


def test_a_server_that_is_not_there(server, settings):
    row = mails.waiting()
    settings.EMAIL_PORT = 1
    assert send_due()[Outcome.NO_SERVER] == 1
    assert (again(row).status, why(row)) == (STATUS.queued, [Reason.NO_ANSWER])


def test_a_server_that_does_not_want_the_portals_mail(server):
    row = mails.waiting()
    server.replies = {"MAIL": "553 who are you"}
    assert send_due()[Outcome.NO_SERVER] == 1
    assert (again(row).status, why(row)) == (STATUS.queued, [Reason.NO_PERMISSION])


def test_a_mail_of_another_key_fails_in_words(server, settings):
    row = mails.waiting()
    settings.SECRET_KEY = "another key, made after the mail was written"
    send_due()
    assert (again(row).status, why(row)) == (STATUS.failed, [Reason.UNREADABLE])


def test_no_log_holds_an_address_or_what_the_server_said(server, caplog):
    row = mails.waiting()
    server.replies = {"RCPT": "550 opo@kuhmo.example is no longer here"}
    send_due()
    assert "refused" in caplog.text
    told = caplog.text + " ".join(f"{log.message} {log.exception_type}" for log in row.logs.all())
    assert "kuhmo" not in told
    assert "no longer here" not in told


def test_sending_again_begins_anew_and_leaves_a_trace(server):
    row = mails.failed()
    person = people.member(Role.ADMINISTRATOR)
    send_again(by=people.actor(person), mail=row)
    assert (again(row).status, row.number_of_retries) == (STATUS.queued, 0)
    event = AuditEvent.objects.get(action="mail.sent_again")
    assert (event.actor, event.subject_id) == (f"user:{person.pk}", str(row.pk))
    assert send_due()[Outcome.SENT] == 1


@pytest.mark.parametrize("status", [STATUS.sent, STATUS.queued])
def test_what_has_gone_or_is_going_is_not_sent_again(status):
    row = mails.waiting(status=status)
    with pytest.raises(ValidationError, match="jo lähtenyt"):
        send_again(by=people.actor(people.member(Role.ADMINISTRATOR)), mail=row)
    assert not AuditEvent.objects.filter(action="mail.sent_again").exists()


def test_one_process_of_a_machine_sends_at_a_time(server, capsys):
    mails.waiting()
    with only_sender() as first, only_sender() as second:
        assert (first, second) == (True, False)
        call_command("send_mail_queue", once=True)
    assert "Another process is sending" in capsys.readouterr().out
    assert server.messages == []
    call_command("send_mail_queue", once=True)
    assert "Sent 1, put off 0, failed 0." in capsys.readouterr().out


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one machine: the lock of the process is enough")
@pytest.mark.django_db(transaction=True)
def test_on_postgresql_what_one_sender_holds_another_passes_over(server):
    first, second = mails.waiting(), mails.waiting()
    other = connection.copy()
    try:
        with transaction.atomic():
            held = mail_queue.due().select_for_update(skip_locked=True).first()
            with other.cursor() as cursor:
                cursor.execute("SELECT id FROM post_office_email ORDER BY priority DESC, id FOR UPDATE SKIP LOCKED")
                seen = [row[0] for row in cursor.fetchall()]
    finally:
        other.close()
    assert (held.pk, seen) == (first.pk, [second.pk])
