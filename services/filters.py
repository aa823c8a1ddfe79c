"""The address of the service list: read into a `SearchRequest`, and written for what a link would ask next.

Nonsense in the address is an empty field; what is long is cut, so that no question is costly.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from opinraitti.lib.text import clean
from services.search.request import MAX_LENGTH, Facet, SearchRequest, Sort

WORDS, ON_SITE, SORT, UNDONE, PAGE = "q", "paikalla", "jarjestys", "sanana", "sivu"
MAX_VALUES, MAX_VALUES_IN_ALL, MAX_PAGE = 40, 100, 10**6
_CODE = re.compile(r"[\w.:-]{1,120}")


def request_from(data: QueryDict, language: str) -> SearchRequest:
    """What the address asks, in the words of the search."""
    chosen, left = {}, MAX_VALUES_IN_ALL
    for facet in Facet:
        values = _codes(data, facet, min(left, MAX_VALUES))
        if values:
            chosen[facet] = values
            left -= len(values)
    return SearchRequest(
        words=_words(data.get(WORDS, "")),
        chosen=chosen,
        on_site=bool(data.get(ON_SITE)) and Facet.MUNICIPALITY in chosen,
        undone=frozenset(_codes(data, UNDONE, MAX_VALUES)),
        sort=next((sort for sort in Sort if sort == data.get(SORT)), None),
        page=_page(data.get(PAGE, "")),
        language=language,
    )


def address(request: SearchRequest, **changes) -> str:
    """The path of the list that asks `request` with `changes`; from its first page unless they name another."""
    asked = replace(request, **{"page": 1} | changes)
    pairs = [(WORDS, asked.words)]
    pairs += [(facet, value) for facet in Facet for value in asked.chosen.get(facet, ())]
    pairs += [(ON_SITE, "1" if asked.on_site and asked.chosen.get(Facet.MUNICIPALITY) else "")]
    pairs += [(SORT, asked.sort or "")]
    pairs += [(UNDONE, key) for key in sorted(asked.undone)]
    pairs += [(PAGE, asked.page if asked.page > 1 else "")]
    query = urlencode([(name, value) for name, value in pairs if value])
    return f"{reverse('services')}?{query}" if query else reverse("services")


def chosen_with(request: SearchRequest, facet: Facet, value: str) -> Mapping[Facet, tuple[str, ...]]:
    return {**request.chosen, facet: (*request.chosen.get(facet, ()), value)}


def chosen_without(request: SearchRequest, facet: Facet, value: str) -> Mapping[Facet, tuple[str, ...]]:
    return {**request.chosen, facet: tuple(other for other in request.chosen.get(facet, ()) if other != value)}


def _words(text: str) -> str:
    # PostgreSQL refuses NUL in any text, and no control character is a word.
    printable = "".join(letter if letter.isprintable() else " " for letter in clean(text[:MAX_LENGTH]))
    return " ".join(printable.split())


def _codes(data: QueryDict, name: str, most: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in data.getlist(name)[:MAX_VALUES] if _CODE.fullmatch(value)))[:most]


def _page(text: str) -> int:
    number = text if text.isdecimal() else "1"
    return min(max(int(number[:10]), 1), MAX_PAGE)
