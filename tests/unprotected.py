"""Takes the protection off the tables of the trace: for the flush after a test with real transactions, and for tests
that play an intruder with all rights."""

from contextlib import contextmanager

import pytest
from django.db.models import UniqueConstraint
from django.test import TransactionTestCase

from opinraitti.lib.append_only import protect, unprotect
from opinraitti.models import AuditEvent, ReadRecord, Seal

PROTECTED = (AuditEvent, ReadRecord, Seal)


def unique_columns(model) -> list[tuple[str, ...]]:
    return [constraint.fields for constraint in model._meta.constraints if isinstance(constraint, UniqueConstraint)]


@contextmanager
def unprotected(*models):
    for model in models:
        unprotect(model._meta.db_table)
    yield
    for model in models:
        protect(model._meta.db_table, unique=unique_columns(model))


@pytest.fixture(scope="session", autouse=True)
def _flush_may_empty_the_trace():
    """Only Django's own flush between tests; within a test everything is protected."""
    tear_down = TransactionTestCase._fixture_teardown

    def tear_down_unprotected(case):
        with unprotected(*PROTECTED):
            tear_down(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", tear_down_unprotected)
        yield
