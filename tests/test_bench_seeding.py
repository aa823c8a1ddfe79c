"""The made-up directory of `manage.py seed_bench`: what is measured must be what was meant."""

import re

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from network.models import Municipality, Organisation, ServicePoint
from opinraitti.demo.bench_seeding import bench_services, clear, counted, seed
from opinraitti.lib.text import values
from services.models import (
    Channel,
    ContactPoint,
    DirectoryState,
    OpeningHours,
    SearchDocument,
    Service,
    ServiceChannel,
)  # fmt: skip
from tests import builders

pytestmark = pytest.mark.django_db
SIZE = 300


@pytest.fixture(scope="module")
def seeded(django_db_setup, django_db_blocker):
    """The made-up services, once for all tests of this file and taken away after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        seed(SIZE, lambda *done: None)
        yield
        transaction.set_rollback(True)


def everything() -> dict[str, list]:
    """What was made, without the keys that a database gives and the times at which it was written."""
    services = Service.objects.order_by("slug")
    told = ("uuid", "slug", "name", "summary", "description", "organisation__slug", "kind", "charge", "min_age", "capacity")
    return {
        "services": [tuple(map(str, row)) for row in services.values_list(*told, "published_at")],
        "terms": [{(term.scheme, term.code) for term in service.terms.all()} for service in services.prefetch_related("terms")],
        "places": list(ServicePoint.objects.order_by("uuid").values_list("uuid", "latitude", "longitude")),
        "hours": sorted(map(str, OpeningHours.objects.values_list("channel__uuid", "kind", "weekday", "opens", "date_from"))),
        "channels": sorted(map(str, ServiceChannel.objects.values_list("service__slug", "channel__uuid", "position"))),
        "contacts": sorted(map(str, ContactPoint.objects.values_list("channel__uuid", "value"))),
        "municipalities": sorted(Service.municipalities.through.objects.values_list("service__slug", "municipality")),
        "index": list(SearchDocument.objects.order_by("service__slug").values_list("service__slug", "terms", "facets", "hours")),
    }


def test_the_counted_words_are_in_as_many_services_as_was_meant(seeded):
    assert bench_services().count() == SIZE
    assert counted() == {
        "uraohja": pytest.approx(SIZE * 0.10, abs=SIZE * 0.02),
        "palvelu": pytest.approx(SIZE * 0.90, abs=SIZE * 0.03),
    }


def test_it_is_varied_like_a_directory(seeded):
    services = bench_services().public()
    finnish = [values(text)["fi"] for row in services.values_list("name", "summary", "description") for text in row]
    assert len({word for text in finnish for word in re.findall(r"[a-zåäö-]+", text.lower())}) >= 3_000
    assert 90 <= sum(map(len, finnish[1::3])) / SIZE <= 150
    assert 550 <= sum(map(len, finnish[2::3])) / SIZE <= 650
    assert sum({"fi", "sv", "en"} == set(values(service.description)) for service in services) == pytest.approx(SIZE / 3, rel=0.2)
    assert Organisation.objects.filter(services__in=services).distinct().count() >= 18
    assert Municipality.objects.filter(services__in=services).distinct().count() == 10
    connections = [service.connections.count() for service in services]
    assert (min(connections), max(connections)) == (1, 4)
    assert not Channel.objects.filter(kind="place", service_point__latitude=None).exists()
    weeks = {
        tuple(sorted(map(str, channel.hours.values_list("weekday", "opens", "closes")))) for channel in Channel.objects.all()
    }
    assert len(weeks) > 60


def test_the_same_rows_every_time_and_what_was_there_stays(seeded):
    first = everything()
    real = builders.service()
    version = DirectoryState.objects.get().version
    seed(SIZE, lambda *done: None)
    assert Service.objects.filter(pk=real.pk).exists()
    assert DirectoryState.objects.get().version > version
    real.delete()
    assert everything().keys() == first.keys()
    for name, rows in everything().items():
        assert rows == first[name], name


def test_clearing_takes_all_of_it_away(seeded):
    clear()
    for model in (Service, Organisation, Channel, ServicePoint, OpeningHours, ContactPoint, ServiceChannel, SearchDocument):
        assert not model.objects.exists(), model


def test_each_row_can_be_saved_by_its_own_rules(seeded):
    for model in (Service, Organisation, Channel, ServicePoint, OpeningHours, ContactPoint):
        for row in model.objects.order_by("pk")[:40]:
            row.full_clean(exclude=["slug"], validate_unique=False)


def test_the_command_tells_what_it_made(settings, capsys):
    settings.DEMO = True
    call_command("seed_bench", "60")
    assert (
        "60 services of 20 organisations are ready: “uraohja” in 6 (10.0%), “palvelu” in 54 (90.0%)." in capsys.readouterr().out
    )


@pytest.mark.parametrize(("demo", "size", "reason"), [(False, "60", "OPINRAITTI_ENV=demo"), (True, "0", "between 1 and")])
def test_it_refuses_to_touch_what_is_real(settings, demo, size, reason):
    settings.DEMO = demo
    before = Service.objects.count()
    with pytest.raises(CommandError, match=reason):
        call_command("seed_bench", size)
    assert Service.objects.count() == before
