"""`/api/v1/openapi.json`: the interface described by itself, made once a process."""

from functools import cache

from django.http import JsonResponse

from services.api.interface import api
from services.api.problems import MEDIA_TYPE


@cache
def document(root: str) -> dict:
    """The OpenAPI document of the interface at the path `root`."""
    schema = dict(api.get_openapi_schema(path_prefix=root))
    for methods in schema["paths"].values():
        # HEAD is GET without a body; two operations may not share a name.
        methods.pop("head", None)
        for details in methods.values():
            _mend(details)
    return schema


def _mend(details: dict) -> None:
    """Says of faults and parameters what django-ninja cannot."""
    for status, response in details["responses"].items():
        if int(status) >= 400:
            response["content"] = {MEDIA_TYPE: response["content"].pop("application/json")}
    for parameter in details["parameters"]:
        examples = parameter["schema"].pop("examples", [])
        parameter.pop("examples", None)
        if examples:
            parameter["example"] = examples[0]


def openapi(request):
    # The address of this document ends where the interface begins.
    return JsonResponse(document(request.path.removesuffix("openapi.json")))
