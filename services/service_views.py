"""The public page of one service."""

from django.shortcuts import get_object_or_404, render

from opinraitti.lib.access import public_page
from opinraitti.lib.ready_pages import ready_made
from services.cards import dress, facts, terms_by_scheme, with_cards
from services.directory_state import stamp_of, version_of
from services.enums import ServiceStatus, TermScheme
from services.gathering import gather_page
from services.models import Service
from services.search.similar import similar_to

SIMILAR = 4


def _similar(service: Service, stamp: tuple) -> list[Service]:
    """Those most like it first, as cards not yet dressed."""
    keys = similar_to(service, SIMILAR, stamp)
    return sorted(with_cards(Service.objects.public().filter(pk__in=keys)), key=lambda found: keys.index(found.pk))


@public_page
@ready_made(version_of)
def service_page(request, slug):
    """`/palvelut/<slug>/`: one service; an archived one answers 410 and names what replaces it."""
    known = Service.objects.exclude(status=ServiceStatus.DRAFT).select_related("organisation__parent", "successor")
    service = get_object_or_404(known, slug=slug)
    if service.status == ServiceStatus.ARCHIVED:
        context = {"service": service, "successor": service.successor, "organisation": service.organisation}
        return render(request, "services/gone.html", context, status=410)
    similar = _similar(service, stamp_of(request))
    gather_page(service, similar)
    dress([service, *similar])
    terms = terms_by_scheme(service)
    context = {
        "service": service,
        "connections": service.open_connections,
        "facts": facts(service),
        "situations": terms[TermScheme.SITUATION],
        "groups": terms[TermScheme.GROUP],
        "topics": terms[TermScheme.TOPIC],
        "similar": similar,
    }
    return render(request, "services/detail.html", context)
