"""The portal's addresses, and `/virhe/<status>/`, which answers with the page of that error in any language."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404
from django.urls import path

from opinraitti.demo_urls import *  # noqa: F403
from opinraitti.demo_urls import urlpatterns as portal

RAISED = {400: BadRequest, 403: PermissionDenied, 404: Http404, 500: RuntimeError}


@login_not_required
def fail(request, status):
    raise RAISED[status]("a test asked for this failure")


urlpatterns = [*portal, *i18n_patterns(path("virhe/<int:status>/", fail), prefix_default_language=False)]
