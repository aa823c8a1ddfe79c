"""Files, folders and lines become payloads; what cannot be read is told, and the rest goes on."""

import json
import subprocess
import sys

import pytest
from django.conf import settings

from services.exchange.ptv.v11.batch import is_wanted, records_of
from services.exchange.reading import read_document, read_path
from tests import ptv_payloads as ptv
from tests.ptv_payloads import guid, read, said


def dumped(value) -> bytes:
    return json.dumps(value).encode()


@pytest.mark.parametrize(
    "content",
    [
        dumped(ptv.service()),
        dumped([ptv.service()]),
        dumped({"pageNumber": 1, "pageCount": 1, "itemList": [ptv.service()]}),
        dumped(ptv.service()) + b"\n\n",
        b"\xef\xbb\xbf" + dumped(ptv.service()),
    ],
    ids=["object", "list", "page", "line", "byte order mark"],
)
def test_a_payload_is_found_in_every_shape(content):
    assert [payload.data["id"] for payload in read_document(content, "x.json").payloads] == [guid("palvelu")]


def test_json_lines_are_read_under_any_name_and_keep_their_numbers():
    content = dumped(ptv.service()) + b"\n{broken\n" + dumped(ptv.channel())
    reading = read_document(content, "data.json")
    assert [payload.origin for payload in reading.payloads] == ["data.json:1", "data.json:3"]
    assert [(refusal.origin, refusal.foreign_id) for refusal in reading.unreadable] == [("data.json:2", "")]


@pytest.mark.parametrize("line", [b"\xff\xfe", b"[" * 100_000, b'{"a": NaN}', b'{"a": 1e999}', b"9" * 5000, b'"text"', b"[1]"])
def test_a_line_that_is_no_object_is_told_and_the_rest_goes_on(line):
    reading = read_document(line + b"\n" + dumped(ptv.service()), "x.jsonl")
    assert (len(reading.payloads), len(reading.unreadable)) == (1, 1)


def test_nul_and_half_characters_do_not_reach_the_database():
    reading = read_document(rb'{"id": "1\u0000", "raw": ["a\ud800b", {"k\u0000": 1}]}', "x.json")
    assert reading.payloads[0].data == {"id": "1", "raw": ["ab", {"k": 1}]}


def test_a_folder_is_read_with_its_folders_and_other_files_are_listed(tmp_path):
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "service.json").write_bytes(dumped(ptv.service()))
    (tmp_path / "hours.json").write_bytes(dumped([{"serviceHourType": "Standard"}]))
    (tmp_path / "schema.json").write_bytes(dumped({"$defs": {}}))
    (tmp_path / "readme.md").write_text("x")
    (tmp_path / "broken.json").write_text("{")
    reading = read_path(tmp_path, is_wanted)
    assert [payload.origin for payload in reading.payloads] == ["inner/service.json"]
    assert [file.name for file in reading.skipped] == ["broken.json", "hours.json", "readme.md", "schema.json"]
    assert [refusal.origin for refusal in reading.unreadable] == ["broken.json"]


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        (ptv.service(id=None), "the id is missing"),
        (ptv.service(id="x" * 121), "id is longer than 120 characters"),
        (ptv.service(id=5), "id is not a text"),
        (ptv.service(type="PermitOrObligation"), "the type is PermitOrObligation: only services are taken"),
        (ptv.service(type=None), "the type is missing: only services are taken"),
        (ptv.service(publishingStatus="Deleted"), "publishingStatus is Deleted, not Published"),
        (ptv.service(publishingStatus="Draft"), "publishingStatus is Draft, not Published"),
        (ptv.service(publishingStatus="Modified"), "publishingStatus is Modified, not Published"),
        (ptv.service(publishingStatus=None), "publishingStatus is missing, not Published"),
        (ptv.service(serviceNames="Ohjaus"), "serviceNames is not a list of objects"),
        (ptv.service(serviceNames=[]), "there is no name"),
        (ptv.service(serviceNames=[said(7, type="Name")]), "serviceNames holds a value that is not a text"),
        (ptv.service(serviceNames=[{"type": "Name", "value": "x"}]), "a text has no language"),
        (ptv.service(organizations=[]), "no responsible organisation is named"),
        (ptv.service(languages={"fi": 1}), "languages is not a list of codes"),
        (ptv.service(modified="yesterday"), "modified is not a time"),
        (ptv.service(serviceChannels=[{"serviceChannel": {}}]), "a connection names no channel"),
        (ptv.channel("Carrier pigeon"), "the channel type is Carrier pigeon"),
        (ptv.channel(organizationId=None), "no organisation is named"),
        (ptv.channel(requiresAuthentication="yes"), "requiresAuthentication is neither true nor false"),
        (ptv.organisation(municipality="Kuhmo"), "municipality is not an object"),
        ({"id": "1", "something": "else"}, "neither a service, a channel nor an organisation"),
    ],
)
def test_a_bad_record_is_refused_with_a_reason_and_stops_no_other(payload, reason):
    batch = read(payload, ptv.service(key="toinen"))
    assert [refusal.reason for refusal in batch.refused] == [reason]
    assert guid("toinen") in [record.foreign_id for record in batch.records]


@pytest.mark.parametrize(("status", "still_there"), [("Deleted", False), ("Draft", False), ("Modified", True), (None, True)])
def test_only_a_withdrawn_record_counts_as_gone(status, still_there):
    assert read(ptv.service(publishingStatus=status)).refused[0].still_there is still_there


