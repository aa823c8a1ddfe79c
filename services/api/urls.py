"""The addresses under `/api/`: those of the operations, the description, and a fault in JSON for any other."""

from django.urls import include, path, re_path

from services.api import operations, searching
from services.api.doorway import open_to_machines
from services.api.interface import api
from services.api.openapi import openapi
from services.api.problems import Problem, answer

api.add_router("", operations.router)
api.add_router("", searching.router)


def unknown(request, **kwargs):
    return answer(Problem(404, "There is no such address. The interface is described at /api/v1/openapi.json."))


def _operations():
    """The addresses that django-ninja made, each with the door in front; its own root only says that there is nothing."""
    for pattern in api.urls[0]:
        if pattern.name != "api-root":
            pattern.callback = open_to_machines(pattern.callback)
            yield pattern


_v1 = [*_operations(), path("openapi.json", open_to_machines(openapi), name="api_openapi")]
urlpatterns = [
    path("api/v1/", include(_v1)),
    # Without the last slash too: a machine is never sent elsewhere.
    path("api/v1", next(pattern.callback for pattern in _v1 if pattern.name == "api"), name="api_bare"),
    # A line end too: anything at all.
    re_path(r"^api(?:/[\s\S]*)?$", open_to_machines(unknown), name="api_unknown"),
]
