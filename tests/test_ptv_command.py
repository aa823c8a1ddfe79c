"""`manage.py import_ptv` on a small folder of invented payloads."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from opinraitti.lib.text import values
from opinraitti.models import AuditEvent
from services.models import Channel, Service, SourceRecord
from tests.builders import found

FOLDER = Path(__file__).parent / "data" / "ptv"


def run(*arguments) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("import_ptv", *map(str, arguments), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


@pytest.mark.django_db
def test_a_dry_run_tells_everything_and_writes_nothing():
    report, _progress = run(FOLDER)
    assert "added 6, changed 0, unchanged 0, archived 0, refused 4" in report
    assert "PermitOrObligation" in report
    assert "publishingStatus is Draft" in report
    assert "kanavat/kanavat.jsonl:3" in report
    assert "kanavat/kanavat.jsonl#4" not in report
    assert "  aukiolot.json: " in report
    assert "  LUEMINUT.txt: not a JSON file" in report
    assert "Dry run: nothing was written" in report
    assert (Service.objects.count(), SourceRecord.objects.count(), AuditEvent.objects.count()) == (0, 0, 0)


@pytest.mark.django_db
def test_write_brings_services_with_all_that_belongs_to_them():
    report, progress = run(FOLDER, "--write")
    assert "Dry run" not in report
    assert "writing 2 rows of the kind service" in progress
    service = Service.objects.public().get(slug="ohjauspiste-kompassi")
    assert values(service.name) == {"fi": "Ohjauspiste Kompassi", "sv": "Vägledningspunkten Kompassen"}
    assert (service.kind, service.charge, service.for_employers) == ("guidance", "free", False)
    assert set(service.municipalities.values_list("slug", flat=True)) == {"kajaani", "kuhmo"}
    assert {("opinraitti_group", "nuoret"), ("koko", "p99999")} <= set(service.terms.values_list("scheme", "code"))
    assert found("ohjauspisteet") == [service.slug]
    place, telephone = Channel.objects.get(kind="place"), Channel.objects.get(kind="phone")
    assert place.hours.count() == 5
    assert values(place.service_point.street) == {"fi": "Koulukatu 2"}
    assert telephone.contacts.get().value == "0295025500"
    assert [connection.channel for connection in service.connections.all()] == [place, telephone]
    assert service.sources.get().raw["type"] == "Service"
    assert set(AuditEvent.objects.values_list("actor", "action")) == {("system:import_ptv", "import.added")}


@pytest.mark.django_db
def test_a_second_run_changes_nothing():
    run(FOLDER, "--write")
    assert "added 0, changed 0, unchanged 6, archived 0, refused 4" in run(FOLDER, "--write")[0]


@pytest.mark.django_db
def test_another_source_keeps_its_own_records():
    run(FOLDER, "--write")
    report, _progress = run(FOLDER, "--write", "--source", "toinen")
    assert "Source toinen: added 6" in report
    assert Service.objects.filter(slug__startswith="ohjauspiste-kompassi").count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "services"), [("290", 2), ("91", 1)])
def test_municipality_takes_what_serves_it_and_the_nationwide(code, services):
    run(FOLDER, "--write", "--municipality", code)
    assert Service.objects.count() == services


@pytest.mark.django_db
@pytest.mark.parametrize(
    "arguments",
    [
        [FOLDER / "missing.json"],
        [FOLDER, "--source", "PTV v11"],
        [FOLDER, "--municipality", "Kuhmo"],
        [FOLDER, "--vanishing", "200"],
    ],
)
def test_what_cannot_be_meant_is_a_sentence(arguments):
    with pytest.raises(CommandError, match=r"\.$"):
        run(*arguments)


@pytest.mark.django_db
def test_a_complete_input_that_lacks_too_much_is_refused_with_a_sentence(tmp_path):
    run(FOLDER, "--write")
    content = (FOLDER / "organisaatio.json").read_bytes()
    (tmp_path / "organisaatio.json").write_bytes(content)
    with pytest.raises(CommandError, match="2 of 2 channels of ptv would vanish, more than 10%"):
        run(tmp_path, "--write", "--complete")
    report, _progress = run(tmp_path, "--write", "--complete", "--vanishing", "100")
    assert "archived 4" in report
    assert Service.objects.public().count() == 0
