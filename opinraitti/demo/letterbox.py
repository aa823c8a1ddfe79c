"""Where the demo's mail lands: a file a mail under `var/posti/`, so that nothing leaves the machine."""

import hashlib
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from html import escape
from html.parser import HTMLParser
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend

KEPT = 100


class EmailBackend(BaseEmailBackend):
    """The mail server of the demo. The same mail sent twice is one file: it is named after its Message-ID."""

    def send_messages(self, email_messages) -> int:
        _folder().mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            written = message.message()
            key = hashlib.sha256(written["Message-ID"].encode()).hexdigest()[:20]
            draft = _folder() / f"{key}.{os.getpid()}"
            draft.write_bytes(written.as_bytes())
            draft.replace(_folder() / f"{key}.eml")
        for old in _files()[KEPT:]:
            old.unlink(missing_ok=True)
        return len(email_messages)


@dataclass(frozen=True)
class Letter:
    """A mail as it would have arrived."""

    key: str
    at: datetime
    message: EmailMessage

    @property
    def to(self) -> str:
        return str(self.message["To"])

    @property
    def subject(self) -> str:
        return str(self.message["Subject"])

    @property
    def language(self) -> str:
        return str(self.message["Content-Language"])

    @property
    def text(self) -> str:
        return self._body("plain")

    @property
    def html(self) -> str:
        """The HTML with its structure and links but without its looks: it stands on a page of ours."""
        reader = _Reader()
        reader.feed(self._body("html"))
        return "".join(reader.parts)

    def _body(self, kind: str) -> str:
        part = self.message.get_body((kind,))
        return part.get_content() if part else ""


def letters() -> list[Letter]:
    """The newest first."""
    return [_letter(path) for path in _files()]


def letter(key: str) -> Letter | None:
    """The mail of the key, or None. Keys are compared, never made into a path."""
    return next((_letter(path) for path in _files() if path.stem == key), None)


def _folder() -> Path:
    return settings.VAR_DIR / "posti"


def _files() -> list[Path]:
    return sorted(_folder().glob("*.eml"), key=lambda path: path.stat().st_mtime_ns, reverse=True)


def _letter(path: Path) -> Letter:
    at = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
    return Letter(path.stem, at, message_from_bytes(path.read_bytes(), policy=policy.default))


class _Reader(HTMLParser):
    """Writes anew what a page of ours may hold: paragraphs, lists and links to the web. All else is text or nothing."""

    KEPT = {"p": "p", "ul": "ul", "li": "li", "br": "br", "hr": "hr", "h1": "h2"}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.in_body = False

    def handle_starttag(self, tag, attrs):
        self.in_body = self.in_body or tag == "body"
        target = dict(attrs).get("href") or ""
        if tag == "a":
            leads = target.startswith(("http://", "https://"))
            self.parts.append(f'<a href="{escape(target)}">' if leads else "<a>")
        elif tag in self.KEPT:
            self.parts.append(f"<{self.KEPT[tag]}>")

    def handle_endtag(self, tag):
        if tag == "a":
            self.parts.append("</a>")
        elif tag in self.KEPT and tag not in ("br", "hr"):
            self.parts.append(f"</{self.KEPT[tag]}>")

    def handle_data(self, data):
        is_code = self.cdata_elem is not None
        if self.in_body and not is_code:
            self.parts.append(escape(data))
