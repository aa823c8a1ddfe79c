"""Two addresses for machines: does the process answer, and may it be given readers."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from opinraitti.checks import DEMO_DATA, holds_demo_data
from services.search.index import stale


def _told(text: str, status: int = 200) -> HttpResponse:
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")


def _obstacle() -> str:
    """Why this process must not be given readers, in one sentence; "" when it may."""
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return "The database lacks migrations: run `manage.py migrate`."
        if settings.PRODUCTION and holds_demo_data():
            return DEMO_DATA
        return "The search index is missing or of another analyser: run `manage.py rebuild_search`." if stale() else ""
    except (DatabaseError, InterfaceError):
        return "The database does not answer."


@login_not_required
@require_safe
@never_cache
def healthz(request):
    """The process answers; nothing else is asked, so that a sleeping database restarts no web server."""
    return _told("ok")


@login_not_required
@require_safe
@never_cache
def readyz(request):
    """200 “ok”, or 503 and one sentence that says what is in the way."""
    obstacle = _obstacle()
    return _told(obstacle, status=503) if obstacle else _told("ok")
