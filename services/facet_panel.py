"""The filters of the service list as HTML: what each would give stands beside it. Built as text: there are hundreds of options.

Every option that some service has is there, those without a hit hidden, so that a script only has to write new numbers
(`counts`, `static/js/list.js`) and neither focus nor an opened fold is lost.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import escape
from urllib.parse import urlencode

from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.filters import ON_SITE
from services.search.documents import YES
from services.search.query import search
from services.search.request import FACET_LABELS, Facet, Option, Results, SearchRequest

Options = Mapping[Facet, tuple[Option, ...]]
# Facets of one box; in the address they have one value.
SINGLE = (Facet.NEW_CLIENTS, Facet.OPEN)
# Facets of one choice, and what no choice is called.
_SELECTS = {
    Facet.MUNICIPALITY: gettext_lazy("Kaikki kunnat"),
    Facet.LANGUAGE: gettext_lazy("Kaikki kielet"),
    Facet.PROVIDER: gettext_lazy("Kaikki toimijat"),
}
_OPEN_AT_FIRST = (Facet.KIND, Facet.THRESHOLD)
# Options shown before “Näytä kaikki”, and in a select, where more would only be scrolled past; words find the rest.
_SHOWN, _SHOWN_IN_SELECT = 8, 80


@lru_cache(maxsize=8)
def every_option(language: str, version: int) -> Options:
    """What the directory offers at its `version`, without counts; asks the search once."""
    found = search(SearchRequest(language=language, size=1)).options
    every = {facet: tuple(Option(one.value, one.label, 0, False) for one in options) for facet, options in found.items()}
    # Nothing may be open now, and something in an hour.
    return every | {facet: (Option(YES, str(FACET_LABELS[facet]), 0, False),) for facet in SINGLE}


def offered(asked: SearchRequest, results: Results) -> Options:
    """Every option with its count; a chosen value that no service has stands last, called by its code."""
    every, offered = every_option(asked.language, results.version), {}
    for facet in Facet:
        found = {one.value: one for one in results.options[facet]}
        rows = [found.pop(one.value, one) for one in every[facet]]
        known = {one.value for one in rows} | set(found)
        unknown = [Option(value, value, 0, True) for value in asked.chosen.get(facet, ()) if value not in known]
        offered[facet] = (*rows, *found.values(), *unknown)
    return offered


def panel(options: Options, *, on_site: bool) -> SafeString:
    """All facets, most asked first."""
    parts = [
        _select(options, Facet.MUNICIPALITY),
        _on_site(on_site),
        *(_fold(options, facet) for facet in (Facet.SITUATION, Facet.KIND, Facet.THRESHOLD)),
        f'<div class="fold">{"".join(_boxes(options[facet], facet) for facet in SINGLE)}</div>',
        *(_fold(options, facet) for facet in (Facet.CHANNEL, Facet.GROUP, Facet.TOPIC, Facet.AUDIENCE)),
        f'<div class="fold">{_select(options, Facet.LANGUAGE)}{_select(options, Facet.PROVIDER)}</div>',
    ]
    return mark_safe("\n".join(parts))


def counts(options: Options) -> str:
    """“tyyppi.advice=18&…”: what each option would give; options without a hit left out."""
    return urlencode([(f"{facet}.{one.value}", one.count) for facet, found in options.items() for one in found if one.count])


def label_of(facet: Facet, option: Option) -> str:
    """What the option is called: where there is only one, as its facet."""
    return str(FACET_LABELS[facet]) if facet in SINGLE else option.label


def _first(options: Iterable[Option], most: int) -> tuple[list[Option], list[Option]]:
    """The chosen and the most frequent, and the rest, both in their own order."""
    options = list(options)
    first = {one.value for one in sorted(options, key=lambda one: (not one.chosen, -one.count))[:most]}
    return [one for one in options if one.value in first], [one for one in options if one.value not in first]


def _boxes(options: Iterable[Option], facet: Facet) -> str:
    return "".join(
        f'<label class="choice"{"" if one.count or one.chosen else " hidden"}><input type="checkbox" name="{facet}"'
        f' value="{escape(one.value)}"{" checked" if one.chosen else ""}>'
        f"<span>{escape(label_of(facet, one))} ({one.count})</span></label>"
        for one in options
    )


def _fold(options: Options, facet: Facet) -> str:
    found, label = options[facet], escape(str(FACET_LABELS[facet]))
    is_open = facet in _OPEN_AT_FIRST or any(one.chosen for one in found)
    # One more option takes no more room than the words “Näytä kaikki”.
    first, rest = _first(found, _SHOWN if len(found) > _SHOWN + 1 else len(found))
    more = _("Näytä kaikki (%(count)s)") % {"count": len(found)}
    return (
        f'<details class="fold"{" open" if is_open else ""}><summary>{label} {_arrow()}</summary>'
        f'<fieldset class="choices"><legend class="visually-hidden">{label}</legend>{_boxes(first, facet)}'
        + (f'<details><summary class="more">{escape(more)}</summary>{_boxes(rest, facet)}</details>' if rest else "")
        + "</fieldset></details>"
    )


def _select(options: Options, facet: Facet) -> str:
    """A select of the facet's first chosen value; any further ones are boxes below it."""
    chosen = [one for one in options[facet] if one.chosen]
    shown, _rest = _first(options[facet], _SHOWN_IN_SELECT)
    rows = "".join(
        f'<option value="{escape(one.value)}"{"" if one.count or one.chosen else " hidden disabled"}'
        f"{' selected' if one in chosen[:1] else ''}>{escape(one.label)} ({one.count})</option>"
        for one in shown
        if one not in chosen[1:]
    )
    return (
        f'<p class="field"><label class="field-label" for="valitse-{facet}">{escape(str(FACET_LABELS[facet]))}</label>'
        f'<select class="select" id="valitse-{facet}" name="{facet}"><option value="">{escape(str(_SELECTS[facet]))}</option>'
        f"{rows}</select></p>{_boxes(chosen[1:], facet)}"
    )


def _on_site(is_chosen: bool) -> str:
    """Belongs to the choice of a municipality."""
    # Apart from the f-string: `makemessages` does not look inside one.
    included = _("Mukana ovat myös koko alueen palvelut ja verkkopalvelut.")
    only = _("Vain paikat, joissa voi käydä paikan päällä")
    return (
        f'<div class="on-site"><p class="small soft">{escape(included)}</p>'
        f'<label class="choice"><input type="checkbox" name="{ON_SITE}" value="1"{" checked" if is_chosen else ""}>'
        f"<span>{escape(only)}</span></label></div>"
    )


def _arrow() -> str:
    return f'<svg class="icon" aria-hidden="true"><use href="{static("img/icons.svg")}#down"></use></svg>'
