"""The addresses of the directory itself. Each answers in the shape its schema says; `doorway` lets readers in."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from ninja import Query, Router

from services.api import reading, schemas
from services.api.interface import LIST_FAULTS, ONE_FAULTS, READING, list_page, writer_for
from services.api.parameters import Asked, AskedPage, AskedTerms
from services.api.problems import Problem, ProblemDetails
from services.enums import ServiceStatus

router = Router()


@router.api_operation(READING, "", response={200: schemas.Root, 400: ProblemDetails}, url_name="api", operation_id="root")
def root(request, response: HttpResponse, asked: Query[Asked]):
    """Where everything is."""
    at = writer_for(request, asked, response).at
    names = ("services", "organisations", "municipalities", "terms", "openapi")
    return {name: at(reverse(f"api_{name}")) for name in names} | {"guide": at(reverse("interface"))}


@router.api_operation(
    READING, "services/{uuid:id}", response={200: schemas.Service, **ONE_FAULTS}, url_name="api_service", operation_id="service"
)
def service(request, response: HttpResponse, id: UUID, asked: Query[Asked]):
    """One service whole: texts, channels, contacts, hours. An archived one answers 410."""
    writer = writer_for(request, asked, response)
    row = reading.services().get(uuid=id)
    if row.status == ServiceStatus.ARCHIVED:
        after = [row.successor] if row.successor and row.successor.status == ServiceStatus.PUBLISHED else []
        raise _gone("The service has ended.", [writer.at(reverse("api_service", args=[one.uuid])) for one in after])
    return writer.service(row)


@router.api_operation(
    READING, "organisations", response={200: schemas.OrganisationPage, **LIST_FAULTS}, url_name="api_organisations",
    operation_id="organisations",
)  # fmt: skip
def organisations(request, response: HttpResponse, asked: Query[AskedPage]):
    """The organisations of the network and any other with a public service."""
    writer = writer_for(request, asked, response)
    return list_page(request, asked, reading.organisations(), writer.organisation_brief)


@router.api_operation(
    READING, "organisations/{uuid:id}", response={200: schemas.Organisation, **ONE_FAULTS}, url_name="api_organisation",
    operation_id="organisation",
)  # fmt: skip
def organisation(request, response: HttpResponse, id: UUID, asked: Query[Asked]):
    """One organisation whole. One that has ended answers 410 and tells who does its work today."""
    writer = writer_for(request, asked, response)
    row = reading.organisation_details().get(uuid=id)
    if row.ended_on:
        after = [succession.successor for succession in row.successions_out.all()]
        raise _gone("The organisation has ended.", [writer.at(reverse("api_organisation", args=[one.uuid])) for one in after])
    return writer.organisation(row)


@router.api_operation(
    READING, "municipalities", response={200: schemas.MunicipalityPage, **LIST_FAULTS}, url_name="api_municipalities",
    operation_id="municipalities",
)  # fmt: skip
def municipalities(request, response: HttpResponse, asked: Query[AskedPage]):
    """The municipalities of Finland as they are today."""
    writer = writer_for(request, asked, response)
    return list_page(request, asked, reading.municipalities(), writer.municipality)


@router.api_operation(
    READING, "terms", response={200: schemas.TermPage, **LIST_FAULTS}, url_name="api_terms", operation_id="terms"
)
def terms(request, response: HttpResponse, asked: Query[AskedTerms]):
    """The codes that services carry: the portal's own vocabularies and the national ones."""
    writer = writer_for(request, asked, response)
    return list_page(request, asked, reading.terms(asked.scheme), writer.term)


def _gone(detail: str, successors: list[str]) -> Problem:
    return Problem(410, detail, successors=successors)
