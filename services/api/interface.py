"""The interface as a whole: what it says of itself, how it answers faults, and what all its lists share."""

from functools import partial

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.renderers import JSONRenderer

from opinraitti.lib.calendar import now
from opinraitti.lib.languages import absolute
from services.api.parameters import DEFAULT_LANGUAGE, Asked, AskedPage, StrictParser
from services.api.problems import GoneDetails, Problem, ProblemDetails, answer, in_words
from services.api.writing import Writer

READING = ["GET", "HEAD"]
DESCRIPTION = """\
The guidance services of the Opinraitti network, read-only and free to use without a key.

Texts come in all their languages, or with `lang` in one. Lists come in pages; `next` is the address of the following
one. Every answer has an `ETag`: ask again with `If-None-Match` and get 304 when nothing has changed. Any web page may
read (CORS). Faults are `application/problem+json` and say in a sentence what to do.
"""


class _Renderer(JSONRenderer):
    json_dumps_params = {"ensure_ascii": False, "separators": (",", ":")}


api = NinjaAPI(
    title="Opinraitti", version="1", description=DESCRIPTION, parser=StrictParser(), renderer=_Renderer(),
    docs_url=None, openapi_url=None, urls_namespace="api",
)  # fmt: skip
LIST_FAULTS = {400: ProblemDetails, 404: ProblemDetails}
ONE_FAULTS = {400: ProblemDetails, 404: ProblemDetails, 410: GoneDetails}


@api.exception_handler(Problem)
def _problem(request, problem):
    return answer(problem)


@api.exception_handler(ValidationError)
def _not_valid(request, error):
    return answer(Problem(400, in_words(error.errors)))


@api.exception_handler(Http404)
@api.exception_handler(ObjectDoesNotExist)
def _not_found(request, error):
    return answer(Problem(404, "There is nothing with this id. The lists tell which there are."))


@api.exception_handler(Exception)
def _ours(request, error):
    """A fault of ours goes where all do: into the log, and to the reader as `opinraitti.pages.errors` says."""
    raise error


def writer_for(request, asked: Asked, response: HttpResponse) -> Writer:
    asked.only_known(request)
    response["Content-Language"] = asked.lang or DEFAULT_LANGUAGE
    return Writer(asked.lang, partial(absolute, request), now())


def page_members(request, total: int, page: int, pages: int) -> dict:
    """The members all pages of lists share. Raises Problem beyond the last page; an empty list has one page."""
    pages = max(pages, 1)
    if page > pages:
        raise Problem(404, f"page: there are no more than {pages}.")

    def address(number: int) -> str | None:
        if not 1 <= number <= pages:
            return None
        query = request.GET.copy()
        query["page"] = str(number)
        return f"{absolute(request, request.path)}?{query.urlencode()}"

    return {"total": total, "page": page, "pages": pages, "next": address(page + 1), "previous": address(page - 1)}


def list_page(request, asked: AskedPage, rows, write) -> dict:
    total = rows.count()
    told = page_members(request, total, asked.page, -(-total // asked.page_size))
    start = (asked.page - 1) * asked.page_size
    return told | {"items": [write(row) for row in rows[start : start + asked.page_size]]}
