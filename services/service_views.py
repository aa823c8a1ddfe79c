"""The public page of one service."""

from django.db.models import Q
from django.http import Http404
from django.shortcuts import render

from opinraitti.lib.access import public_page
from opinraitti.lib.ready_pages import ready_made
from services.cards import dress, facts, terms_by_scheme
from services.directory_state import stamp_of, version_of
from services.enums import ServiceStatus, TermScheme
from services.gathering import gather_page
from services.models import Service
from services.search.similar import similar_to

SIMILAR = 4


def _with_similar(slug: str, stamp: tuple) -> tuple[Service, list[Service]]:
    """The service, and those most like it first, as cards not yet dressed; Http404 where there is none."""
    keys = similar_to(slug, SIMILAR, stamp)
    known = Service.objects.exclude(status=ServiceStatus.DRAFT).select_related("organisation__parent", "successor")
    found = list(known.filter(Q(slug=slug) | Q(pk__in=keys)))
    service = next((one for one in found if one.slug == slug), None)
    if service is None:
        raise Http404
    similar = [one for one in found if one is not service and one.status == ServiceStatus.PUBLISHED]
    return service, sorted(similar, key=lambda one: keys.index(one.pk))


@public_page
@ready_made(version_of)
def service_page(request, slug):
    """`/palvelut/<slug>/`: one service; an archived one answers 410 and names what replaces it."""
    service, similar = _with_similar(slug, stamp_of(request))
    if service.status == ServiceStatus.ARCHIVED:
        context = {"service": service, "successor": service.successor, "organisation": service.organisation}
        return render(request, "services/gone.html", context, status=410)
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
