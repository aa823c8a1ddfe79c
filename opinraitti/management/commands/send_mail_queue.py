"""`manage.py send_mail_queue`: sends the mails of the outbox as they come, until it is told to stop."""

import logging
import os
import signal
from threading import Event

from django.core.management.base import BaseCommand
from django.db import DatabaseError, InterfaceError, close_old_connections, connection

from opinraitti.lib.mail_queue import Outcome, only_sender, send_due

logger = logging.getLogger(__name__)
LOOKS_EVERY = 1.0
# After a fault of the mail server or the database the pause doubles, up to this.
LONGEST_PAUSE = 60.0


class Command(BaseCommand):
    help = "Sends the mails that wait, one at a time; stops with Ctrl+C or SIGTERM when the mail in hand has gone."
    # It starts at once: the checks look at addresses, templates and forms, none of which it uses.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="send what waits now, then end")
        parser.add_argument("--with-parent", type=int, metavar="PID", help="end with the process that started this one")

    def handle(self, *, once: bool, with_parent: int | None, **options):
        if once:
            self.stdout.write(told(send_if_alone()))
            return
        stopped = Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopped.set())

        def stop() -> bool:
            return stopped.is_set() or with_parent not in (None, os.getppid())

        pause = LOOKS_EVERY
        while not stop():
            pause = LOOKS_EVERY if went_well(stop) else min(2 * pause, LONGEST_PAUSE)
            wait(stopped, pause, stop)


def send_if_alone(stop=lambda: False) -> dict[Outcome, int] | None:
    """What has become of the mails; None when another process of this machine is sending."""
    with only_sender() as alone:
        return send_due(stop) if alone else None


def went_well(stop) -> bool:
    """Sends what waits. Neither the database nor the mail server may end the loop by being away for a while."""
    try:
        close_old_connections()
        counts = send_if_alone(stop)
    except (DatabaseError, InterfaceError) as fault:
        logger.warning("The database does not answer (%s); mails wait.", type(fault).__name__)
        connection.close()
        return False
    return counts is None or not counts[Outcome.NO_SERVER]


def wait(stopped: Event, seconds: float, stop) -> None:
    """At most `seconds`; looks every second whether to stop."""
    while seconds > 0 and not stop():
        stopped.wait(min(seconds, LOOKS_EVERY))
        seconds -= LOOKS_EVERY


def told(counts: dict[Outcome, int] | None) -> str:
    if counts is None:
        return "Another process is sending; nothing to do here."
    if counts[Outcome.NO_SERVER]:
        return "The mail server does not take mail: look at EMAIL_HOST and its companions. The mails wait."
    return f"Sent {counts[Outcome.SENT]}, put off {counts[Outcome.PUT_OFF]}, failed {counts[Outcome.FAILED]}."
