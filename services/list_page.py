"""What stands around the hits of the service list: links to what one might ask next. Pure, but for `widenings`.

`options` are those of `services.facet_panel.offered`.
"""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.facet_panel import Options, label_of
from services.filters import address, chosen_with, chosen_without
from services.search.query import search
from services.search.request import Facet, Results, SearchRequest, Sort, Understood

SORT_LABELS = {
    Sort.RELEVANCE: gettext_lazy("Osuvimmat ensin"),
    Sort.NAME: gettext_lazy("Aakkosjärjestyksessä"),
    Sort.DISTANCE: gettext_lazy("Lähimmät ensin"),
}
# What it does that the words were taken to mean more than themselves.
_PREFERRED = {
    Facet.MUNICIPALITY: gettext_lazy("Ensin ovat palvelut, joita saa täällä: %(label)s."),
    Facet.PROVIDER: gettext_lazy("Ensin ovat palvelut, jotka järjestää %(label)s."),
    Facet.CHANNEL: gettext_lazy("Ensin ovat palvelut, joissa voit asioida näin: %(label)s."),
    Facet.LANGUAGE: gettext_lazy("Ensin ovat palvelut, joita saa tällä kielellä: %(label)s."),
}
_PREFERRED_OTHERWISE = gettext_lazy("Ensin ovat palvelut, jotka sopivat tähän: %(label)s.")
WIDENINGS, SITUATIONS = 5, 6


@dataclass(frozen=True)
class Link:
    """`count`: what it gives, where that is known. `current`: it leads where one is."""

    label: str
    url: str
    count: int | None = None
    current: bool = False


@dataclass(frozen=True)
class Preference:
    text: str
    undo: Link
    narrow: Link


def _without_each(asked: SearchRequest, options: Options) -> list[tuple[str, SearchRequest]]:
    """(what a person calls the choice, the request without it)."""
    found = [
        (label_of(facet, one), replace(asked, chosen=chosen_without(asked, facet, one.value)))
        for facet, offered in options.items()
        for one in offered
        if one.chosen
    ]
    return [*found, (_("Vain paikan päällä"), replace(asked, on_site=False))] if asked.on_site else found


def chips(asked: SearchRequest, options: Options) -> list[Link]:
    """Each choice, with the list without it."""
    return [Link(label, address(without)) for label, without in _without_each(asked, options)]


def sorts(asked: SearchRequest, results: Results) -> list[Link]:
    return [Link(str(SORT_LABELS[sort]), address(asked, sort=sort), current=sort == results.sort) for sort in results.sorts]


def preferences(asked: SearchRequest, results: Results) -> list[Preference]:
    return [_preference(asked, understood) for understood in results.understood]


def _preference(asked: SearchRequest, understood: Understood) -> Preference:
    label = {"label": understood.label}
    undo = _("Hae ilman paikkaa") if understood.facet == Facet.MUNICIPALITY else _("Hae ilman tätä")
    narrowed = chosen_with(asked, understood.facet, understood.value)
    return Preference(
        _PREFERRED.get(understood.facet, _PREFERRED_OTHERWISE) % label,
        Link(undo, address(asked, undone=asked.undone | {understood.key})),
        Link(_("Rajaa: vain %(label)s") % label, address(asked, chosen=narrowed)),
    )


def pages(asked: SearchRequest, results: Results) -> dict:
    """{number, count, previous, next}: addresses of the neighbouring pages, "" where there is none."""
    return {
        "number": results.page,
        "count": results.pages,
        "previous": address(asked, page=results.page - 1) if results.page > 1 else "",
        "next": address(asked, page=results.page + 1) if results.page < results.pages else "",
    }


def suggestion(asked: SearchRequest, results: Results) -> Link | None:
    words = results.suggestion
    return Link(words, address(asked, words=words, undone=frozenset())) if words else None


def widenings(asked: SearchRequest, options: Options) -> list[Link]:
    """For a list without hits: the same without one of the choices, where that gives something; asks the search again."""
    found = []
    for label, without in _without_each(asked, options)[:WIDENINGS]:
        total = search(replace(without, page=1, size=1)).total
        if total:
            found.append(Link(label, address(without), total))
    return found


def situations(options: Options) -> list[Link]:
    """Common situations to begin from."""
    nothing = SearchRequest()
    first = options[Facet.SITUATION][:SITUATIONS]
    return [Link(one.label, address(nothing, chosen={Facet.SITUATION: (one.value,)})) for one in first]
