"""What a person finds in the mailbox: the latest mail of the outbox, opened."""

import re

from post_office.models import Email

from opinraitti.lib import mail
from opinraitti.lib.secrets import unseal


def latest(to: str) -> str:
    """The text of the latest mail to the address."""
    return unseal(Email.objects.filter(to=to).latest("pk").message, mail.PURPOSE)


def code_to(address: str) -> str:
    return re.search(r"^\d{4}-\d{4}$", latest(address), re.MULTILINE).group()


def link_to(address: str, part: str) -> str:
    """The path of the link in the latest mail whose address holds `part`."""
    return re.search(rf"https?://[^/\s]+(\S*{re.escape(part)}\S*)", latest(address)).group(1)
