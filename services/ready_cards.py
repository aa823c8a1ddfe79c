"""Service cards of the list, rendered once and kept in the worker's memory until they would say something else.

A card is kept for one version of the directory, and until its opening line changes or the day does. What differs from
one search to the next (marks, reasons, distance) goes into slots.
"""

import re
from collections import OrderedDict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from sys import getsizeof, intern
from threading import Lock

from django.template.loader import get_template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _

from opinraitti.lib.calendar import HELSINKI, now
from opinraitti.lib.text import localised
from services.cards import dress, with_cards
from services.models import Service
from services.search.marking import Markable
from services.search.request import Hit, Reason

MOST_BYTES = 3_000_000
# What Python keeps of a card beside its texts: tuples, records, its place in the table.
_OVERHEAD = 600
# Pieces of a card shorter than this are held once for all cards.
_SHARED = 32
# Around the name of a slot in a rendered card; no stored text can hold it.
_SLOT = "\x00"
_BETWEEN_TAGS = re.compile(rf"(?<=[>{_SLOT}])\s+(?=[<{_SLOT}])")
_SLOTS = {name: mark_safe(f"{_SLOT}{name}{_SLOT}") for name in ("name", "summary", "distance", "why")}


@dataclass(frozen=True, slots=True)
class Card:
    """`pieces`: HTML and names of slots by turns, HTML first and last. `until`: when it is to be made anew."""

    pieces: tuple[str, ...]
    name: Markable
    summary: Markable
    until: datetime

    @property
    def size(self) -> int:
        """About how many bytes of memory it takes."""
        return _OVERHEAD + self.name.size + self.summary.size + sum(map(getsizeof, self.pieces))

    def html(self, hit: Hit, wanted: frozenset[bytes]) -> SafeString:
        """The card of a hit, with the words marked whose terms are `wanted` (`marking.hashed_terms`)."""
        slots = {
            "name": _in_its_language(self.name, wanted),
            "summary": _in_its_language(self.summary, wanted),
            "distance": _distance(hit.distance_km),
            "why": _why([reason for reason in hit.reasons if reason.situation or not self._says(reason.text)]),
        }
        return mark_safe("".join(slots[piece] if number % 2 else piece for number, piece in enumerate(self.pieces)))

    def _says(self, words: str) -> bool:
        return words.casefold() in f"{self.name.text} {self.summary.text}".casefold()


class Memory:
    """The cards used last, of one version of the directory, within `MOST_BYTES`."""

    def __init__(self):
        self._lock = Lock()
        self.clear()

    def clear(self) -> None:
        self._cards: OrderedDict[tuple[int, str], Card] = OrderedDict()
        self._version, self._bytes = None, 0

    def get(self, keys: Iterable[tuple[int, str]], version: int, moment: datetime) -> dict[tuple[int, str], Card]:
        with self._lock:
            if version != self._version:
                self.clear()
                self._version = version
            found = {key: self._cards[key] for key in keys if key in self._cards and self._cards[key].until > moment}
            for key in found:
                self._cards.move_to_end(key)
            return found

    def put(self, cards: dict[tuple[int, str], Card], version: int) -> None:
        with self._lock:
            if version != self._version:
                return
            for key, card in cards.items():
                old = self._cards.pop(key, None)
                self._cards[key] = card
                self._bytes += card.size - (old.size if old else 0)
            while self._bytes > MOST_BYTES:
                self._bytes -= self._cards.popitem(last=False)[1].size


MEMORY = Memory()


def cards(services: Collection[int], language: str, version: int) -> dict[int, Card]:
    """{key of a service: its card in `language`}, at `version` of the directory; services no longer there are left out."""
    moment = now()
    ready = MEMORY.get([(service, language) for service in services], version, moment)
    missing = [service for service in services if (service, language) not in ready]
    if missing:
        made = {(service, language): card for service, card in _made(missing, language, moment).items()}
        MEMORY.put(made, version)
        ready |= made
    return {service: card for (service, _language), card in ready.items()}


def _made(services: list[int], language: str, moment: datetime) -> dict[int, Card]:
    template, made = get_template("services/_card.html"), {}
    with override(language):
        for service in dress(with_cards(Service.objects.public().filter(pk__in=services)), moment):
            html = template.render({"service": service, "level": 3, "slots": _SLOTS})
            made[service.pk] = Card(
                pieces=tuple(map(_shared, _BETWEEN_TAGS.sub("", html).strip().split(_SLOT))),
                name=Markable.of(localised(service.name)),
                summary=Markable.of(localised(service.summary)),
                until=_until(service, moment),
            )
    return made


def _shared(piece: str) -> str:
    """Names of slots and the tags between them are the same text on every card."""
    return intern(piece) if len(piece) < _SHARED else piece


def _until(service: Service, moment: datetime) -> datetime:
    """When any of the channels that people answer opens or closes next; at the latest next midnight."""
    midnight = datetime.combine(moment.date() + timedelta(days=1), time(), HELSINKI)
    changes = [change for state in service.open_states for change in (state.closes_at, state.opens_at) if change]
    return min([midnight, *changes])


def _in_its_language(text: Markable, wanted: frozenset[bytes]) -> str:
    marked = text.marked(wanted)
    return format_html('<span lang="{}">{}</span>', text.language, marked) if text.fallback else marked


def _distance(km: float | None) -> str:
    if km is None:
        return ""
    text = _("%(km)s km kunnan keskustasta") % {"km": round(km)} if km >= 1 else _("Kunnan keskustassa")
    return format_html("<span>{}</span>", text)


def _in_finnish(words: str) -> str:
    """Words of the vocabulary's meanings, which are Finnish but for a few."""
    return escape(words) if get_language().startswith("fi") else format_html('<span lang="fi">{}</span>', words)


def _why(reasons: Collection[Reason]) -> str:
    """One line: the situations that matched, and the words that are not on the card."""
    words = [reason.text for reason in reasons if not reason.situation]
    lines = [_("Tilanteesi: %(situation)s") % {"situation": reason.text} for reason in reasons if reason.situation]
    if words:
        found_by = ngettext("Löytyi sanalla %(words)s", "Löytyi sanoilla %(words)s", len(words))
        lines.append(mark_safe(escape(found_by) % {"words": _in_finnish(", ".join(words))}))
    spans = "".join(format_html("<span>{}</span>", line) for line in lines)
    return f'<p class="why dots">{spans}</p>' if spans else ""
