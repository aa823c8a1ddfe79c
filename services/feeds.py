"""`/palvelut/uudet.atom`: new and changed services, in the language of the address."""

import re

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from opinraitti.lib.access import public_page
from opinraitti.lib.ready_pages import ready_made
from opinraitti.lib.text import localised
from services.directory_state import version_of
from services.models import Service

LENGTH = 50
# XML 1.0 has no place for these, not even escaped.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _plain(value) -> str:
    return _NO_XML.sub("", localised(value).text)


class _Newest(Feed):
    feed_type = Atom1Feed

    def title(self):
        return _("Opinraitti: uudet ja muuttuneet palvelut")

    def subtitle(self):
        return _("Ohjausta, neuvontaa ja tukea opiskeluun ja työhön Kainuussa ja Koillismaalla.")

    def link(self):
        return reverse("services")

    def feed_url(self):
        return reverse("feed")

    def items(self):
        texts = ("slug", "uuid", "name", "summary", "published_at", "changed_at", "organisation__name", "organisation__slug")
        return Service.objects.public().select_related("organisation").only(*texts).order_by("-changed_at", "-pk")[:LENGTH]

    def item_title(self, service):
        return _plain(service.name)

    def item_description(self, service):
        # Atom1Feed calls a summary HTML.
        return escape(_plain(service.summary))

    def item_guid(self, service):
        # The name and the address may change; the service stays itself, in every language.
        return service.uuid.urn

    def item_pubdate(self, service):
        return service.published_at

    def item_updateddate(self, service):
        return service.changed_at

    def item_author_name(self, service):
        return _plain(service.organisation.name)


_newest = _Newest()


@public_page
@ready_made(version_of)
def feed(request):
    response = _newest(request)
    # No date of a service knows of one that has left the list: the ETag alone tells whether it has changed.
    response.headers.pop("Last-Modified", None)
    return response
