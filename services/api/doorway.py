"""The door of the interface: open to anyone for reading, from any web page, and to nothing else."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt

from services.api.problems import Problem, answer

METHODS = ("GET", "HEAD", "OPTIONS")
_ROOT = "/api/"
_ALLOW = ", ".join(METHODS)
# Other origins may read without credentials.
_OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Content-Language",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": _ALLOW,
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def is_ours(request) -> bool:
    """Whether the request is for the interface, and a fault is told in JSON."""
    return request.path.startswith(_ROOT)


class CrossOriginMiddleware:
    """Opens every answer of the interface to web pages of other origins.

    A middleware, because a 304 of `ConditionalGetMiddleware` leaves such headers out.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if is_ours(request):
            for name, value in _OPEN.items():
                response[name] = value
        return response


def open_to_machines(view):
    """Readers without a session. Wrap the callback of the address: a mark on an operation does nothing.

    Like a page, an answer may be kept but must be asked about again; `ConditionalGetMiddleware` answers 304.
    Exempt from CSRF, so that a POST is told 405 in JSON and not 403 in HTML: nothing here changes anything.
    """

    @wraps(view)
    def door(request, *args, **kwargs):
        if request.method == "OPTIONS":
            response = HttpResponse(status=204, headers={"Allow": _ALLOW, **_PREFLIGHT})
        elif request.method not in METHODS:
            response = answer(Problem(405, f"This address is for reading: {_ALLOW}."), {"Allow": _ALLOW})
        else:
            response = view(request, *args, **kwargs)
            patch_cache_control(response, public=True, no_cache=True)
        return response

    return csrf_exempt(login_not_required(door))