def test_times_nobody_has_set_and_times_without_a_zone_are_understood():
    unset, naive = read(ptv.service(modified="0001-01-01T00:00:00")), read(ptv.service(modified="2017-10-31T08:15:43.5156271"))
    assert unset.records[0].modified is None
    assert naive.records[0].modified.isoformat() == "2017-10-31T08:15:43.515627+00:00"


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ([], (None, None)),
        (["KR1.3"], (True, False)),
        (["KR2.6"], (False, True)),
        (["KR2.8"], (True, False)),
        (["KR1", "KR2"], (True, True)),
        (["KR3"], (None, None)),
    ],
)
def test_target_groups_tell_for_whom_a_service_is(groups, expected):
    record = read(ptv.service(targetGroups=[{"code": code} for code in groups])).records[0]
    assert (record.for_individuals, record.for_employers) == expected


@pytest.mark.parametrize(
    ("classes", "expected"),
    [
        (["P6.4"], "guidance"),
        (["P6.6", "P6.4", "P4.8"], "guidance"),
        (["P6.10", "P22.3"], "training"),
        (["P6.6", "P4.8"], None),
        (["P5.1"], None),
        ([], None),
    ],
)
def test_classes_tell_the_kind_only_when_they_are_clear(classes, expected):
    assert read(ptv.service(serviceClasses=[{"code": code} for code in classes])).records[0].kind == expected


def test_regions_keep_their_code_and_listed_municipalities_go_before_it():
    areas = [
        {"type": "Region", "code": "18", "municipalities": []},
        {"type": "WellbeingServiceCounties", "code": "20"},
        {"type": "Region", "code": "17", "municipalities": [{"code": "564"}]},
        {"type": "HospitalDistrict", "code": "19"},
    ]
    batch = read(ptv.service(areaType="LimitedType", areas=areas))
    found = [(area.sort, area.code) for area in batch.records[0].areas]
    assert (found, batch.records[0].municipalities) == ([("region", "18"), ("wellbeing_county", "20")], ("564",))
    assert [note.text for note in batch.notes] == ["an area of the kind “HospitalDistrict” was left out"]


def test_a_form_tells_where_it_is_returned_and_an_attachment_becomes_a_contact():
    delivery = {
        "receiver": [said("Opintotoimisto")],
        "subType": "PostOfficeBox",
        "postOfficeBoxAddress": ptv.post_office_box()["postOfficeBoxAddress"],
    }
    forms = [said("https://kuhmo.example/lomake.pdf", type="PDF")]
    attachments = [{"url": "https://kuhmo.example/ohje.pdf", "name": "Ohje", "language": "fi", "type": "Attachment"}]
    record = read(ptv.channel("PrintableForm", channelUrls=forms, attachments=attachments, deliveryAddresses=[delivery])).records[
        0
    ]
    assert record.descriptions == {"fi": "Palautusosoite:\nOpintotoimisto\nPL 1\n87101 KAJAANI"}
    assert [(one.kind, one.label) for one in record.contacts] == [("form", {}), ("web", {"fi": "Ohje"})]


def test_laws_providers_keywords_and_connections_are_kept():
    law = {"names": [said("Laki x", "sv"), said("Laki y")], "webPages": [{"url": "https://finlex.example/1", "language": "fi"}]}
    organisations = [ptv.responsible(), ptv.responsible(role="Producer"), ptv.responsible("Opisto", "opisto", "Producer")]
    organisations += [ptv.responsible("Liitto", "liitto", "OtherResponsible"), {"organization": None, "roleType": "Producer"}]
    connection = {
        "serviceChannel": {"id": guid("kanava")},
        "serviceChargeType": "Free",
        "description": [said("Kysy.", type="Description")],
    }
    payload = ptv.service(
        legislation=[law],
        organizations=organisations,
        serviceChannels=[connection],
        keywords=[said("opo"), said("opo"), said("ura")],
    )
    record = read(payload).records[0]
    assert record.laws == (("Laki y", "https://finlex.example/1"),)
    assert {(one.organisation, one.role) for one in record.providers} == {
        (guid("opisto"), "producer"),
        (guid("liitto"), "co_responsible"),
    }
    assert record.keywords == {"fi": ("opo", "ura")}
    assert [(one.channel, one.charge, one.descriptions) for one in record.connections] == [
        (guid("kanava"), "free", {"fi": "Kysy."})
    ]


def test_the_mapping_needs_no_settings_and_no_database():
    program = "import json, sys; from services.exchange.ptv.v11.batch import records_of; "
    program += "from services.exchange.reading import read_document; "
    program += "print(len(records_of(read_document(sys.stdin.buffer.read(), 'x.json').payloads).records))"
    found = subprocess.run(
        [sys.executable, "-c", program],
        input=dumped([ptv.service(), ptv.channel(), ptv.organisation()]),
        env={"PYTHONPATH": str(settings.BASE_DIR)},
        capture_output=True,
        check=True,
    )
    assert found.stdout.strip() == b"4"


def test_no_note_and_no_refusal_holds_a_contact_detail():
    secret = "etunimi.sukunimi"
    broken = ptv.channel(
        phoneNumbers=[ptv.phone(f"{secret} 123")],
        supportEmails=[said(f"{secret}@")],
        webPages=[{"url": f"javascript:{secret}", "language": "fi"}],
    )
    batch = records_of(read_document(dumped(broken), "x.json").payloads)
    assert len(batch.notes) == 3
    assert secret not in repr(batch.notes) + repr(batch.refused) + repr(batch.records)
