"""Writes the municipalities and areas of `network/data/` into the database; a migration calls it.

Works on the historical models a migration hands in, so that an old migration never meets a new column.
"""

import json
from pathlib import Path

_DATA = Path(__file__).parent / "data"


def rows(name: str) -> list[dict]:
    return json.loads((_DATA / f"{name}.json").read_text(encoding="utf-8"))["rows"]


def load_municipalities(model) -> None:
    fields = ("code", "slug", "name", "latitude", "longitude", "valid_to")
    wanted = [model(**{field: row.get(field) for field in fields}) for row in rows("municipalities")]
    model.objects.bulk_create(
        wanted, update_conflicts=True, unique_fields=["code"], update_fields=[field for field in fields if field != "code"]
    )


def load_areas(model) -> None:
    for row in rows("areas"):
        key = {field: row[field] for field in ("sort", "code", "valid_from")}
        area, _ = model.objects.update_or_create(**key, defaults={"name": row["name"], "valid_to": row.get("valid_to")})
        area.municipalities.set(row["municipalities"])
