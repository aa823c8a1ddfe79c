"""The trace can only grow: the database refuses everything else, whoever asks and however."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from opinraitti.models import AuditEvent, ReadRecord, Seal
from tests.unprotected import PROTECTED, unprotected

pytestmark = pytest.mark.django_db
needs_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="what only PostgreSQL does")
needs_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="what only SQLite does")

MAKERS = {
    AuditEvent: lambda: AuditEvent.objects.create(actor="test", action="x.done"),
    ReadRecord: lambda: ReadRecord.objects.create(reader="test", persons=["user:1"], page="people", purpose="people"),
    Seal: lambda: Seal.objects.create(
        chain="events", number=1, sealed_at=timezone.now(), first_id=1, last_id=1, count=1, rows=b"r", previous=b"p", mac=b"m"
    ),
}


@pytest.fixture(params=PROTECTED, ids=lambda model: model.__name__)
def row(request):
    return MAKERS[request.param]()


def refused(sql: str) -> None:
    """The statement fails with a sentence a person can read, and the rows are what they were."""
    with pytest.raises(IntegrityError, match="Rows of this table are only ever added"), transaction.atomic():
        connection.cursor().execute(sql)


def columns(row, *, id) -> tuple[str, str]:
    """Names of all columns, and the row's own values with another `id`."""
    names = [field.column for field in row._meta.fields]
    return ", ".join(names), ", ".join(str(id) if name == "id" else name for name in names)


def test_nothing_is_changed(row):
    refused(f"UPDATE {row._meta.db_table} SET id = id + 1000")


def test_nothing_is_deleted(row):
    refused(f"DELETE FROM {row._meta.db_table} WHERE id = {row.pk}")
    refused(f"DELETE FROM {row._meta.db_table}")


def test_django_is_refused_too(row):
    for change in (row.save, row.delete, type(row).objects.all().delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert type(row).objects.filter(pk=row.pk).exists()


@needs_postgresql
def test_the_table_is_not_emptied(row):
    refused(f"TRUNCATE {row._meta.db_table}")
    refused(f"TRUNCATE {row._meta.db_table} CASCADE")


@needs_postgresql
def test_who_silences_ordinary_triggers_is_refused_too(row):
    refused(f"SET LOCAL session_replication_role = replica; DELETE FROM {row._meta.db_table}")


@needs_postgresql
def test_a_conflict_changes_nothing(row):
    names, values = columns(row, id=row.pk)
    table = row._meta.db_table
    refused(f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} ON CONFLICT (id) DO UPDATE SET id = 7")


@needs_sqlite
@pytest.mark.parametrize("verb", ["INSERT OR REPLACE", "REPLACE", "INSERT OR IGNORE"])
def test_no_row_is_replaced(row, verb):
    names, values = columns(row, id=row.pk)
    refused(f"{verb} INTO {row._meta.db_table} ({names}) SELECT {values} FROM {row._meta.db_table}")


@needs_sqlite
def test_no_seal_is_replaced_by_its_number():
    """Another id, but the same place in the chain: SQLite would delete the old one in silence."""
    seal = MAKERS[Seal]()
    names, values = columns(seal, id=seal.pk + 1)
    refused(f"INSERT OR REPLACE INTO opinraitti_seal ({names}) SELECT {values} FROM opinraitti_seal")


def test_rows_are_added():
    for make in MAKERS.values():
        make()
    assert [model.objects.count() for model in MAKERS] == [1, 1, 1]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_a_test_with_real_transactions_finds_the_trace_empty_and_protected(time):
    """The harness lifts the protection around its flush only; the first time leaves rows for the flush to take."""
    assert [model.objects.count() for model in PROTECTED] == [0, 0, 0]
    for make in MAKERS.values():
        refused(f"DELETE FROM {make()._meta.db_table}")


def test_the_intruder_of_other_tests_can_do_what_is_refused(row):
    """`unprotected` really takes the triggers away, and puts them back."""
    table = row._meta.db_table
    with unprotected(type(row)):
        connection.cursor().execute(f"DELETE FROM {table}")
    assert not type(row).objects.exists()
    MAKERS[type(row)]()
    refused(f"DELETE FROM {table}")
