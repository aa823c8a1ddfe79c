"""What belongs together is tied in the database, with a message a person can read."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from network.models import Area, Municipality, Organisation, ServicePoint, Succession, User
from network.models.organisation import valid_business_id
from opinraitti.lib.phone import is_dialable, readable
from services.models import Channel, ContactPoint, FrontDoor, OpeningHours, Service, SourceRecord
from tests import builders

pytestmark = pytest.mark.django_db


def refused(row) -> str:
    """The message of the rule that refuses the row; the database must refuse it as well."""
    with pytest.raises(ValidationError) as complaint:
        row.validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    return " ".join(complaint.value.messages)


def broken_rows():
    owner = builders.organisation()
    channel = builders.channel(builders.service(organisation=owner), hours=False)
    service = {"slug": "x", "name": {"fi": "X"}, "organisation": owner}
    return {
        "kumpaakaan": ServicePoint(organisation=owner, name={"fi": "X"}, latitude=64.1),
        "vaihtuneet": ServicePoint(organisation=owner, name={"fi": "X"}, latitude=27.7, longitude=64.2),
        "Alaikäraja": Service(**service, min_age=30, max_age=20),
        "henkilöille, työnantajille": Service(**service, for_individuals=False),
        "arkistointiaika": Service(**service, status="archived"),
        "julkaisuaika": Service(**service, status="published"),
        "ottaa vastaan ohjauspyyntöjä": Service(**service, response_days=3),
        "oltava palvelupaikka": Channel(organisation=owner, kind="place", name={"fi": "X"}),
        "sulkeutumisaika": OpeningHours(channel=channel, weekday=1, opens=time(9)),
        "yhteen kanavaan": OpeningHours(weekday=1, opens=time(9), closes=time(15)),
        "Valitse viikonpäivä": OpeningHours(channel=channel, opens=time(9), closes=time(15)),
        "oltava päivä": OpeningHours(channel=channel, kind="exception", closed=True),
        "että on suljettu": OpeningHours(channel=channel, weekday=1),
        "entinen toimija": Organisation(slug="x", name={"fi": "X"}, network_role="provider", ended_on=date(2024, 12, 31)),
        "oma seuraajansa": Succession(predecessor=owner, successor=owner, on=date(2025, 1, 1)),
        "Alkupäivä": Area(sort="region", code="x", name={"fi": "X"}, valid_from=date(2026, 1, 1), valid_to=date(2025, 1, 1)),
        "vain yksi": FrontDoor(pk=2, name={"fi": "X"}, phone="116117"),
        "puhelinnumero tai sähköposti": FrontDoor(pk=1, name={"fi": "X"}),
        "yhteen kohteeseen": SourceRecord(source="x", foreign_id="x", target_kind="service", seen_at=timezone.now()),
        "Yhteystieto puuttuu": ContactPoint(channel=channel, kind="phone", value=""),
    }


def test_every_rule_refuses_with_a_message_and_in_the_database():
    for words, row in broken_rows().items():
        assert words in refused(row), words


def test_an_email_is_one_person_whatever_its_case():
    User.objects.create_user("opo@koulu.example")
    with pytest.raises(ValidationError, match="käyttäjätili"):
        User(email="OPO@koulu.example").validate_constraints()


@pytest.mark.parametrize(
    ("value", "valid"), [("0214958-9", True), ("0214958-8", False), ("214958-9", False), ("", False), ("äöå", False)]
)
def test_a_business_id_has_a_check_digit(value, valid):
    assert valid_business_id(value) is valid


@pytest.mark.parametrize(
    ("kind", "value", "accepted"),
    [
        ("phone", "+358401234567", True),
        ("phone", "116117", True),
        ("phone", "08 xxx xx12", True),
        ("phone", "soita meille", False),
        ("web", "https://www.kao.fi/", True),
        ("web", "javascript:alert(1)", False),
        ("email", "neuvo@opinraitti.example", True),
        ("email", "neuvo", False),
    ],
)
def test_a_contact_is_what_it_says(kind, value, accepted):
    contact = ContactPoint(kind=kind, value=value)
    if accepted:
        contact.clean()
    else:
        with pytest.raises(ValidationError):
            contact.clean()


def test_four_areas_are_four_sets_and_change_in_time():
    kainuu_2015 = Area.objects.on(date(2015, 6, 1)).get(sort="region", code="18")
    kainuu = Area.objects.on(date(2026, 6, 1)).get(sort="region", code="18")
    employment = Area.objects.on(date(2026, 6, 1)).get(sort="employment_area")
    assert kainuu_2015.municipalities.count() == 9
    assert kainuu.municipalities.count() == 8
    assert set(employment.municipalities.values_list("slug", flat=True)) - set(
        kainuu.municipalities.values_list("slug", flat=True)
    ) == {"kuusamo", "taivalkoski"}
    assert not Area.objects.on(date(2024, 12, 31)).filter(sort="employment_area").exists()


def test_a_municipality_that_merged_away_is_not_current():
    assert Municipality.objects.current(date(2026, 1, 1)).count() == 308
    assert Municipality.objects.current(date(2024, 6, 1)).count() == 309


@pytest.mark.parametrize(
    ("value", "shown", "rings"),
    [
        ("+358401234567", "040 1234567", True),
        ("+46812345678", "+46 8 123 456 78", True),
        ("116117", "116117", True),
        ("08 xxx xx12", "08 xxx xx12", False),
        ("+999", "+999", True),
    ],
)
def test_a_number_is_grouped_for_reading(value, shown, rings):
    assert readable(value) == shown
    assert is_dialable(value) is rings
