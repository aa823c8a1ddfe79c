"""Sends what waits in the outbox, one mail at a time. A sender killed at any moment loses nothing and repeats at most the
mail it had in hand, under the same Message-ID.
"""

import fcntl
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from enum import StrEnum
from smtplib import (
    SMTPAuthenticationError,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import get_connection
from django.db import connection, models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from post_office.models import STATUS, Email, Log

from opinraitti.lib import audit
from opinraitti.lib.mail import PURPOSE
from opinraitti.lib.secrets import Unreadable, unseal

logger = logging.getLogger(__name__)
WAITING = (STATUS.queued, STATUS.requeued)
# After a try that failed, the next comes in so many minutes; after the last the mail has failed (three days in all).
RETRY_MINUTES = (1, 5, 15, 60, 180, 360, 720, 1440, 1440)


class Outcome(StrEnum):
    NOTHING = "nothing waits"
    SENT = "sent"
    PUT_OFF = "put off"
    FAILED = "failed"
    NO_SERVER = "the mail server does not take mail"


class Reason(models.TextChoices):
    """Why a mail has not gone, kept as the message of its `Log`: never what a server said, which may name persons."""

    NO_ANSWER = "no_answer", _("Sähköpostipalvelin ei vastaa. Viesti lähtee, kun yhteys palaa.")
    NO_PERMISSION = "no_permission", _("Sähköpostipalvelin ei hyväksy portaalia lähettäjäksi. Tarkista sähköpostin asetukset.")
    REFUSED = "refused", _("Vastaanottajan palvelin ei ota viestiä vastaan. Tarkista, onko osoite oikein.")
    LATER = "later", _("Vastaanottajan palvelin pyysi yrittämään myöhemmin.")
    BROKEN = "broken", _("Lähetys keskeytyi kesken kaiken.")
    UNREADABLE = "unreadable", _("Viestiä ei voi avata, koska portaalin avain on vaihtunut. Asia pitää aloittaa alusta.")


# No mail is to blame: nothing is counted against it, and the next would fare the same.
SERVER_FAULTS = (Reason.NO_ANSWER, Reason.NO_PERMISSION)
HOPELESS = (Reason.REFUSED, Reason.UNREADABLE)


@contextmanager
def only_sender() -> Iterator[bool]:
    """Whether this process is the one that sends on this machine; a process that ends, however it ends, lets go."""
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    with open(settings.VAR_DIR / "mail.lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def unsent() -> models.QuerySet[Email]:
    """What has failed, then what waits; the oldest first."""
    return Email.objects.filter(status__in=(STATUS.failed, *WAITING)).order_by("status", "pk")


def due() -> models.QuerySet[Email]:
    """What may go now, the urgent first."""
    on_time = Q(scheduled_time=None) | Q(scheduled_time__lte=timezone.now())
    return Email.objects.filter(on_time, status__in=WAITING).order_by("-priority", "pk")


def send_due(stop: Callable[[], bool] = lambda: False) -> dict[Outcome, int]:
    """Sends until nothing is due, the mail server takes no more, or `stop()`; tells how many fared how."""
    server, counts = get_connection(), dict.fromkeys(Outcome, 0)
    try:
        while not stop():
            outcome = _send_next(server)
            counts[outcome] += 1
            if outcome in (Outcome.NOTHING, Outcome.NO_SERVER):
                break
    finally:
        _hang_up(server)
    return counts


@transaction.atomic
def send_again(*, by, mail: Email) -> None:
    """The mail goes next, with all its tries before it. Raises `ValidationError` when it is not there to be sent."""
    changed = Email.objects.filter(pk=mail.pk, status__in=(STATUS.failed, STATUS.requeued)).update(
        status=STATUS.queued, scheduled_time=None, number_of_retries=0, last_updated=timezone.now()
    )
    if not changed:
        raise ValidationError(gettext("Viesti on jo lähtenyt tai lähtee pian itsestään."))
    audit.record(by=by, action="mail.sent_again", subject=mail)


@contextmanager
def _claimed() -> Iterator[Email | None]:
    """The next mail, held until it is marked; None when nothing is due.

    PostgreSQL holds the row, so that senders on two machines never take the same. SQLite would hold the whole database
    for as long as the mail server takes; there is one machine, and `only_sender` is enough.
    """
    if connection.features.has_select_for_update_skip_locked:
        with transaction.atomic():
            yield due().select_for_update(skip_locked=True).first()
    else:
        yield due().first()


def _send_next(server) -> Outcome:
    with _claimed() as row:
        if row is None:
            return Outcome.NOTHING
        try:
            _greet(server)
        except OSError as fault:
            _hang_up(server)
            unwelcome = isinstance(fault, SMTPAuthenticationError | SMTPNotSupportedError)
            return _tell(row, Reason.NO_PERMISSION if unwelcome else Reason.NO_ANSWER, fault)
        try:
            _deliver(row, server)
        except Exception as fault:  # whatever is wrong with this mail must not keep the others waiting
            _hang_up(server)
            return _tell(row, _reason(fault), fault)
        # One statement: a mail is never sent with its body left behind, nor emptied unsent.
        _mark(row, status=STATUS.sent, message="", html_message="")
        return Outcome.SENT


def _greet(server) -> None:
    """Opens the connection and hears the server out: what fails by now is no mail's fault."""
    server.open()
    if smtp := getattr(server, "connection", None):
        smtp.ehlo_or_helo_if_needed()


def _deliver(row: Email, server) -> None:
    """Opens the bodies in memory only; returns when the mail server has taken the mail."""
    row.message, row.html_message = unseal(row.message, PURPOSE), unseal(row.html_message, PURPOSE)
    row.dispatch(commit=False, disconnect_after_delivery=False, connection=server)


def _reason(fault: Exception) -> Reason:
    match fault:
        case Unreadable():
            return Reason.UNREADABLE
        case SMTPSenderRefused(smtp_code=code):
            return Reason.NO_PERMISSION if code >= 500 else Reason.NO_ANSWER
        case SMTPRecipientsRefused(recipients=answers):
            return Reason.REFUSED if all(code >= 500 for code, _said in answers.values()) else Reason.LATER
        case SMTPResponseException(smtp_code=code):
            return Reason.REFUSED if code >= 500 else Reason.LATER
        case _:
            return Reason.BROKEN


def _tell(row: Email, reason: Reason, fault: Exception) -> Outcome:
    """Writes down why the mail did not go, and when it is tried again."""
    logger.warning("Mail %s was not sent: %s (%s).", row.pk, reason.value, type(fault).__name__)
    if reason in SERVER_FAULTS:
        if row.logs.order_by("-pk").values_list("message", flat=True).first() != reason:
            _log(row, reason, fault)
        return Outcome.NO_SERVER
    _log(row, reason, fault)
    tries = (row.number_of_retries or 0) + 1
    if reason in HOPELESS or tries > len(RETRY_MINUTES):
        _mark(row, status=STATUS.failed, number_of_retries=tries)
        return Outcome.FAILED
    next_time = timezone.now() + timedelta(minutes=RETRY_MINUTES[tries - 1])
    _mark(row, status=STATUS.requeued, number_of_retries=tries, scheduled_time=next_time)
    return Outcome.PUT_OFF


def _log(row: Email, reason: Reason, fault: Exception) -> None:
    Log.objects.create(email_id=row.pk, status=STATUS.failed, exception_type=type(fault).__name__, message=reason.value)


def _mark(row: Email, **values) -> None:
    Email.objects.filter(pk=row.pk).update(last_updated=timezone.now(), **values)


def _hang_up(server) -> None:
    with suppress(OSError):
        server.close()
