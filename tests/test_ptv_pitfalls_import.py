"""The traps of PTV's payloads, 10 to 19 of the list in the design; 15 (no answer) is in test_ptv_http.py."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from network.models import Organisation
from opinraitti.lib.text import values
from opinraitti.models import AuditEvent
from services.exchange.ptv.links import link
from services.exchange.ptv.phones import Unusable
from services.models import Channel, DirectoryState, Service, Term
from tests import ptv_payloads as ptv
from tests.ptv_payloads import bring, guid, only, read, said
from tests.read_only import is_write


def codes(row: Service) -> set[tuple[str, str]]:
    return set(row.terms.values_list("scheme", "code"))


def test_pitfall_10_the_national_text_is_kept_apart_from_the_own_text():
    national = [said("Valtakunnallinen.", type="GD_Description"), said("Lyhyesti.", type="GD_Summary")]
    record = only(ptv.service(serviceDescriptions=[said("Oma.", type="Description"), *national]))
    assert (record.descriptions, record.general_descriptions) == ({"fi": "Oma."}, {"fi": "Lyhyesti.\n\nValtakunnallinen."})


def test_pitfall_10_the_national_text_comes_from_the_description_in_the_input():
    general = {"id": guid("yleinen"), "generalDescriptionType": "Municipality", "names": []}
    general["descriptions"] = [said("Valtakunnallinen.", type="Description")]
    assert only(general, ptv.service(generalDescriptionId=guid("yleinen"))).general_descriptions == {"fi": "Valtakunnallinen."}


@pytest.mark.django_db
def test_pitfall_10_a_national_text_that_is_not_in_the_input_is_told_and_not_wiped():
    bring(ptv.service(generalDescriptionId=guid("yleinen"), serviceDescriptions=[said("Kaikille.", type="GD_Description")]))
    report = bring(ptv.service(generalDescriptionId=guid("yleinen"), serviceDescriptions=[said("Uusi.", type="Summary")]))
    assert values(Service.objects.get().general_description) == {"fi": "Kaikille."}
    assert "the text of the general description is not in the input" in [note.text for note in report.notes]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "given",
    [
        {"code": "P6.4", "uri": "http://uri.suomi.fi/codelist/ptv/ptvserclass2/code/P6.4"},
        {"code": "P6.4", "uri": "http://urn.fi/URN:NBN:fi:au:ptvl:v1064"},
        {"code": None, "uri": "http://urn.fi/URN:NBN:fi:au:ptvl:v1064"},
        {"code": "P6.4", "uri": "http://uri.suomi.fi/codelist/ptv/ptvserclass9/code/P6.4"},
        {"code": "P6.4", "uri": None},
    ],
    ids=["today's address", "old address", "old address alone", "address of a later list", "code alone"],
)
def test_pitfall_11_a_class_is_found_by_code_and_by_both_addresses_never_by_name(given):
    report = bring(ptv.service(serviceClasses=[given | {"name": [said("Jokin muu nimi")]}]))
    assert codes(Service.objects.get()) == {("ptv_service_class", "P6.4")}
    assert report.notes == []


@pytest.mark.django_db
def test_pitfall_11_a_code_that_meant_another_class_in_the_first_list_is_not_taken_for_todays():
    old = {"code": "P7.12", "uri": "http://urn.fi/URN:NBN:fi:au:ptvl:v1088", "name": [said("Ulosotto")]}
    bring(ptv.service(serviceClasses=[old]))
    (term,) = Service.objects.get().terms.all()
    assert (term.code != "P7.12", values(term.label)["fi"]) == (True, "Ulosotto")


@pytest.mark.django_db
def test_pitfall_11_a_class_nobody_knows_is_added_and_told():
    report = bring(ptv.service(serviceClasses=[{"code": "P99.1", "uri": "", "name": [said("Uusi luokka")]}]))
    assert values(Term.objects.get(code="P99.1").label) == {"fi": "Uusi luokka"}
    assert [note.text for note in report.notes] == ["ptv_service_class P99.1 is new and was added to the vocabulary"]


@pytest.mark.django_db
def test_pitfall_12_two_services_of_one_name_stay_two():
    report = bring(ptv.service("Perusopetus", key="yksi"), ptv.service("Perusopetus", key="kaksi"))
    assert report.count("added", "service") == 2
    assert sorted(Service.objects.values_list("slug", flat=True)) == ["perusopetus", "perusopetus-2"]


def ten(*, without=()) -> list[dict]:
    numbers = [number for number in range(20) if number not in without]
    return [ptv.service(f"Palvelu {number}", key=f"palvelu {number}") for number in numbers]


@pytest.mark.django_db
def test_pitfall_13_what_a_short_answer_lacks_stays():
    bring(*ten())
    report = bring(*ten(without=range(15)))
    assert (report.count("archived"), Service.objects.public().count()) == (0, 20)


@pytest.mark.django_db
def test_pitfall_13_what_a_complete_input_lacks_is_archived_and_comes_back():
    bring(*ten())
    report = bring(*ten(without=[3]), complete=True)
    gone = Service.objects.get(status="archived")
    assert [change.foreign_id for change in report.of("archived")] == [guid("palvelu 3")]
    assert gone.archived_at is not None
    assert gone.sources.get().gone_at is not None
    bring(*ten(), complete=True)
    gone.refresh_from_db()
    assert (gone.status, gone.archived_at, gone.sources.get().gone_at) == ("published", None, None)


@pytest.mark.django_db
def test_pitfall_14_a_second_identical_import_writes_nothing():
    payloads = [
        ptv.organisation(phoneNumbers=[ptv.phone("861234567")]),
        ptv.channel("ServiceLocation", addresses=[ptv.street_address()], phoneNumbers=[ptv.phone("401234567")]),
        ptv.service(serviceChannels=ptv.uses("kanava"), targetGroups=[{"code": "KR1.3", "name": []}]),
    ]
    bring(*payloads)
    before = AuditEvent.objects.count(), DirectoryState.objects.get().version
    with CaptureQueriesContext(connection) as queries:
        report = bring(*payloads, complete=True)
    assert [change.outcome for change in report.changes] == ["unchanged"] * 4
    assert [query["sql"] for query in queries if is_write(query["sql"])] == []
    assert (AuditEvent.objects.count(), DirectoryState.objects.get().version) == before


@pytest.mark.django_db
def test_pitfall_14_texts_in_another_order_are_no_change():
    names = [said("Ohjaus", type="Name"), said("Vägledning", "sv", type="Name")]
    bring(ptv.service(serviceNames=names))
    assert bring(ptv.service(serviceNames=names[::-1])).count("changed") == 0


@pytest.mark.django_db
def test_pitfall_16_texts_beyond_ptvs_limits_are_not_cut():
    name, text = "n" * 300, "kuvaus " * 1500
    bring(ptv.service(name, serviceDescriptions=[said(text, type="Description")]))
    row = Service.objects.get()
    assert (values(row.name)["fi"], values(row.description)["fi"]) == (name, text.strip())


@pytest.mark.parametrize(
    "address", ["http://localhost/x", "https://", "https://kuhmo.example@evil.example/", "https://" + "a" * 1000 + ".example"]
)
def test_pitfall_16_an_address_needs_a_scheme_and_a_proper_host(address):
    batch = read(ptv.channel("WebPage", webPages=[{"url": address, "language": "fi"}]))
    assert batch.records[0].contacts == ()
    assert all(address not in note.text for note in batch.notes)


def test_pitfall_16_a_postal_code_is_five_digits():
    batch = read(ptv.channel("ServiceLocation", addresses=[ptv.street_address(postalCode="871OO")]))
    assert batch.records[0].place.postal_code == ""
    assert [note.text for note in batch.notes] == ["a postal code that is not five digits was left out"]


def test_pitfall_17_a_draft_document_becomes_lines_of_plain_text():
    blocks = [
        {"text": "Saat apua:", "type": "unstyled"},
        {"text": "hakuun", "type": "unordered-list-item"},
        {"text": "", "type": "unordered-list-item"},
        {"text": "valintaan", "type": "unordered-list-item"},
        {"text": "Soita", "type": "ordered-list-item"},
        {"text": "Tule", "type": "ordered-list-item"},
    ]
    text = json.dumps({"entityMap": {}, "blocks": blocks})
    record = only(ptv.service(serviceDescriptions=[said(text, type="Description")]))
    assert record.descriptions["fi"] == "Saat apua:\n\n- hakuun\n- valintaan\n\n1. Soita\n2. Tule"


def test_pitfall_17_marks_that_cannot_be_seen_go_and_tags_stay_text():
    text = "Oh\u00adjaus\u200b\x00\x07 <script>alert(1)</script>\r\n\r\n\r\n\r\nTule\u2028huomenna\ud800"
    record = only(ptv.service(serviceDescriptions=[said(text, type="Description")]))
    assert record.descriptions["fi"] == "Ohjaus <script>alert(1)</script>\n\nTule\nhuomenna"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("https://kuhmo.example/a b", ("web", "https://kuhmo.example/a%20b")),
        ("www.kuhmo.example", ("web", "https://www.kuhmo.example")),
        ("mailto:neuvonta@kuhmo.example?subject=x", ("email", "neuvonta@kuhmo.example")),
        ("tel:0295025500", ("phone", "0295025500")),
        ("", ("web", "")),
    ],
)
def test_pitfall_17_links_lead_to_the_web_a_mailbox_or_a_phone(given, expected):
    assert link(given) == expected


@pytest.mark.parametrize("given", ["javascript:alert(1)", "data:text/html,x", "ftp://kuhmo.example/x", "https://[kuhmo.example"])
def test_pitfall_17_no_other_link_comes_in(given):
    with pytest.raises(Unusable):
        link(given)


@pytest.mark.django_db
def test_pitfall_18_what_is_added_here_stays_and_what_the_source_says_wins():
    bring(ptv.channel(), ptv.service("Ohjaus", serviceChannels=ptv.uses("kanava")), ptv.organisation())
    row = Service.objects.get()
    own = Channel.objects.create(organisation=row.organisation, kind="email", name={"fi": "Oma"})
    row.connections.create(channel=own)
    row.terms.add(Term.objects.get_or_create(scheme="opinraitti_topic", code="uranvalinta", defaults={"label": "x"})[0])
    easy = {"fi": "Muokattu täällä", "fi-simple": "Selkoteksti"}
    Service.objects.update(capacity="full", drop_in=True, name=easy)
    report = bring(ptv.service("Uraohjaus", serviceChannels=ptv.uses("kanava"), serviceClasses=[{"code": "P6.4"}]))
    row.refresh_from_db()
    assert [change.fields for change in report.of("changed")] == [("kind", "name", "terms")]
    assert (row.capacity, row.drop_in) == ("full", True)
    assert values(row.name) == {"fi": "Uraohjaus", "fi-simple": "Selkoteksti"}
    assert codes(row) == {("opinraitti_topic", "uranvalinta"), ("ptv_service_class", "P6.4")}
    assert row.channels.count() == 2


@pytest.mark.django_db
def test_pitfall_18_a_service_that_was_archived_here_stays_archived():
    bring(ptv.service("Ohjaus"))
    row = Service.objects.get()
    Service.objects.update(status="archived", archived_at=row.published_at)
    report = bring(ptv.service("Uraohjaus"))
    row.refresh_from_db()
    assert (row.status, values(row.name)) == ("archived", {"fi": "Uraohjaus"})
    assert "it is archived here and stays so" in [note.text for note in report.notes]


def test_pitfall_19_addresses_may_have_letters_of_any_alphabet():
    pages = [{"url": "https://työllisyys.kuhmo.example/ä", "language": "fi"}]
    payload = ptv.channel("WebPage", webPages=pages, supportEmails=[said("päivi.neuvonta@työllisyys.example")])
    assert [one.value for one in only(payload).contacts] == [
        "päivi.neuvonta@työllisyys.example",
        "https://työllisyys.kuhmo.example/ä",
    ]


@pytest.mark.django_db
def test_pitfall_19_such_addresses_reach_the_database():
    address = "päivi.neuvonta@työllisyys.example"
    report = bring(ptv.organisation(emails=[said(address)]), ptv.channel(supportEmails=[said(address)]))
    assert (Channel.objects.get().contacts.get().value, Organisation.objects.get().email) == (address, address)
    assert (report.refused, report.notes) == ([], [])
