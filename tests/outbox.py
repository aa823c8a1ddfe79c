"""Run inside a process of its own (`ask`): mails into the outbox of its database, and what has become of them."""

import json

from django.db import transaction
from post_office.models import STATUS, Email

from opinraitti.lib import mail
from tests.processes import python


@transaction.atomic
def put(number: int) -> None:
    for index in range(number):
        code = {"code": f"KXTP-{index:04}"}
        mail.send(to=f"opo-{index}@kuhmo.example", template="account/login_code", language="fi", context=code)


def tell() -> None:
    """[Message-ID, sent, emptied] of each mail."""
    rows = Email.objects.order_by("pk").values_list("message_id", "status", "message", "html_message")
    print(json.dumps([[key, status == STATUS.sent, not (text or html)] for key, status, text, html in rows]))


def ask(call: str, env: dict) -> str:
    """What a process with this environment prints when it calls “put(100)” or “tell()”."""
    answer = python("-c", f"import django; django.setup(); from tests import outbox; outbox.{call}", **env)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout
