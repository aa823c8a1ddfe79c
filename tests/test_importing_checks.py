"""Records no row can hold are refused by id before the database has to refuse the whole import."""

from dataclasses import replace
from datetime import date, time

import pytest

from network.models import Organisation
from services.exchange.neutral import (
    ChannelRecord,
    Connection,
    Contact,
    FormerName,
    Hours,
    OrganisationRecord,
    PlaceRecord,
    Provider,
    ServiceRecord,
    TermRef,
)
from services.importing import import_records
from services.models import Channel, Service
from tests.ptv_payloads import TESTER

ORGANISATION = OrganisationRecord(foreign_id="o", names={"fi": "Toimija"})
PLACE = PlaceRecord(foreign_id="p", organisation="o", names={"fi": "Paikka"})
CHANNEL = ChannelRecord(foreign_id="c", organisation="o", kind="phone", names={"fi": "Puhelin"})
SERVICE = ServiceRecord(foreign_id="s", organisation="o", names={"fi": "Palvelu"})
DAY = date(2026, 3, 1)
pytestmark = pytest.mark.django_db


def bring(*records):
    return import_records(records, source="sheet", by=TESTER, write=True)


def service(**fields) -> ServiceRecord:
    return replace(SERVICE, **fields)


def channel(**fields) -> ChannelRecord:
    return replace(CHANNEL, **fields)


def hours(**fields) -> ChannelRecord:
    return channel(hours=(Hours(**fields),))


@pytest.mark.parametrize(
    "record",
    [
        replace(ORGANISATION, foreign_id="x", names={}),
        replace(ORGANISATION, foreign_id="x", kind="circus"),
        replace(ORGANISATION, foreign_id="x", network_role="boss"),
        replace(ORGANISATION, foreign_id="x", email="no address"),
        replace(ORGANISATION, foreign_id="x", ended_on=DAY, network_role="provider"),
        replace(ORGANISATION, foreign_id="x", successors=("o",)),
        replace(
            ORGANISATION, foreign_id="x", former_names=(FormerName(names={"fi": "V"}, valid_from=DAY, valid_to=date(2020, 1, 1)),)
        ),
        replace(ORGANISATION, foreign_id="x", former_names=(FormerName(names={"fi": "V"}, valid_from=None, valid_to=DAY),) * 2),
        replace(PLACE, latitude=64.2),
        replace(PLACE, latitude=27.7, longitude=64.2),
        replace(PLACE, postal_code="871000"),
        replace(PLACE, organisation="nobody"),
        channel(kind="pigeon"),
        channel(kind="place"),
        channel(place=PLACE),
        channel(status="secret"),
        channel(organisation="nobody"),
        channel(contacts=(Contact(kind="phone", value="ei numeroa"),)),
        channel(contacts=(Contact(kind="web", value="javascript:x"),)),
        channel(contacts=(Contact(kind="telex", value="1234"),)),
        channel(contacts=(Contact(kind="phone", value="116117", charge="a lot"),)),
        hours(),
        hours(kind="daily", closed=True),
        hours(weekday=7, opens=time(9), closes=time(15)),
        hours(weekday=1, opens=time(9)),
        hours(opens=time(9), closes=time(15)),
        hours(kind="exception", closed=True),
        hours(closed=True, date_from=DAY, date_to=date(2025, 1, 1)),
        service(foreign_id="x" * 121),
        service(names={"fi": ""}),
        service(organisation="nobody"),
        service(kind="magic"),
        service(charge="a lot"),
        service(area_kind="moon"),
        service(capacity="some"),
        service(status="secret"),
        service(for_individuals=False),
        service(for_individuals=False, for_employers=False),
        service(min_age=30, max_age=20),
        service(min_age=-1),
        service(min_age=100_000),
        service(response_days=3),
        service(response_days=3, takes_referrals=False),
        service(terms=(TermRef(scheme="opinraitti_topic", code="ei-ole"),)),
        service(terms=(TermRef(scheme="own", code="x"),)),
        service(providers=(Provider(organisation="o", role="boss"),)),
        service(connections=(Connection(channel="c", charge="a lot"),)),
        service(connections=(Connection(channel="c", hours=(Hours(),)),)),
        service(summaries={"fi": "a\x00"}),
        channel(descriptions={"fi": "\ud800"}),
    ],
)
def test_a_record_that_cannot_be_is_refused_and_the_rest_comes_in(record):
    good = replace(CHANNEL, foreign_id="good"), replace(SERVICE, foreign_id="good")
    report = bring(ORGANISATION, record, *good)
    assert [refusal.foreign_id for refusal in report.refused] == [record.foreign_id]
    assert report.refused[0].reason
    assert {("channel", "good"), ("service", "good")} <= {(change.kind, change.foreign_id) for change in report.of("added")}


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (service(min_age=18), service(max_age=15)),
        (service(takes_referrals=True, response_days=3), service(takes_referrals=False)),
        (service(for_individuals=False, for_employers=True), service(for_employers=False)),
    ],
    ids=["ages", "promise", "audience"],
)
def test_a_change_that_would_not_fit_the_row_is_refused_and_the_row_stays(first, then):
    bring(ORGANISATION, first)
    before = Service.objects.values().get()
    assert [refusal.foreign_id for refusal in bring(then).refused] == ["s"]
    assert Service.objects.values().get() == before


def test_a_parent_that_was_refused_is_found_when_it_comes_whole():
    child, parent = replace(ORGANISATION, parent="p"), replace(ORGANISATION, foreign_id="p", names={"fi": "Kuntayhtymä"})
    bring(child, replace(parent, kind="circus"))
    assert Organisation.objects.get().parent is None
    bring(child, parent)
    assert str(Organisation.objects.get(sources__foreign_id="o").parent) == "Kuntayhtymä"


def test_an_over_long_contact_is_left_out_with_a_note_and_no_value():
    address = "https://kuhmo.example/" + "a" * 1000
    report = bring(ORGANISATION, channel(contacts=(Contact(kind="web", value=address), Contact(kind="phone", value="116117"))))
    assert [contact.value for contact in Channel.objects.get().contacts.all()] == ["116117"]
    assert [note.text for note in report.notes] == ["a contact longer than 1000 characters was left out"]


def test_a_business_id_with_a_wrong_check_digit_is_left_out_with_a_note():
    report = bring(replace(ORGANISATION, business_id="0000100-4"))
    assert [note.text for note in report.notes] == ["the business id is not valid and was left out"]


def test_what_the_source_does_not_speak_of_is_left_alone():
    bring(ORGANISATION, service(capacity="open", drop_in=True, general_descriptions={"fi": "Yhteinen"}, summaries={"fi": "A"}))
    bring(service(capacity=None, drop_in=None, general_descriptions=None, summaries={}))
    row = Service.objects.get()
    assert (row.capacity, row.drop_in, str(row.general_description), str(row.summary)) == ("open", True, "Yhteinen", "")


def test_an_address_that_moved_without_coordinates_does_not_keep_the_old_point():
    place = replace(PLACE, street={"fi": "Kauppakatu 1"}, latitude=64.2, longitude=27.7)
    bring(ORGANISATION, place)
    report = bring(replace(place, street={"fi": "Koulukatu 2"}, latitude=None, longitude=None))
    assert [change.fields for change in report.of("changed")] == [("latitude", "longitude", "street")]
