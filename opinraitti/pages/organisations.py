"""The providers: their list, and one with its services, places and the history of its names.

The pages stand above `network` and `services`, because they show both.
"""

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Window
from django.shortcuts import get_object_or_404, render

from network.enums import NetworkRole, OrganisationKind
from network.filters import OrganisationFilter, named
from network.models import Organisation, Succession
from network.people.contacts import contacts_of
from opinraitti.lib.access import public_page
from opinraitti.lib.ready_pages import of_the_moment, ready_made
from services.cards import dress, with_cards
from services.directory_state import version_of
from services.models import Service, ServiceProvider
from services.providers import listed
from services.search.names import alphabetical

SHOWN = 12
_SUCCESSORS = Prefetch("successions_out", Succession.objects.select_related("successor"))


@public_page
@ready_made(version_of)
def organisation_list(request):
    """`/toimijat/`: by kind, then those of earlier times with who does their work today; the address may narrow them."""
    asked = OrganisationFilter(request.GET, listed())
    organisations, chosen = list(asked.qs), {name: value for name, value in asked.form.cleaned_data.items() if value}
    by_kind = {kind: [] for kind in OrganisationKind}
    for organisation in sorted(organisations, key=lambda organisation: alphabetical(str(organisation.name))):
        by_kind[organisation.kind].append(organisation)
    groups = [{"label": kind.label, "organisations": rows} for kind, rows in by_kind.items() if rows]
    context = {"form": asked.form, "chosen": chosen, "groups": groups, "former": _former(chosen)}
    return render(request, "organisations/list.html", context | {"total": len(organisations) + len(context["former"])})


def _former(chosen: dict) -> list[Organisation]:
    """Those of earlier times, which only a name narrows: their kind and place say nothing of today."""
    if chosen.keys() - {"q"}:
        return []
    former = Organisation.objects.filter(network_role=NetworkRole.FORMER)
    return list((named(former, chosen["q"]) if chosen else former).prefetch_related(_SUCCESSORS))


@public_page
@ready_made(version_of)
def organisation_page(request, slug):
    """`/toimijat/<slug>/`: one provider; an ended one answers 410 and leads to its successors."""
    known = Organisation.objects.select_related("parent", "municipality").prefetch_related("former_names")
    organisation = get_object_or_404(known, slug=slug)
    predecessors, successors = _successions(organisation)
    if organisation.ended_on:
        context = {"organisation": organisation, "successors": successors}
        return render(request, "organisations/gone.html", context, status=410)
    services = _services_of(organisation)
    people = sorted(contacts_of(organisation), key=lambda contact: alphabetical(contact.name))
    context = {
        "organisation": organisation,
        "services": dress(services),
        "service_count": services[0].of_all if services else 0,
        "places": organisation.service_points.select_related("municipality"),
        "former_names": organisation.former_names.all(),
        "predecessors": predecessors,
        "successors": successors,
        "children": organisation.children.filter(ended_on=None),
        "people": people,
    }
    page = render(request, "organisations/detail.html", context)
    # A person who leaves is gone from the very next page, whatever ended the membership.
    return of_the_moment(page) if people else page


def _successions(organisation: Organisation) -> tuple[list[Succession], list[Succession]]:
    """Those in which it took over, and those in which others took over from it."""
    about = Succession.objects.filter(Q(successor=organisation) | Q(predecessor=organisation))
    rows = list(about.select_related("predecessor", "successor"))
    return [row for row in rows if row.successor == organisation], [row for row in rows if row.predecessor == organisation]


def _services_of(organisation: Organisation) -> list[Service]:
    """The first of the public services it answers for or provides, each with the number `of_all` of them."""
    provides = Exists(ServiceProvider.objects.filter(service=OuterRef("pk"), organisation=organisation))
    services = Service.objects.public().filter(Q(organisation=organisation) | provides)
    return list(with_cards(services).annotate(of_all=Window(Count("pk")))[:SHOWN])
