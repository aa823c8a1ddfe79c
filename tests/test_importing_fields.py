"""Every field a source can speak of reaches its column, changes with the source, and is then at rest."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, time

import pytest

from services.exchange.neutral import (
    AreaRef,
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
from services.models import SourceRecord
from tests.ptv_payloads import TESTER

DAY = date(2026, 3, 1)
TEXT = {"fi": "Uusi teksti", "sv": "Ny text"}
OTHERS = (
    OrganisationRecord(foreign_id="muu", names={"fi": "Muu toimija"}),
    PlaceRecord(foreign_id="muu", organisation="muu", names={"fi": "Muu paikka"}),
    ChannelRecord(foreign_id="muu", organisation="muu", kind="phone", names={"fi": "Muu puhelin"}),
)
ORGANISATION = OrganisationRecord(foreign_id="a", names={"fi": "Toimija"}, network_role="outside")
PLACE = PlaceRecord(foreign_id="a", organisation="a", names={"fi": "Paikka"})
CHANNEL = ChannelRecord(foreign_id="a", organisation="a", kind="phone", names={"fi": "Puhelin"})
VISIT = replace(CHANNEL, kind="place", place=PLACE)
SERVICE = ServiceRecord(
    foreign_id="a", organisation="a", names={"fi": "Palvelu"}, takes_referrals=True, for_individuals=True, for_employers=True
)
HOURS = (
    Hours(weekday=0, opens=time(9), closes=time(15), note=TEXT),
    Hours(weekday=4, opens=time(20), closes=time(2), closes_weekday=5, date_from=DAY),
    Hours(kind="exception", date_from=DAY, date_to=DAY, closed=True),
    Hours(by_appointment=True),
    Hours(always_open=True, date_to=DAY),
)
CONTACT = Contact(kind="phone", value="116117", language="sv", label=TEXT, charge="free", charge_info=TEXT)

ORGANISATION_FIELDS = {
    "names": TEXT, "kind": "association", "network_role": "partner", "business_id": "0000100-3", "parent": "muu",
    "municipality": "205", "descriptions": TEXT, "website": {"fi": "https://kuhmo.example"}, "email": "a@kuhmo.example",
    "phone": "08 xxx xx12", "name_since": DAY, "ended_on": DAY,
    "former_names": (FormerName(names=TEXT, valid_from=None, valid_to=DAY),),
}  # fmt: skip
PLACE_FIELDS = {
    "organisation": "muu", "names": TEXT, "street": TEXT, "postal_code": "87100", "post_office": TEXT, "municipality": "205",
    "accessibility": TEXT, "directions": TEXT,
}  # fmt: skip
CHANNEL_FIELDS = {
    "organisation": "muu", "kind": "chat", "names": TEXT, "descriptions": TEXT, "contacts": (CONTACT,), "hours": HOURS,
    "languages": ("sv", "en"), "needs_login": True, "open_on_holidays": True, "accessibility": TEXT, "status": "archived",
}  # fmt: skip
SERVICE_FIELDS = {
    "organisation": "muu", "names": TEXT, "alternative_names": TEXT, "summaries": TEXT, "descriptions": TEXT,
    "general_descriptions": TEXT, "for_whom": TEXT, "how_to": TEXT, "deadline": TEXT, "processing_time": TEXT,
    "validity": TEXT, "keywords": {"fi": ("opo", "ura")}, "charge": "free", "charge_info": TEXT, "kind": "guidance",
    "for_individuals": False, "for_employers": False, "terms": (TermRef(scheme="opinraitti_topic", code="uranvalinta"),),
    "languages": ("sv",), "area_kind": "mainland", "municipalities": ("205",), "areas": (AreaRef(sort="region", code="18"),),
    "laws": (("Laki", "https://finlex.example"),), "providers": (Provider(organisation="muu", role="producer"),),
    "connections": (Connection(channel="muu", descriptions=TEXT, charge="priced", hours=HOURS),),
    "min_age": 16, "max_age": 29, "no_appointment": True, "no_identification": False, "no_language_requirement": True,
    "drop_in": False, "may_bring_a_friend": True, "interpreter": False, "takes_referrals": False, "referral_must_tell": TEXT,
    "response_days": 3, "capacity": "queue", "checked_on": DAY, "easy_finnish_checked_on": DAY, "status": "archived",
}  # fmt: skip
CASES = [
    (record, name, value)
    for record, changes in (
        (ORGANISATION, ORGANISATION_FIELDS), (PLACE, PLACE_FIELDS), (CHANNEL, CHANNEL_FIELDS), (SERVICE, SERVICE_FIELDS),
    )
    for name, value in changes.items()
]  # fmt: skip


def bring(*records):
    report = import_records([*OTHERS, ORGANISATION, *records], source="sheet", by=TESTER, write=True)
    assert report.refused == []
    return [change for change in report.changes if change.outcome == "changed"]


@pytest.mark.django_db
@pytest.mark.parametrize(("record", "name", "value"), CASES, ids=[f"{type(case[0]).__name__}.{case[1]}" for case in CASES])
def test_a_field_changes_once_and_rests(record, name, value):
    changed = replace(record, **{name: value})
    bring(record)
    assert [(change.foreign_id, len(change.fields)) for change in bring(changed)] == [("a", 1)]
    assert bring(changed) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("record", "changes"),
    [
        (PLACE, {"latitude": 64.2, "longitude": 27.7}),
        (ORGANISATION, {"ended_on": DAY, "network_role": "former", "successors": ("muu",), "succession_note": TEXT}),
        (CHANNEL, {"kind": "place", "place": PLACE}),
        (VISIT, {"place": OTHERS[1]}),
    ],
    ids=["point", "succession", "becomes a place", "moves"],
)
def test_fields_that_belong_together_change_once_and_rest(record, changes):
    bring(record)
    assert {change.foreign_id for change in bring(replace(record, **changes))} == {"a"}
    assert bring(replace(record, **changes)) == []


def test_no_field_of_a_record_is_forgotten_here():
    together = {"foreign_id", "modified", "raw", "stub", "latitude", "longitude", "successors", "succession_note", "place"}
    given = {OrganisationRecord: ORGANISATION_FIELDS, PlaceRecord: PLACE_FIELDS, ChannelRecord: CHANNEL_FIELDS}
    for record, changes in (given | {ServiceRecord: SERVICE_FIELDS}).items():
        assert {field.name for field in fields(record)} - together == set(changes)


@pytest.mark.django_db
def test_the_moment_of_the_source_is_kept_without_counting_as_a_change():
    bring(SERVICE)
    assert bring(replace(SERVICE, modified=datetime(2026, 1, 1, tzinfo=UTC))) == []
    assert SourceRecord.objects.get(target_kind="service").modified == datetime(2026, 1, 1, tzinfo=UTC)
