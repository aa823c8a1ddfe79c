"""Builds the Kainuu demo network through the same import and actions as real use."""

from django.db import transaction

from network.models import Organisation
from opinraitti.demo.people import seed_people
from opinraitti.demo.reading import municipality_codes, records, tables, texts
from services.enums import TermScheme
from services.guiding import add_responsibility, set_front_door
from services.importing import import_records
from services.models import Service, SourceRecord, Term

SOURCE = "demo"


def is_seeded() -> bool:
    return SourceRecord.objects.filter(source=SOURCE).exists()


@transaction.atomic
def seed(*, by, progress=None):
    """Writes the demo network; returns the import's report. Raises RuntimeError if a record was refused."""
    content = tables()
    report = import_records(records(content), source=SOURCE, by=by, write=True, progress=progress)
    if report.refused:
        raise RuntimeError("\n".join(f"{refusal.foreign_id}: {refusal.reason}" for refusal in report.refused))
    organisations = _targets(Organisation)
    services = _targets(Service)
    situations = {term.code: term for term in Term.objects.filter(scheme=TermScheme.SITUATION)}
    for position, row in enumerate(content["responsibility"]):
        add_responsibility(
            by=by,
            stage=row["stage"],
            situation=texts(row["situation"]),
            note=texts(row.get("note", "")),
            min_age=row.get("min_age"),
            max_age=row.get("max_age"),
            organisation=organisations[row["organisation"]],
            start_service=services[row["start_service"]] if "start_service" in row else None,
            situation_terms=[situations[code] for code in row.get("situations", ())],
            municipalities=municipality_codes(row.get("municipalities", [])),
            position=position,
        )
    seed_people(content["person"], organisations, by=by)
    (door,) = content["front_door"]
    service = services[door.pop("service")]
    translated = {name: texts(door.pop(name)) for name in ("name", "message", "hours_text")}
    set_front_door(by=by, service=service, **door, **translated)
    return report


def _targets(model) -> dict:
    """{foreign id: row} of what the demo brought of `model`."""
    found = model.objects.filter(sources__source=SOURCE).values_list("sources__foreign_id", "pk")
    rows = model.objects.in_bulk([pk for _foreign_id, pk in found])
    return {foreign_id: rows[pk] for foreign_id, pk in found}
