"""What an import does to the directory: adds, changes, archives, traces; all or nothing."""

from datetime import UTC, datetime

import pytest

from network.models import Organisation
from opinraitti.lib.text import values
from opinraitti.models import AuditEvent
from services.importing import ImportRefused, application
from services.models import (
    Channel,
    ContactPoint,
    DirectoryState,
    Language,
    OpeningHours,
    SearchDocument,
    Service,
    SourceRecord,
    Term,
)
from tests import ptv_payloads as ptv
from tests.builders import found
from tests.ptv_payloads import bring, guid, said, uses

pytestmark = pytest.mark.django_db


def test_a_dry_run_tells_the_same_as_the_writing_and_writes_nothing():
    payloads = [ptv.service(), ptv.channel(), ptv.organisation()]
    told = bring(*payloads, write=False)
    assert (Service.objects.count(), Organisation.objects.count(), SourceRecord.objects.count()) == (0, 0, 0)
    assert told.changes == bring(*payloads).changes


def test_an_organisation_known_by_name_is_made_and_completed_once():
    bring(ptv.service())
    assert values(Organisation.objects.get().name) == {"fi": "Kuhmon kaupunki"}
    full = ptv.organisation(organizationNames=[said("Kuhmon kaupunki", type="Name"), said("Kuhmo stad", "sv", type="Name")])
    completed = bring(full, ptv.service())
    again = bring(ptv.service())
    assert [(change.kind, change.fields) for change in completed.of("changed")] == [("organisation", ("kind", "name"))]
    assert (again.count("changed"), values(Organisation.objects.get().name)["sv"]) == (0, "Kuhmo stad")


def test_every_column_of_an_organisation_can_change():
    bring(ptv.organisation(businessCode="0000100-3", municipality={"code": "290"}))
    report = bring(ptv.organisation(businessCode=None, municipality={"code": "205"}, emails=[said("uusi@kuhmo.example")]))
    assert [change.fields for change in report.of("changed")] == [("business_id", "email", "municipality_id")]
    row = Organisation.objects.get()
    assert (row.business_id, row.email, row.municipality_id) == ("", "uusi@kuhmo.example", "205")


def test_a_service_is_published_when_the_source_says_and_not_later():
    bring(ptv.service(modified="2025-05-01T12:00:00Z"))
    bring(ptv.service("Toinen nimi", modified="2026-05-01T12:00:00Z"))
    assert Service.objects.get().published_at == datetime(2025, 5, 1, 12, tzinfo=UTC)
    assert SourceRecord.objects.get(target_kind="service").modified == datetime(2026, 5, 1, 12, tzinfo=UTC)


def test_a_change_is_told_by_field_traced_and_found_by_search():
    bring(ptv.service())
    version = DirectoryState.objects.get().version
    report = bring(ptv.service("Työvalmennus", serviceChargeType="Free"))
    assert [change.fields for change in report.of("changed")] == [("charge", "name")]
    event = AuditEvent.objects.get(action="import.changed")
    assert (event.actor, event.subject_type, event.details) == (
        "system:tests",
        "services.service",
        {"source": "ptv", "fields": ["charge", "name"]},
    )
    assert found("työvalmennus") == ["uraohjaus"]
    assert (Service.objects.get().slug, DirectoryState.objects.get().version) == ("uraohjaus", version + 1)


def test_a_new_name_of_the_organisation_is_found_in_its_services():
    bring(ptv.organisation(), ptv.service())
    bring(ptv.organisation("Kuhmon seudun opisto"))
    assert found("kuhmon seudun opisto") == ["uraohjaus"]


def test_a_new_time_stamp_alone_is_no_change():
    bring(ptv.service())
    report = bring(ptv.service(modified="2026-09-09T09:09:09Z"))
    assert (report.count("changed"), AuditEvent.objects.filter(action="import.changed").count()) == (0, 0)


