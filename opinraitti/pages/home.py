"""The home page and the pages that tell about the portal itself."""

from django.conf import settings
from django.core.cache import caches
from django.db.models import Count
from django.http import Http404
from django.shortcuts import render

from network.enums import AreaSort
from network.models import Area, Municipality
from opinraitti.lib.access import public_page
from opinraitti.lib.calendar import today
from opinraitti.lib.ready_pages import ready_made
from services.cards import dress, with_cards
from services.directory_state import version_of
from services.enums import TermScheme
from services.models import FrontDoor, Service, Term

NEW_SERVICES = 6
STANDING_SECONDS = 3600


@public_page
@ready_made(version_of)
def home(request):
    standing = caches["worker"].get_or_set(f"home:{version_of(request)}:{today()}", _standing, timeout=STANDING_SECONDS)
    new_services = dress(with_cards(Service.objects.public().newest())[:NEW_SERVICES])
    return render(request, "home.html", {"new_services": new_services} | standing)


def _standing() -> dict:
    """What stands on the home page for a day unless the directory changes: situations, municipalities, counts."""
    counts = Service.objects.public().aggregate(services=Count("pk"), organisations=Count("organisation", distinct=True))
    network_area = Area.objects.on(today()).filter(sort=AreaSort.EMPLOYMENT_AREA)
    return {
        "situations": list(Term.objects.filter(scheme=TermScheme.SITUATION).order_by("position")),
        "municipalities": list(Municipality.objects.filter(areas__in=network_area.values("pk")[:1])),
        "service_count": counts["services"],
        "organisation_count": counts["organisations"],
    }


@public_page
@ready_made(version_of)
def advice(request):
    """“Kysy neuvoa”: the human contact in full, with its opening hours."""
    door = FrontDoor.objects.first()
    services = dress(with_cards(Service.objects.public().filter(pk=door.service_id))) if door else []
    return render(request, "pages/advice.html", {"front_door": door, "services": services})


@public_page
@ready_made(version_of)
def about(request):
    return render(request, "pages/about.html")


@public_page
@ready_made(version_of)
def accessibility(request):
    return render(request, "pages/accessibility.html")


@public_page
@ready_made(version_of)
def privacy(request):
    return render(request, "pages/privacy.html")


@public_page
def styleguide(request):
    """The gallery of components; development only."""
    if not settings.DEBUG:
        raise Http404
    services = dress(with_cards(Service.objects.public())[:2])
    return render(request, "pages/styleguide.html", {"services": services})
