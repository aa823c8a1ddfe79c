"""Mails of the outbox in every state, for tests."""

from post_office.models import STATUS, Email, Log

from opinraitti.lib import mail
from opinraitti.lib.mail_queue import Reason


def waiting(to="opo@kuhmo.example", template="account/login_code", **changed) -> Email:
    row = mail.send(to=to, template=template, language="fi", context={"code": "KXTP-4WQ7"})
    if changed:
        Email.objects.filter(pk=row.pk).update(**changed)
        row.refresh_from_db()
    return row


def failed(reason=Reason.REFUSED, **changed) -> Email:
    row = waiting(**{"status": STATUS.failed, "number_of_retries": 1} | changed)
    Log.objects.create(email=row, status=STATUS.failed, exception_type="SMTPRecipientsRefused", message=reason.value)
    return row
