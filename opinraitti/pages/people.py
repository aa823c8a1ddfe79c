"""“Kuka osaa mitä”: the people of the network, for those who work in it. Stands above `services` for its word analysis."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from network.people.contacts import language_names
from network.people.directory import entries, narrowed, people_in_full
from network.people.filters import PeopleForm
from network.permissions import Permission
from opinraitti.lib import reads
from opinraitti.lib.access import requires
from opinraitti.pages.people_words import ordered
from services.search.names import alphabetical

SHOWN = 20
NARROWS = {"organisation": "toimija", "municipality": "kunta", "language": "kieli"}


@require_safe
@requires(Permission.SEE_PEOPLE)
def people(request):
    """`/ihmiset/`: those who answer to what the address asks."""
    everyone = entries()
    form = PeopleForm(request.GET, found=everyone, order=alphabetical)
    asked = form.asked
    chosen = {name: asked.get(field, "") for name, field in NARROWS.items()}
    found = Paginator(ordered(narrowed(everyone, **chosen), asked.get("q", "")), SHOWN)
    page = found.get_page(request.GET.get("sivu"))
    shown = people_in_full().in_bulk(page.object_list)
    rows = [shown[pk] for pk in page.object_list if pk in shown]
    reads.note(request, [person.audit_name for person in rows], "people")
    context = {"form": form, "asked": asked, "total": found.count, "rows": [_told(person) for person in rows]}
    return render(request, "people/list.html", context | {"pages": _pages(page, asked), "is_told": _is_told(request)})


def _told(person) -> dict:
    return {"person": person, "spoken": language_names(person.speaks)}


def _is_told(request) -> bool:
    """Whether the reader has told what others may ask of them."""
    return any(membership.advises_on for membership in request.memberships)


def _pages(page, asked: dict) -> dict:
    """What `_components/pagination.html` asks."""

    def address(number: int) -> str:
        return f"{reverse('people')}?{urlencode(asked | {'sivu': number})}"

    return {
        "number": page.number,
        "count": page.paginator.num_pages,
        "previous": address(page.previous_page_number()) if page.has_previous() else "",
        "next": address(page.next_page_number()) if page.has_next() else "",
    }


@require_safe
@requires(Permission.SEE_PEOPLE)
def person(request, pk):
    """`/ihmiset/<id>/`: one person: where, on what they advise, how to reach them."""
    found = people_in_full().filter(pk=pk).first()
    if found is None:
        raise Http404
    reads.note(request, [found.audit_name], "person")
    return render(request, "people/person.html", _told(found) | {"is_self": found == request.user})
