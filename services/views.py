"""The public list of services."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from opinraitti.lib.access import public_page
from services import list_page
from services.facet_panel import counts, offered, panel
from services.filters import SORT, UNDONE, address, request_from
from services.ready_cards import cards
from services.search.marking import hashed_terms
from services.search.query import search

# Sent by static/js/list.js with a question that is being typed.
STILL_TYPING = "X-Still-Typing"


def _rows(results, language: str) -> list[str]:
    """The hits as cards."""
    ready = cards([hit.service for hit in results.hits], language, results.version)
    wanted = hashed_terms(results.marked_terms)
    return [ready[hit.service].html(hit, wanted) for hit in results.hits if hit.service in ready]


@public_page
def service_list(request):
    """`/palvelut/`: the address decides (`services.filters`). htmx gets the results and the new counts alone."""
    language = get_language()
    asked = request_from(request.GET, language)
    results = search(asked, counted=request.headers.get(STILL_TYPING) is None)
    # The frame of the page asks for it too.
    request.directory_version = results.version
    options = offered(asked, results)
    context = {
        "words": asked.words,
        "total": results.total,
        "notices": results.notices,
        "rows": _rows(results, language),
        "chips": list_page.chips(asked, options),
        "sorts": list_page.sorts(asked, results),
        "preferences": list_page.preferences(asked, results),
        "suggestion": list_page.suggestion(asked, results),
        "pages": list_page.pages(asked, results),
        "all_url": reverse("services"),
        "unfiltered_url": address(asked, chosen={}),
    }
    if not results.total:
        context |= {"widenings": list_page.widenings(asked, options), "situations": list_page.situations(options)}
    context["partial"] = bool(request.htmx) and not request.htmx.history_restore_request
    if context["partial"]:
        return render(request, "services/_results.html", context | {"counts": counts(results.options)})
    context["panel"] = panel(options, on_site=asked.on_site)
    context["kept"] = [(SORT, asked.sort)] if asked.sort else []
    context["kept"] += [(UNDONE, key) for key in sorted(asked.undone)]
    return render(request, "services/list.html", context)
