"""What the interface answers when it cannot answer: `application/problem+json` (RFC 9457), never a page."""

from http import HTTPStatus

from django.http import JsonResponse
from ninja import Schema
from pydantic import Field

MEDIA_TYPE = "application/problem+json"


class Problem(Exception):
    """Raised by an operation; `more` are further members of the answer."""

    def __init__(self, status: int, detail: str, **more):
        super().__init__(detail)
        self.status, self.detail, self.more = status, detail, more


class ProblemDetails(Schema):
    """What went wrong (RFC 9457)."""

    title: str = Field(description="The status in words.", examples=["Bad Request"])
    status: int = Field(examples=[400])
    detail: str = Field(
        description="A sentence that says what to do.", examples=["page: Input should be greater than or equal to 1."]
    )


class GoneDetails(ProblemDetails):
    """The thing has ended; what has come in its place, if something has."""

    successors: list[str] = Field(description="Addresses in this interface of what has taken its place.", examples=[[]])


def answer(problem: Problem, headers: dict[str, str] | None = None) -> JsonResponse:
    body = {"title": HTTPStatus(problem.status).phrase, "status": problem.status, "detail": problem.detail, **problem.more}
    return JsonResponse(body, status=problem.status, headers=headers, content_type=MEDIA_TYPE)


def in_words(errors: list[dict]) -> str:
    """Pydantic's findings as sentences: “page: Input should be greater than or equal to 1.”"""
    told = [f"{_parameter(error['loc'])}: {error['msg']}." for error in errors[:10]]
    return " ".join(dict.fromkeys(told))


def _parameter(place: tuple) -> str:
    """Of ("query", "asked", "kind", 0) the “kind”: the last that is a name."""
    return [part for part in place if isinstance(part, str)][-1]
