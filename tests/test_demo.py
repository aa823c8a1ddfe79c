"""The Kainuu demo network: large and varied enough, honest about what is not certain, and seeded once."""

import re
from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from network.models import Municipality, Organisation, ServicePoint
from opinraitti.demo.seeding import SOURCE
from opinraitti.lib.text import values
from opinraitti.models import AuditEvent
from services.enums import ChannelKind, ServiceKind, TermScheme
from services.models import Channel, ContactPoint, FrontDoor, Responsibility, Service, Term
from tests.builders import found

pytestmark = pytest.mark.django_db
AREA = {
    "hyrynsalmi", "kajaani", "kuhmo", "paltamo", "puolanka", "ristijarvi", "sotkamo", "suomussalmi", "kuusamo", "taivalkoski",
}  # fmt: skip


@pytest.fixture(scope="module")
def network(django_db_setup, django_db_blocker):
    """The demo network, seeded once for all tests of this file and taken away after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("seed_demo")
        yield
        transaction.set_rollback(True)


def in_languages(service) -> set[str]:
    """The languages in which a person can read the whole of the service."""
    return set.intersection(*(set(values(getattr(service, field))) for field in ("summary", "description", "for_whom", "how_to")))


def test_the_network_has_its_size_and_variety(network):
    services = list(Service.objects.public().prefetch_related("terms"))
    assert Organisation.objects.count() >= 25
    assert ServicePoint.objects.count() >= 40
    assert len(services) >= 70
    assert set(Municipality.objects.filter(service_points__isnull=False).values_list("slug", flat=True)) == AREA
    assert set(Channel.objects.values_list("kind", flat=True)) == set(ChannelKind)
    assert {service.kind for service in services} >= set(ServiceKind) - {ServiceKind.OTHER}
    used = {term.code for service in services for term in service.terms.all() if term.scheme == TermScheme.SITUATION}
    assert used == set(Term.objects.filter(scheme=TermScheme.SITUATION).values_list("code", flat=True))


def test_services_speak_the_promised_languages(network):
    told = Counter(language for service in Service.objects.public() for language in in_languages(service))
    both = [service for service in Service.objects.public() if {"sv", "en"} <= in_languages(service)]
    assert told["fi"] == Service.objects.public().count()
    assert len(both) >= 25
    assert told["fi-simple"] >= 15
    assert not Service.objects.exclude(easy_finnish_checked_on=None).exists()


def test_the_past_leads_to_the_present(network):
    office = Organisation.objects.get(sources__source=SOURCE, sources__foreign_id="te-toimisto")
    (succession,) = office.successions_out.all()
    assert str(succession.successor.name) == "Kainuu-Koillismaan työllisyysalue"
    assert Service.objects.get(slug=found("te-toimisto")[0]).organisation == succession.successor


def test_no_invented_number_rings_and_no_invented_mail_arrives(network):
    phones = ContactPoint.objects.filter(kind__in=["phone", "sms", "fax"]).values_list("value", flat=True)
    phones = [*phones, *Organisation.objects.exclude(phone="").values_list("phone", flat=True), FrontDoor.objects.get().phone]
    assert [number for number in phones if "x" not in number and number not in ("112", "116117")] == []
    mails = ContactPoint.objects.filter(kind="email").values_list("value", flat=True)
    mails = [*mails, *Organisation.objects.exclude(email="").values_list("email", flat=True), FrontDoor.objects.get().email]
    assert [mail for mail in mails if not re.search(r"\.example$", mail)] == []


def test_the_responsibility_map_covers_every_stage(network):
    rows = Responsibility.objects.select_related("start_service")
    assert rows.count() >= 30
    assert len(set(rows.values_list("stage", flat=True))) == 8
    assert all(row.start_service is None or row.start_service.status == "published" for row in rows)


def test_seeding_again_keeps_what_was_changed(network):
    service = Service.objects.public().first()
    Service.objects.filter(pk=service.pk).update(name={"fi": "Muutettu nimi"})
    counts = Service.objects.count(), AuditEvent.objects.count(), Responsibility.objects.count()
    call_command("seed_demo")
    service.refresh_from_db()
    assert str(service.name) == "Muutettu nimi"
    assert counts == (Service.objects.count(), AuditEvent.objects.count(), Responsibility.objects.count())


def test_every_change_has_an_actor(network):
    assert set(AuditEvent.objects.values_list("actor", flat=True)) == {"system:seed_demo"}
    assert AuditEvent.objects.filter(subject_type="services.service").count() == Service.objects.count()


def test_production_refuses_demo_data(settings):
    settings.PRODUCTION = True
    before = Service.objects.count()
    with pytest.raises(CommandError, match="never goes to production"):
        call_command("seed_demo")
    assert Service.objects.count() == before


def test_every_page_of_a_demo_says_so_and_stays_out_of_search_engines(client, settings):
    settings.DEMO = True
    response = client.get("/")
    assert "kokeiluportaali" in response.content.decode()
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert "Disallow: /" in client.get("/robots.txt").content.decode()