def test_contacts_hours_and_languages_follow_the_source():
    openings = [{"dayFrom": "Monday", "dayTo": "Friday", "from": "09:00", "to": "15:00"}]
    hours = [{"serviceHourType": "DaysOfTheWeek", "openingHour": openings}]
    bring(ptv.organisation(), ptv.channel(phoneNumbers=[ptv.phone("401234567")], serviceHours=hours, languages=["fi", "sv"]))
    report = bring(ptv.channel(phoneNumbers=[ptv.phone("861234567"), ptv.phone("401234567")], languages=["xx"]))
    assert [change.fields for change in report.of("changed")] == [("contacts", "hours", "languages")]
    assert list(ContactPoint.objects.values_list("value", flat=True)) == ["+358861234567", "+358401234567"]
    assert (OpeningHours.objects.count(), list(Channel.objects.get().languages.values_list("code", flat=True))) == (0, ["xx"])
    assert Language.objects.filter(code="xx").exists()
    assert [note.text for note in report.notes] == ["language xx is new and was added"]


def test_own_hours_of_a_connection_are_kept_and_change():
    opening = {"dayFrom": "Monday", "dayTo": "", "from": "09:00", "to": "12:00"}
    connection = uses("kanava")[0] | {"serviceHours": [{"serviceHourType": "DaysOfTheWeek", "openingHour": [opening]}]}
    bring(ptv.organisation(), ptv.channel(), ptv.service(serviceChannels=[connection]))
    assert OpeningHours.objects.get().connection.service == Service.objects.get()
    report = bring(ptv.service(serviceChannels=uses("kanava")))
    assert [change.fields for change in report.of("changed")] == [("connections",)]
    assert OpeningHours.objects.count() == 0


def test_a_channel_that_comes_later_is_connected_when_the_service_comes_again():
    first = bring(ptv.organisation(), ptv.service(serviceChannels=uses("kanava")))
    assert [note.text for note in first.notes] == ["a channel is not known: import it, and the service again"]
    second = bring(ptv.channel(), ptv.service(serviceChannels=uses("kanava")))
    assert [(change.kind, change.fields) for change in second.of("changed")] == [("service", ("connections",))]
    assert Service.objects.get().channels.count() == 1


def test_a_channel_whose_organisation_nobody_knows_is_refused():
    report = bring(ptv.channel("ServiceLocation", addresses=[ptv.street_address()]))
    assert [(refusal.kind, refusal.reason) for refusal in report.refused] == [
        ("channel", "its organisation is not known and not in the input")
    ]


def test_the_order_of_the_input_does_not_matter():
    payloads = [ptv.service(serviceChannels=uses("kanava")), ptv.channel(), ptv.organisation(parentOrganizationId=guid("emo"))]
    report = bring(*payloads, ptv.organisation("Kuntayhtymä", "emo"))
    assert report.count("added") == 4
    assert values(Organisation.objects.get(parent__isnull=False).parent.name) == {"fi": "Kuntayhtymä"}
    assert Service.objects.get().channels.count() == 1


def test_an_id_that_comes_twice_is_told_and_the_newer_is_taken():
    newer, older = ptv.service("Uusi"), ptv.service("Vanha", modified="2020-01-01T00:00:00Z")
    report = bring(newer, older)
    assert values(Service.objects.get().name) == {"fi": "Uusi"}
    assert [note.text for note in report.notes] == ["came twice with different contents; the newer one was taken"]


def test_what_is_older_than_what_is_here_is_told_and_changes_nothing():
    bring(ptv.service("Uusi"))
    old = ptv.service("Vanha", modified="2020-01-01T00:00:00Z")
    report = bring(old)
    assert values(Service.objects.get().name) == {"fi": "Uusi"}
    assert (report.count("changed"), report.count("unchanged", "service")) == (0, 1)
    assert [note.text for note in report.notes] == ["older than what is here, which stays"]
    bring(complete=True, vanishing_share=1.0)
    bring(old)
    assert (values(Service.objects.get().name), Service.objects.get().status) == ({"fi": "Vanha"}, "published"), "it came back"


def test_national_groups_bring_our_own_and_take_them_away_again():
    term = Term.objects.get(scheme="opinraitti_group", code="nuoret")
    bring(ptv.service(targetGroups=[{"code": "KR1.3"}]))
    assert term in Service.objects.get().terms.all()
    bring(ptv.service(targetGroups=[{"code": "KR1"}]))
    assert list(Service.objects.get().terms.values_list("code", flat=True)) == ["KR1"]


