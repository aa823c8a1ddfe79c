"""Keeps the search documents true to the services, in the transaction that changes them."""

from collections.abc import Callable, Iterable
from itertools import islice

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from services import directory_state
from services.enums import ServiceStatus
from services.models import SearchDocument, Service
from services.search.documents import document, made_by, with_everything

_BATCH = 500
_WRITTEN = ["analyser", "digest", "terms", "weights", "facets", "names", "words", "places", "hours"]


def write(services) -> None:
    """Writes the documents of the services (a QuerySet), and drops those of services no longer public."""
    _write(list(services.values_list("pk", flat=True)))


def _write(keys: list[int]) -> None:
    for batch in _batches(keys):
        rows = with_everything(Service.objects.filter(pk__in=batch, status=ServiceStatus.PUBLISHED))
        documents = [document(service) for service in rows]
        SearchDocument.objects.bulk_create(documents, update_conflicts=True, unique_fields=["service"], update_fields=_WRITTEN)
        kept = {row.service_id for row in documents}
        SearchDocument.objects.filter(pk__in=[key for key in batch if key not in kept]).delete()


def rebuild(progress: Callable[[int, int], None] | None = None) -> int:
    """Writes every document anew, each batch in a transaction of its own, and says how many services there are.

    Searching goes on meanwhile with what is there.
    """
    keys = list(Service.objects.public().order_by("pk").values_list("pk", flat=True))
    done = 0
    for batch in _batches(keys):
        with transaction.atomic():
            _write(batch)
            directory_state.touch()
        done += len(batch)
        if progress:
            progress(done, len(keys))
    with transaction.atomic():
        SearchDocument.objects.exclude(service__status=ServiceStatus.PUBLISHED).delete()
        directory_state.touch()
    return len(keys)


def stale() -> bool:
    """Whether documents are missing, or were made by another analyser or in another format than would be now."""
    public = Service.objects.public()
    missing = public.filter(~Exists(SearchDocument.objects.filter(service=OuterRef("pk"))))
    return SearchDocument.objects.filter(~Q(analyser=made_by())).exists() or missing.exists()


def _batches(keys: Iterable[int]):
    keys = iter(keys)
    while batch := list(islice(keys, _BATCH)):
        yield batch
