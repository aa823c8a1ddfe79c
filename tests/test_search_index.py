"""Search documents are true to the services, in the transaction of the change; a rebuild heals what is not."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction

from services.enums import ChannelKind, ServiceStatus
from services.models import DirectoryState, SearchDocument, Service
from services.search import documents, index
from services.search.index import rebuild, stale, write
from tests import builders
from tests import ptv_payloads as ptv
from tests.ptv_payloads import bring, uses

pytestmark = pytest.mark.django_db


def everything():
    return Service.objects.all()


def digest(service) -> int:
    write(Service.objects.filter(pk=service.pk))
    return SearchDocument.objects.get(pk=service.pk).digest


def test_only_public_services_have_a_document():
    public, draft = builders.service(), builders.service(status=ServiceStatus.DRAFT)
    write(everything())
    assert list(SearchDocument.objects.values_list("pk", flat=True)) == [public.pk]
    Service.objects.filter(pk=public.pk).update(status=ServiceStatus.DRAFT)
    Service.objects.filter(pk=draft.pk).update(status=ServiceStatus.PUBLISHED, published_at="2026-01-01T00:00Z")
    write(everything())
    assert list(SearchDocument.objects.values_list("pk", flat=True)) == [draft.pk]


def test_a_document_goes_with_its_service():
    builders.service().delete()
    assert not SearchDocument.objects.exists()


def test_what_is_rolled_back_was_never_written():
    service = builders.service()
    before = SearchDocument.objects.values().get()
    with transaction.atomic():
        Service.objects.update(name={"fi": "Kuvataidekoulu"})
        write(everything())
        other = builders.service()
        assert SearchDocument.objects.get(pk=service.pk).digest != before["digest"]
        transaction.set_rollback(True)
    assert SearchDocument.objects.values().get() == before
    assert not SearchDocument.objects.filter(pk=other.pk).exists()


@pytest.mark.parametrize(
    "change",
    [
        {"name": {"fi": "Kuvataidekoulu"}},
        {"summary": {"fi": "Saat apua.", "en": "You get help."}},
        {"keywords": {"fi": ["opo"]}},
        {"drop_in": True},
        {"charge": "priced"},
        {"kind": "advice"},
        {"capacity": "open"},
        {"for_employers": True},
        {"area_kind": "nationwide"},
    ],
)
def test_what_a_service_is_found_by_changes_its_digest_and_back(change):
    service = builders.full_service()
    before, columns = digest(service), {name: getattr(service, name) for name in change}
    Service.objects.filter(pk=service.pk).update(**change)
    assert digest(service) != before
    Service.objects.filter(pk=service.pk).update(**columns)
    assert digest(service) == before


def test_channels_places_hours_terms_and_names_of_providers_change_the_digest():
    service = builders.full_service()
    digests = [digest(service)]
    builders.channel(service, ChannelKind.CHAT, hours=False)
    digests.append(digest(service))
    point = service.channels.exclude(service_point=None).get().service_point
    point.latitude, point.longitude = 64.2, 27.7
    point.save()
    digests.append(digest(service))
    service.channels.first().hours.first().delete()
    digests.append(digest(service))
    service.terms.add(builders.term("opinraitti_topic", "opiskelu"))
    digests.append(digest(service))
    service.organisation.name = {"fi": "Kainuun opisto"}
    service.organisation.save()
    digests.append(digest(service))
    assert len(set(digests)) == len(digests)
    assert digest(service) == digests[-1]


def test_a_channel_that_is_no_longer_in_use_tells_nothing():
    service = builders.service()
    before, channel = digest(service), builders.channel(service, ChannelKind.PLACE)
    assert digest(service) != before
    channel.status = ServiceStatus.ARCHIVED
    channel.save()
    assert digest(service) == before


def test_writing_many_costs_as_many_queries_as_writing_one(django_assert_num_queries, django_assert_max_num_queries):
    one = builders.full_service()
    with django_assert_max_num_queries(25) as asked:
        write(Service.objects.filter(pk=one.pk))
    for _number in range(6):
        builders.full_service()
    with django_assert_num_queries(len(asked)):
        write(everything())


def test_stale_tells_what_is_not_as_it_would_be_made_now(monkeypatch):
    assert not stale(), "an empty directory has nothing to make anew"
    service = builders.service()
    assert not stale()
    SearchDocument.objects.update(analyser="libvoikko 1 / 1")
    assert stale()
    rebuild()
    assert not stale()
    monkeypatch.setattr(documents, "FORMAT", documents.FORMAT + 1)
    assert stale()
    rebuild()
    assert not stale()
    SearchDocument.objects.filter(pk=service.pk).delete()
    assert stale()
    rebuild()
    assert not stale()
    Service.objects.update(status=ServiceStatus.DRAFT)
    SearchDocument.objects.all().delete()
    assert not stale(), "a draft needs no document"


def test_a_rebuild_heals_and_tells_every_worker(monkeypatch):
    monkeypatch.setattr(index, "_BATCH", 2)
    services = [builders.service(f"Palvelu {number}") for number in range(5)]
    true = list(SearchDocument.objects.order_by("pk").values())
    SearchDocument.objects.filter(pk=services[0].pk).delete()
    SearchDocument.objects.filter(pk=services[1].pk).update(digest=1, names="{}", facets="")
    draft = builders.service("Luonnos")
    Service.objects.filter(pk=draft.pk).update(status=ServiceStatus.DRAFT)
    before, told = DirectoryState.objects.get().version, []
    assert rebuild(lambda done, total: told.append((done, total))) == 5
    assert told == [(2, 5), (4, 5), (5, 5)]
    assert list(SearchDocument.objects.order_by("pk").values()) == true
    assert DirectoryState.objects.get().version > before


def command(**options) -> str:
    out = StringIO()
    call_command("rebuild_search", stdout=out, **options)
    return out.getvalue()


def test_the_command_tells_its_progress_and_what_the_index_is_made_by(monkeypatch):
    monkeypatch.setattr(index, "_BATCH", 1)
    builders.service(), builders.service()
    SearchDocument.objects.all().delete()
    lines = command().splitlines()
    assert lines[:2] == ["1 of 2 services (50 %)", "2 of 2 services (100 %)"]
    assert lines[2] == f"The search index holds 2 services, made by {documents.made_by()}."
    assert SearchDocument.objects.count() == 2


def test_the_command_on_an_empty_directory():
    assert "holds 0 services" in command()


def test_the_command_may_spare_itself_the_work():
    builders.service()
    version = DirectoryState.objects.get().version
    assert "as it should be" in command(if_stale=True)
    assert DirectoryState.objects.get().version == version
    SearchDocument.objects.update(analyser="pyvoikko 0 / 0")
    assert "holds 1 services" in command(if_stale=True)
    assert not stale()


def openings(clock: str) -> list[dict]:
    hours = [{"dayFrom": "Monday", "dayTo": "Friday", "from": clock, "to": "15:00"}]
    return [{"serviceHourType": "DaysOfTheWeek", "openingHour": hours}]


def test_an_import_that_changes_only_a_channel_changes_the_documents_of_its_services():
    channel = {"phoneNumbers": [ptv.phone("401234567")]}
    bring(ptv.organisation(), ptv.channel(serviceHours=openings("09:00"), **channel), ptv.service(serviceChannels=uses("kanava")))
    before = SearchDocument.objects.get()
    bring(ptv.channel(serviceHours=openings("10:00"), **channel))
    after = SearchDocument.objects.get()
    assert "09:00" in before.hours
    assert "10:00" in after.hours
    assert after.digest != before.digest


def test_a_service_that_vanished_from_its_source_is_found_no_more():
    bring(ptv.organisation(), ptv.service())
    assert builders.found("uraohjaus") == ["uraohjaus"]
    bring(ptv.organisation(), complete=True, vanishing_share=1)
    assert Service.objects.get().status == ServiceStatus.ARCHIVED
    assert builders.found("uraohjaus") == []
    assert not SearchDocument.objects.exists()


def test_a_new_name_of_any_provider_is_found():
    producer = ptv.organisation("Kainuun opisto", "tuottaja")
    roles = [ptv.responsible(), ptv.responsible("Kainuun opisto", "tuottaja", role="Producer")]
    bring(ptv.organisation(), producer, ptv.service(organizations=roles))
    assert builders.found("tähtilaakso") == []
    bring(ptv.organisation("Tähtilaakson opisto", "tuottaja"))
    assert builders.found("tähtilaakso") == ["uraohjaus"]
