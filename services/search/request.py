"""What is asked of the search and what it answers: plain records, without a database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

PAGE_SIZE = 20
MAX_LENGTH = 200


class Facet(StrEnum):
    """A way to narrow the services; the value is its name in the address.

    Several values of one facet widen it (any will do); only those of `THRESHOLD` must all hold.
    """

    KIND = "tyyppi"
    SITUATION = "tilanne"
    GROUP = "kohderyhma"
    TOPIC = "aihe"
    MUNICIPALITY = "kunta"
    CHANNEL = "kanava"
    LANGUAGE = "kieli"
    THRESHOLD = "kynnys"
    AUDIENCE = "kenelle"
    PROVIDER = "toimija"
    NEW_CLIENTS = "tilaa"
    OPEN = "auki"


FACET_LABELS = {
    Facet.KIND: _("Mitä tarvitset"),
    Facet.SITUATION: _("Tilanteesi"),
    Facet.GROUP: _("Kenelle"),
    Facet.TOPIC: _("Aihe"),
    Facet.MUNICIPALITY: _("Missä"),
    Facet.CHANNEL: _("Miten asioit"),
    Facet.LANGUAGE: _("Palvelukieli"),
    Facet.THRESHOLD: _("Helppo tulla"),
    Facet.AUDIENCE: _("Itsellesi vai yritykselle"),
    Facet.PROVIDER: _("Kuka järjestää"),
    Facet.NEW_CLIENTS: _("Ottaa uusia asiakkaita"),
    Facet.OPEN: _("Auki nyt"),
}


class Sort(StrEnum):
    RELEVANCE = "osuvuus"
    NAME = "nimi"
    DISTANCE = "etaisyys"


@dataclass(frozen=True)
class SearchRequest:
    """One question. Values that nothing has are kept: they find nothing, and their chip can be removed.

    `undone`: keys of `Understood` things that are to be read as plain words. `on_site`: with a municipality, only
    what has a place to visit there. `sort` None: by relevance with words, by name without.
    """

    words: str = ""
    chosen: Mapping[Facet, tuple[str, ...]] = field(default_factory=dict)
    on_site: bool = False
    undone: frozenset[str] = frozenset()
    sort: Sort | None = None
    page: int = 1
    size: int = PAGE_SIZE
    language: str = "fi"


class Option(NamedTuple):
    """One value of a facet: how many services it would give, counted without the facet's own choices."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Understood:
    """What the words were taken to mean beside themselves: `said` in the question prefers `label`.

    `key` ("kunta:suomussalmi") in `SearchRequest.undone` undoes it.
    """

    key: str
    facet: Facet
    value: str
    label: str
    said: str


@dataclass(frozen=True)
class Reason:
    """Why a hit is there although its card may not say the word: a word it was found by, or a life situation."""

    text: str
    situation: bool = False


@dataclass(frozen=True)
class Hit:
    service: int
    reasons: tuple[Reason, ...] = ()
    distance_km: float | None = None


@dataclass(frozen=True)
class Results:
    """One page of hits and everything the page around them tells.

    `options`: only values that some service has or that are chosen. `suggestion`: the question spelt otherwise, or
    "". `notices`: sentences about what this directory does not have and who helps instead. `marked_terms`: the index
    terms the words became, for `services.search.marking`. `version`: of the directory the answer stands on.
    """

    hits: tuple[Hit, ...]
    total: int
    page: int
    pages: int
    sort: Sort
    sorts: tuple[Sort, ...]
    options: Mapping[Facet, tuple[Option, ...]]
    understood: tuple[Understood, ...] = ()
    suggestion: str = ""
    notices: tuple[str, ...] = ()
    marked_terms: frozenset[str] = frozenset()
    version: int = 0
