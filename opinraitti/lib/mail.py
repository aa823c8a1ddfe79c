"""Mail goes out as a row of the same transaction (the outbox); `send_mail_queue` sends the rows one at a time.

A mail is one text in `templates/mail/`: the first line is the subject, then an empty line, then paragraphs. From it are
made the plain text and the HTML. Greeting and footer come from the frames; bodies are sealed until they are sent.
"""

import re
from email.utils import make_msgid
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from django.conf import settings
from django.template import Context, engines
from django.template.loader import get_template
from django.urls import reverse
from django.utils import translation
from post_office.models import PRIORITY, STATUS, Email

from opinraitti.lib.secrets import seal
from opinraitti.lib.text import clean

PURPOSE = "mail"
TEMPLATE_HEADER = "X-Opinraitti-Mail"
# Somebody waits for these with a page open: they go before reminders and notices.
URGENT = ("account/", "mfa/")

_ADDRESS = re.compile(r"https?://\S+")
_CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{3,19}")
# What a mail program would make a link of has no place in a greeting.
_LINK_IN_NAME = re.compile(r"[/:@<>\\]|\.\w{2,}|^www\b", re.IGNORECASE)


def send(*, to: str, template: str, language: str, context: dict, name: str = "") -> Email:
    """Puts the mail `templates/mail/<template>.txt` into the outbox, in the caller's transaction.

    `name` is greeted; no other personal data may be in `context`. A template makes addresses of pages of
    `{{ site }}{% url … %}`. Raises `ValidationError` when `to` is no address.
    """
    subject, text, html = written(template, language, context, name)
    # Not `post_office.mail.send`: it would read the subject as a template once more.
    return Email.objects.create(
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[to],
        subject=subject,
        message=seal(text, PURPOSE),
        html_message=seal(html, PURPOSE),
        status=STATUS.queued,
        priority=PRIORITY.high if template.startswith(URGENT) else PRIORITY.medium,
        message_id=make_msgid(domain=urlsplit(settings.SITE_URL).hostname),
        headers={"Auto-Submitted": "auto-generated", "Content-Language": language, TEMPLATE_HEADER: template},
    )


def written(template: str, language: str, context: dict, name: str = "") -> tuple[str, str, str]:
    """Subject, plain text and HTML of the mail in the language; raises `TemplateDoesNotExist`."""
    with translation.override(language):
        subject, _, body = _text(f"mail/{template}.txt", {"site": settings.SITE_URL} | context).partition("\n")
        frame = {
            "language": language,
            "name": greeted(name),
            "home": link("home", language=language),
            "subject": subject.strip(),
            "parts": [_part(paragraph.splitlines()) for paragraph in re.split(r"\n\s*\n", body.strip())],
        }
        return frame["subject"], f"{_text('mail/_frame.txt', frame)}\n", get_template("mail/_frame.html").render(frame)


def title(template: str) -> str:
    """What the mail is, in the active language: its subject, which holds no values."""
    source = get_template(f"mail/{template}.txt").template.source
    return engines["django"].from_string(source.partition("\n")[0]).render().strip()


def link(url_name: str, *, language: str, **kwargs) -> str:
    """The whole address of a page of ours in the receiver's language, for a mail."""
    with translation.override(language):
        return f"{settings.SITE_URL}{reverse(url_name, kwargs=kwargs)}"


def template_of(prefix: str) -> str:
    """The template of a mail that allauth names “account/email/login_code”: “account/login_code”."""
    path = PurePosixPath(prefix)
    return f"{path.parts[0]}/{path.name}"


def greeted(name: str) -> str:
    """The name as one line, or nothing when it is more than a name."""
    name = " ".join(clean(name).split())
    return "" if _LINK_IN_NAME.search(name) else name


def _text(template: str, context: dict) -> str:
    """The template without HTML escapes, with one empty line between paragraphs."""
    rendered = get_template(template).template.render(Context(context, autoescape=False))
    return clean("\n".join(line.strip() for line in rendered.splitlines()))


def _part(lines: list[str]) -> dict:
    """A paragraph as the frames show it: an address (what stands above it is its name), a code, a list or text."""
    *above, last = lines
    if _ADDRESS.fullmatch(last):
        return {"kind": "address", "lines": lines, "url": last, "label": " ".join(above).rstrip(":")}
    if not above and _CODE.fullmatch(last):
        return {"kind": "code", "lines": lines}
    if all(line.startswith("- ") for line in lines):
        return {"kind": "list", "lines": lines, "items": [line[2:] for line in lines]}
    return {"kind": "text", "lines": lines}
