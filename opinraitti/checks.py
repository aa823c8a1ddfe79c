"""What must be true of the database before production serves anyone."""

from django.conf import settings
from django.core.checks import Error
from django.db import DatabaseError, InterfaceError

from services.models import SourceRecord

DEMO_SOURCE = "demo"
DEMO_DATA = "The database holds the demo network: production must not show invented services."


def holds_demo_data() -> bool:
    return SourceRecord.objects.filter(source=DEMO_SOURCE).exists()


def no_demo_data_in_production(app_configs, databases, **kwargs):
    """Runs at `migrate`, at `check --database default` and when production's WSGI application loads.

    A database that does not answer, or has no tables yet, is no fault here: `readyz` tells that.
    """
    if not settings.PRODUCTION or "default" not in (databases or ()):
        return []
    try:
        found = holds_demo_data()
    except (DatabaseError, InterfaceError):
        return []
    hint = "Point DATABASE_URL to an empty database of its own and run `manage.py migrate`, or use OPINRAITTI_ENV=demo."
    return [Error(DEMO_DATA, hint=hint, id="opinraitti.E001")] if found else []
