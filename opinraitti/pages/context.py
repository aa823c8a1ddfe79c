"""What every page knows: languages, navigation, the human contact, whether this is a demo.

The parts of the frame that are alike on many pages are made once for each language and version of the directory, by
`{% cache frame_seconds … %}` in their templates. What they need is therefore asked only when they are made.
"""

from functools import partial

from django.conf import settings
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from opinraitti import nav
from opinraitti.lib.languages import absolute, language_links
from services.directory_state import version_of
from services.models import FrontDoor

FRAME_SECONDS = 600


def site(request) -> dict:
    return {
        "page_language": get_language() or settings.LANGUAGE_CODE,
        "languages": language_links(request),
        "section": nav.section(request.path),
        "navigation": partial(nav.main, request.path),
        "work_navigation": SimpleLazyObject(partial(_work_navigation, request)),
        "canonical_url": absolute(request, request.path),
        "directory_version": SimpleLazyObject(partial(version_of, request)),
        # In development templates change without a new version.
        "frame_seconds": 0 if settings.DEBUG else FRAME_SECONDS,
        "front_door": SimpleLazyObject(FrontDoor.objects.select_related("service").first),
        "is_demo": settings.DEMO,
        "single_sign_on": settings.SINGLE_SIGN_ON,
        "environment": settings.ENVIRONMENT,
    }


def _work_navigation(request) -> list[dict]:
    return nav.work(request.actor, request.path)
