"""Pages for what went wrong: each says what to do next. The 500 page needs no database.

A program that reads the interface gets the same in JSON.
"""

from django.http import HttpResponseBadRequest, HttpResponseServerError
from django.shortcuts import render
from django.template import loader

from opinraitti.lib import request_ids
from services.api.doorway import is_ours
from services.api.problems import Problem, answer


def bad_request(request, exception=None):
    """Knows nothing of the request: its host name may be what is wrong with it."""
    if is_ours(request):
        return answer(Problem(400, "The request cannot be read. Look at its Host header and the number of its parameters."))
    return HttpResponseBadRequest(loader.get_template("400.html").render())


def forbidden(request, exception=None):
    return render(request, "403.html", status=403)


def not_found(request, exception=None):
    return render(request, "404.html", status=404)


def server_error(request):
    """No context processors and no queries: whatever broke must not break this too."""
    if is_ours(request):
        return answer(Problem(500, "The fault is ours. Try again in a minute."))
    return HttpResponseServerError(loader.get_template("500.html").render({"request_id": request_ids.current()}))
