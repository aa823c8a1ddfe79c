"""The navigation, as data: what it says, where it leads and, in the work area, which permission it asks for."""

from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from network.permissions import Actor, Permission


@dataclass(frozen=True)
class Entry:
    label: str
    url_name: str


MAIN = (
    Entry(_("Palvelut"), "services"),
    Entry(_("Toimijat"), "organisations"),
    Entry(pgettext_lazy("navigointi", "Tietoa Opinraitista"), "about"),
    Entry(_("Kysy neuvoa"), "advice"),
)


@lru_cache(maxsize=8)
def _addresses(language: str) -> tuple[str, ...]:
    """Where the entries lead in the active language, which is `language`."""
    return tuple(reverse(entry.url_name) for entry in MAIN)


def section(path: str) -> str:
    """The address of the entry that the page at `path` belongs to, or ""."""
    return next((url for url in _addresses(get_language()) if path.startswith(url)), "")


def main(path: str) -> list[dict]:
    """The entries for a page at `path`; the one it belongs to is `current`."""
    here = section(path)
    entries = zip(MAIN, _addresses(get_language()), strict=True)
    return [{"label": entry.label, "url": url, "current": url == here} for entry, url in entries]


@dataclass(frozen=True)
class WorkEntry:
    """Shown to who holds at least one of the permissions."""

    label: str
    url_name: str
    permissions: tuple[Permission, ...]


WORK = (
    WorkEntry(_("Työpöytä"), "desk", (Permission.WORK,)),
    WorkEntry(_("Ihmiset"), "people", (Permission.SEE_PEOPLE,)),
    WorkEntry(_("Jäsenet"), "members", (Permission.MANAGE_MEMBERS, Permission.MANAGE_MEMBERS_ANYWHERE)),
    WorkEntry(_("Loki"), "trace", (Permission.SEE_TRACE, Permission.SEE_TRACE_ANYWHERE)),
    WorkEntry(_("Viestit"), "sent_mail", (Permission.SEE_MAIL,)),
)


def work(actor: Actor | None, path: str) -> list[dict]:
    """The entries of the work area for the actor on the page at `path`; the one it belongs to is `current`."""
    if actor is None:
        return []
    entries = [entry for entry in WORK if any(map(actor.may, entry.permissions))]
    return [{"label": entry.label, "url": (url := reverse(entry.url_name)), "current": path.startswith(url)} for entry in entries]
