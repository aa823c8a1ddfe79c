"""Writes rows that belong to others: for a new owner all of them, for a changed one those of the part that changed."""

from collections.abc import Callable, Iterable

from django.db import models

from services.importing.table import CHUNK, Planned, in_chunks


def wanting(planned: Iterable[Planned], part: str) -> list[Planned]:
    """Those whose `part` has to be written."""
    return [one for one in planned if one.new or part in one.parts]


def replace_rows(
    rows: models.QuerySet, owner: str, planned: Iterable[Planned], part: str, make: Callable[[Planned], Iterable[models.Model]]
) -> list[models.Model]:
    """Deletes the present rows of changed owners and writes what `make` gives for each; `owner` is the key's name."""
    chosen = wanting(planned, part)
    for pks in in_chunks(one.row.pk for one in chosen if not one.new):
        rows.filter(**{f"{owner}__in": pks}).delete()
    made = [row for one in chosen for row in make(one)]
    rows.model._default_manager.bulk_create(made, batch_size=CHUNK)
    return made
