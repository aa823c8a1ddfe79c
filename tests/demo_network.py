"""The Kainuu demo network as tests of the search ask it: seeded once for the tests of a file, taken away after them."""

import pytest
from django.core.management import call_command
from django.db import transaction

from services.models import Service
from services.search.documents import with_everything

QUESTIONS = [
    "uraohjausta aikuiselle Kuhmossa", "työkkäri", "mistä duunia", "yrkesvägledning", "i lost my job", "te-toimisto",
    "kielikurssi suomussalmella", "koulutus", "hammaslääkäri", "career guidance", "sain potkut", "ja", "uraohjus",
]  # fmt: skip


@pytest.fixture(scope="module")
def demo_network(django_db_setup, django_db_blocker) -> dict[str, Service]:
    """{slug: service} of the demo network, with all that its search documents are made of."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("seed_demo", verbosity=0)
        yield {row.slug: row for row in with_everything(Service.objects.public())}
        transaction.set_rollback(True)
