"""For those who read the portal by program: the map of its addresses, and the guide to its interface."""

from django.conf import settings
from django.contrib.sitemaps import Sitemap, views
from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from opinraitti.lib.access import public_page
from opinraitti.lib.languages import absolute
from opinraitti.lib.ready_pages import ready_made
from services.api.parameters import FACETS
from services.directory_state import version_of
from services.models import Service
from services.providers import listed
from services.search.request import FACET_LABELS

LANGUAGES = [code for code, _name in settings.LANGUAGES]
STATIC = ("home", "services", "organisations", "advice", "about", "accessibility", "privacy", "interface")
ROWS_A_FILE = 1_000
# Name of an address of the interface, what it is asked, what it answers.
TO_TRY = (
    ("api_services", {"q": "uraohjaus Kuhmossa"}, _("Palvelut, joita löytyy sanoilla uraohjaus Kuhmossa")),
    ("api_services", {"kind": "guidance", "threshold": "free"}, _("Maksuton ohjaus")),
    ("api_organisations", {}, _("Toimijat")),
    ("api_municipalities", {"page_size": 100}, _("Kunnat")),
    ("api_terms", {"scheme": "opinraitti_situation"}, _("Elämäntilanteet, joilla palveluja rajataan")),
)


@public_page
def robots(request):
    """A demo asks search engines to stay away; elsewhere everything public may be read, and here is the map."""
    told = "Disallow: /" if settings.DEMO else f"Allow: /\nSitemap: {absolute(request, reverse('sitemap'))}"
    return HttpResponse(f"User-agent: *\n{told}\n", content_type="text/plain; charset=utf-8")


@public_page
@ready_made(version_of)
def interface(request):
    """`/rajapinta/`: the interface in words, with addresses to try."""
    lang = get_language()
    addresses = [{"url": f"{reverse(name)}?{urlencode({**asked, 'lang': lang})}", "says": says} for name, asked, says in TO_TRY]
    parameters = [{"name": name, "label": FACET_LABELS[facet]} for name, (facet, _values) in FACETS.items()]
    return render(request, "pages/interface.html", {"addresses": addresses, "parameters": parameters})


class InEveryLanguage:
    """The rows of a QuerySet, each once a language, read a slice at a time: the map of 100 000 services fits in memory."""

    def __init__(self, rows):
        self.rows = rows

    def __len__(self):
        return self.rows.count() * len(LANGUAGES)

    def __getitem__(self, piece: slice) -> list[tuple]:
        """Slices that begin and end between rows."""
        rows = self.rows[piece.start // len(LANGUAGES) : piece.stop // len(LANGUAGES)]
        return [(row, language) for row in rows for language in LANGUAGES]


class _Pages(Sitemap):
    i18n = alternates = x_default = True
    # Far below the 50 000 addresses and 50 MB of the protocol: a file is made while somebody waits.
    limit = ROWS_A_FILE * len(LANGUAGES)


class _StaticPages(_Pages):
    def items(self):
        return STATIC

    def location(self, item):
        return reverse(item)


class _RowPages(_Pages):
    """The pages of the rows of a QuerySet with `slug` and `changed_at`."""

    def items(self):
        return self.rows().order_by("pk").values_list("slug", "changed_at", named=True)

    def _items(self):
        return InEveryLanguage(self.items())

    def location(self, item):
        return reverse(self.url_name, args=[item.slug])

    def lastmod(self, item):
        return item.changed_at

    def get_latest_lastmod(self):
        return self.rows().aggregate(latest=Max("changed_at"))["latest"]


class _Services(_RowPages):
    url_name = "service"
    rows = staticmethod(Service.objects.public)


class _Organisations(_RowPages):
    url_name = "organisation"
    rows = staticmethod(listed)


MAPS = {"pages": _StaticPages, "services": _Services, "organisations": _Organisations}


def _unless_told_by_date(response):
    """Whether a map has changed is told by its ETag alone: no date of a row knows of one that is gone."""
    response.headers.pop("Last-Modified", None)
    return response


@public_page
@ready_made(version_of)
def sitemap(request):
    """`/sitemap.xml`: the list of the maps."""
    return _unless_told_by_date(views.index(request, MAPS, sitemap_url_name="sitemap_part"))


@public_page
def sitemap_part(request, section):
    """`/sitemap-<section>.xml`: every page in every language, with its addresses in the others; `p` is the file."""
    return _unless_told_by_date(views.sitemap(request, MAPS, section=section))