def test_areas_become_the_municipalities_of_today_and_unknown_codes_are_told():
    areas = [{"type": "Region", "code": "18"}, {"type": "Region", "code": "77"}]
    areas.append({"type": "Municipality", "municipalities": [{"code": "999"}, {"code": "305"}]})
    report = bring(ptv.service(areaType="LimitedType", areas=areas))
    codes = set(Service.objects.get().municipalities.values_list("code", flat=True))
    assert codes == {"105", "205", "290", "578", "620", "697", "765", "777", "305"}
    assert {note.text for note in report.notes} == {"municipality code 999 is not known", "area region 77 is not known"}


def test_a_failure_in_the_middle_leaves_nothing(monkeypatch):
    def fail():
        raise RuntimeError

    monkeypatch.setattr(application.directory_state, "touch", fail)
    with pytest.raises(RuntimeError):
        bring(ptv.service(), ptv.organisation())
    assert (Service.objects.count(), Organisation.objects.count(), AuditEvent.objects.count()) == (0, 0, 0)


def many(count: int) -> list[dict]:
    return [ptv.channel(key=f"kanava {number}") for number in range(count)]


def test_exactly_a_tenth_may_vanish_and_no_more():
    bring(ptv.organisation(), *many(10))
    report = bring(ptv.organisation(), *many(9), complete=True)
    assert (report.count("archived"), Channel.objects.filter(status="archived").count()) == (1, 1)
    with pytest.raises(ImportRefused, match=r"1 of 9 channels of ptv would vanish, more than 10%"):
        bring(ptv.organisation(), *many(8), complete=True)
    assert Channel.objects.filter(status="published").count() == 9


def test_what_vanished_before_does_not_count_again():
    bring(ptv.organisation(), *many(10))
    bring(ptv.organisation(), *many(9), complete=True)
    assert bring(ptv.organisation(), *many(9), complete=True).count("archived") == 0


def test_a_record_that_is_only_broken_has_not_vanished():
    bring(ptv.organisation(), ptv.service(), *many(1))
    broken = ptv.channel(key="kanava 0", serviceChannelNames=[])
    report = bring(ptv.organisation(), ptv.service(), broken, complete=True)
    assert (report.count("archived"), Channel.objects.filter(status="published").count()) == (0, 1)


def test_nothing_is_archived_when_something_could_not_be_told_apart():
    bring(ptv.organisation(), *many(20))
    report = bring(ptv.organisation(), ptv.channel(id=None), *many(19), complete=True)
    assert (report.count("archived"), report.notes[-1].text) == (0, "something had no id: nothing was archived")


def test_a_withdrawn_record_is_archived_by_a_complete_import_only():
    bring(ptv.organisation(), *many(20))
    withdrawn = [*many(19), ptv.channel(key="kanava 19", publishingStatus="Deleted")]
    assert bring(ptv.organisation(), *withdrawn).count("archived") == 0
    assert bring(ptv.organisation(), *withdrawn, complete=True).count("archived") == 1
    assert AuditEvent.objects.filter(action="import.archived", subject_type="services.channel").count() == 1


def test_another_source_is_not_touched_by_a_complete_import():
    bring(ptv.organisation(), *many(3), source="toinen")
    bring(ptv.organisation("Toinen", "muu"), complete=True)
    assert Channel.objects.filter(status="published").count() == 3


def test_slugs_of_many_equal_names_are_all_different():
    bring(*(ptv.service("Uraohjaus", key=f"palvelu {number}") for number in range(30)))
    assert len(set(Service.objects.values_list("slug", flat=True))) == 30


def test_new_hours_of_a_channel_are_seen_by_the_search():
    """Though the service itself has not changed."""
    payloads = [ptv.organisation(), ptv.service(serviceChannels=uses("kanava"))]
    opening = {"dayFrom": "Monday", "from": "09:00:00", "to": "12:00:00"}
    hours = [{"serviceHourType": "DaysOfTheWeek", "openingHour": [opening]}]
    bring(*payloads, ptv.channel())
    before = SearchDocument.objects.get().hours
    report = bring(ptv.channel(serviceHours=hours))
    assert [change.kind for change in report.of("changed")] == ["channel"]
    assert SearchDocument.objects.get().hours != before
