"""`/api/v1/services`: the search of the service list, for machines."""

from django.http import HttpResponse
from django.utils.translation import override
from ninja import Query, Router

from services.api import reading, schemas
from services.api.interface import LIST_FAULTS, READING, page_members, writer_for
from services.api.parameters import DEFAULT_LANGUAGE, FACETS, AskedServices, public_value, sort_name
from services.api.writing import Writer
from services.search.query import search

router = Router()


@router.api_operation(
    READING, "services", response={200: schemas.ServicePage, **LIST_FAULTS}, url_name="api_services", operation_id="services"
)
def services(request, response: HttpResponse, asked: Query[AskedServices]):
    """Public services by the same search and filters as on the pages, with the counts of each filter."""
    writer = writer_for(request, asked, response)
    with override(asked.lang or DEFAULT_LANGUAGE):
        results = search(asked.search_request())
        told = page_members(request, results.total, asked.page, results.pages)
        hits = {hit.service: hit for hit in results.hits}
        return told | {
            "items": [_hit(writer, service, codes, hits[service.pk]) for service, codes in reading.briefs(list(hits))],
            "sort": sort_name(results.sort),
            "facets": {name: _options(name, results.options.get(facet, ())) for name, (facet, _values) in FACETS.items()},
            "understood": [_understood(thing) for thing in results.understood],
            "suggestion": results.suggestion,
            "notices": [str(notice) for notice in results.notices],
        }


def _hit(writer: Writer, service, codes: reading.Codes, hit) -> dict:
    reasons = [{"text": str(reason.text), "situation": reason.situation} for reason in hit.reasons]
    distance = None if hit.distance_km is None else round(hit.distance_km, 1)
    return writer.brief(service, codes) | {"reasons": reasons, "distance_km": distance}


def _options(name: str, options) -> list[dict]:
    return [
        {"value": public_value(name, one.value), "label": str(one.label), "count": one.count, "chosen": one.chosen}
        for one in options
    ]


def _understood(thing) -> dict:
    name = next(name for name, (facet, _values) in FACETS.items() if facet == thing.facet)
    return {"facet": name, "value": public_value(name, thing.value), "label": str(thing.label), "said": thing.said}
