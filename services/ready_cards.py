"""Service cards of the list, rendered once and kept in the worker's memory until they would say something else.

A card is kept for one version of the directory, and until its opening line changes or the day does. What differs from
one search to the next (marks, reasons, distance) goes into slots.
"""

import re
from collections.abc import Collection
from dataclasses import astuple, dataclass
from datetime import datetime, time, timedelta

from django.template.loader import get_template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _

from opinraitti.lib.calendar import HELSINKI, now
from opinraitti.lib.text import localised
from services.card_memory import Memory
from services.cards import dress, with_cards
from services.models import Service
from services.search.marking import Markable
from services.search.request import Hit, Reason

# Around the name of a slot in a rendered card; no stored text can hold it.
_SLOT = "\x00"
_BETWEEN_TAGS = re.compile(rf"(?<=[>{_SLOT}])\s+(?=[<{_SLOT}])")
_SLOTS = {name: mark_safe(f"{_SLOT}{name}{_SLOT}") for name in ("name", "summary", "distance", "why")}


@dataclass(frozen=True, slots=True)
class Card:
    """`pieces`: HTML and names of slots by turns, HTML first and last. `until`: when it is to be made anew, in seconds UTC."""

    pieces: tuple[str, ...]
    name: Markable
    summary: Markable
    until: float

    @classmethod
    def of(cls, told: tuple) -> "Card":
        pieces, name, summary, until = told
        return cls(pieces, Markable(*name), Markable(*summary), until)

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


MEMORY = Memory()


def cards(services: Collection[int], language: str, version: int) -> dict[int, Card]:
    """{key of a service: its card in `language`}, at `version` of the directory; services no longer there are left out."""
    moment = now()
    kept = MEMORY.get([(service, language) for service in services], version)
    found = {service: Card.of(told) for (service, _language), told in kept.items()}
    ready = {service: card for service, card in found.items() if card.until > moment.timestamp()}
    missing = [service for service in services if service not in ready]
    if not missing:
        return ready
    made = _made(missing, language, moment)
    MEMORY.put({(service, language): astuple(card) for service, card in made.items()}, version)
    return ready | made


def _made(services: list[int], language: str, moment: datetime) -> dict[int, Card]:
    template, made = get_template("services/_card.html"), {}
    with override(language):
        for service in dress(with_cards(Service.objects.public().filter(pk__in=services)), moment):
            html = template.render({"service": service, "level": 3, "slots": _SLOTS})
            made[service.pk] = Card(
                pieces=tuple(_BETWEEN_TAGS.sub("", html).strip().split(_SLOT)),
                name=Markable.of(localised(service.name)),
                summary=Markable.of(localised(service.summary)),
                until=_until(service, moment).timestamp(),
            )
    return made


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
