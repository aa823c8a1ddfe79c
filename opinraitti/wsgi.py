"""The application a WSGI server calls: `gunicorn opinraitti.wsgi`."""

import os
from importlib import import_module

from django.conf import settings
from django.core.checks import Tags, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from services.search import analysis

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "opinraitti.settings")
application = get_wsgi_application()

from opinraitti.warming import warm  # noqa: E402 models can be imported only now

# A server started without `migrate` or `check` before it must refuse the same things they refuse.
if _refused := run_checks(tags=[Tags.database], databases=["default"]):
    raise ImproperlyConfigured("\n".join(f"{fault.msg} {fault.hint or ''}" for fault in _refused))

# Before the server forks; a start without the library that was asked for fails here.
analysis.load()
import_module(settings.ROOT_URLCONF)
warm(application)
