"""The real payloads that stand beside the repository: counted in, and a second time without a write."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from network.models import Organisation, ServicePoint
from opinraitti.models import AuditEvent
from services.exchange.ptv.v11.batch import is_wanted, records_of
from services.exchange.reading import read_path
from services.importing import import_records
from services.models import Channel, ContactPoint, DirectoryState, SearchDocument, Term
from tests.ptv_payloads import TESTER
from tests.read_only import is_write

pytestmark = pytest.mark.django_db


def bring(path):
    reading = read_path(path, is_wanted)
    batch = records_of(reading.payloads)
    return import_records(
        batch.records, source="ptv", by=TESTER, write=True, complete=True, refused=batch.refused, skipped=reading.skipped
    )


def bring_again(path):
    """The second import; fails when it writes a row."""
    before = AuditEvent.objects.count(), DirectoryState.objects.get().version
    with CaptureQueriesContext(connection) as queries:
        report = bring(path)
    assert [query["sql"][:100] for query in queries if is_write(query["sql"])] == []
    assert (AuditEvent.objects.count(), DirectoryState.objects.get().version) == before
    return report


def test_the_search_services_come_in_whole_and_once(shared_data):
    path = shared_data / "search" / "services_v11.jsonl"
    first, again = bring(path), bring_again(path)
    assert (first.count("added", "service"), first.refused, first.count("added", "organisation")) == (1742, [], 5)
    assert (again.count("unchanged", "service"), again.count("changed"), again.count("archived")) == (1742, 0, 0)
    assert SearchDocument.objects.count() == 1742


def test_the_payloads_of_the_interface_come_in_whole_and_once(shared_data):
    first, again = bring(shared_data / "ptv"), bring_again(shared_data / "ptv")
    assert (first.count("added", "service"), first.count("added", "channel")) == (32, 43)
    assert Organisation.objects.filter(sources__raw__isnull=False).count() == 3
    assert (again.count("added"), again.count("changed"), again.count("unchanged", "service")) == (0, 0, 32)
    skipped = {file.name for file in first.skipped}
    assert {"ptv_v11_models.schema.json", "service_hours/ptv-merged.json"} <= skipped
    assert len([name for name in skipped if name.startswith("service_hours/")]) == 6


def test_the_payloads_of_the_interface_bring_no_nonsense(shared_data):
    bring(shared_data / "ptv")
    places = ServicePoint.objects.exclude(latitude=None)
    assert places.count() == 10
    assert all(59 < place.latitude < 66 and 20 < place.longitude < 29 for place in places)
    assert not ContactPoint.objects.filter(value__icontains="none").exists()
    assert not ContactPoint.objects.filter(kind="phone").exclude(value__regex=r"^(\+[0-9]{8,15}|0[0-9]{4,10})$").exists()
    assert Channel.objects.filter(kind="place", service_point=None).count() == 0
    assert not Term.objects.filter(scheme="ptv_service_class", code__startswith="v").exists()


def test_of_the_paged_lists_what_nobody_answers_for_is_refused(shared_data):
    report = bring(shared_data / "ptv")
    reasons = {(refusal.kind, refusal.reason) for refusal in report.refused}
    assert reasons == {
        ("service", "publishingStatus is missing, not Published"),
        ("channel", "its organisation is not known and not in the input"),
    }
