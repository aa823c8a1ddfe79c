"""The traps of PTV's payloads, 1 to 9 of the list in the design; each test bears the number of its trap."""

import pytest

from services.exchange.ptv.coordinates import degrees
from services.exchange.ptv.phones import Unusable, phone_number
from tests import ptv_payloads as ptv
from tests.ptv_payloads import only, read, said


def place(*addresses) -> object:
    return only(ptv.channel("ServiceLocation", addresses=list(addresses))).place


def notes(*payloads) -> list[str]:
    return [note.text for note in read(*payloads).notes]


@pytest.mark.parametrize(
    ("northing", "easting", "latitude", "longitude"),
    [
        (7122543.312, 535340.271, 64.22728, 27.72846),
        (7114292.674, 622484.507, 64.13333, 29.51667),
        (7001836.409, 224930.408, 63.041188, 21.556992),
    ],
)
def test_pitfall_1_northing_and_easting_become_degrees(northing, easting, latitude, longitude):
    assert degrees(northing, easting) == pytest.approx((latitude, longitude), abs=1e-5)


@pytest.mark.parametrize(
    "address",
    [
        ptv.street_address("535340.271", "7122543.312"),
        ptv.street_address("64.22728", "27.72846"),
        ptv.street_address("0", "0", coordinateState="NotReceived"),
        ptv.street_address(coordinateState="Failed"),
        ptv.street_address("nan", "inf"),
        ptv.street_address(None, ""),
    ],
    ids=["swapped", "degrees", "not received", "failed", "not finite", "none"],
)
def test_pitfall_1_coordinates_that_cannot_be_finnish_are_left_out_and_the_address_stays(address):
    found = place(address)
    assert (found.latitude, found.longitude, found.street) == (None, None, {"fi": "Kauppakatu 1"})


def test_pitfall_1_coordinates_entered_by_hand_and_of_another_address_are_taken():
    by_hand = place(ptv.street_address(coordinateState="EnteredByUser"))
    other = {
        "latitude": "7114292.674",
        "longitude": "622484.507",
        "postalCode": "88900",
        "additionalInformation": [said("Laavu")],
    }
    elsewhere = place({"type": "Location", "subType": "Other", "otherAddress": other})
    assert by_hand.latitude == pytest.approx(64.22728)
    assert (elsewhere.latitude, elsewhere.directions) == (pytest.approx(64.13333), {"fi": "Laavu"})


def test_pitfall_1_swapped_coordinates_are_told():
    told = notes(ptv.channel("ServiceLocation", addresses=[ptv.street_address("535340.271", "7122543.312")]))
    assert told == ["coordinates that are not northing and easting in Finland were left out"]


def test_pitfall_2_the_street_address_is_found_behind_a_post_office_box():
    found = place(ptv.post_office_box(), ptv.street_address())
    assert (found.street, found.postal_code, found.municipality) == ({"fi": "Kauppakatu 1"}, "87100", "205")


@pytest.mark.parametrize("number", ["", None, "None"])
def test_pitfall_2_a_street_without_a_number_is_the_street(number):
    assert place(ptv.street_address(streetNumber=number)).street == {"fi": "Kauppakatu"}


def test_pitfall_2_a_place_with_only_a_box_has_no_street_to_go_to():
    payload = ptv.channel("ServiceLocation", addresses=[ptv.post_office_box()])
    found = only(payload).place
    assert (found.street, found.post_office, found.latitude) == ({}, {"fi": "KAJAANI"}, None)
    assert notes(payload) == ["addresses: there is no street address to visit"]


def test_pitfall_3_the_name_is_of_type_name_and_the_other_stays_apart():
    names = [said("Jätehuollon neuvonta", type="AlternativeName"), said("Neuvonta", type="Name")]
    record = only(ptv.service(serviceNames=names))
    assert (record.names, record.alternative_names) == ({"fi": "Neuvonta"}, {"fi": "Jätehuollon neuvonta"})


def test_pitfall_3_there_may_be_no_finnish_name():
    assert only(ptv.service(serviceNames=[said("Rådgivning", "sv", type="Name")])).names == {"sv": "Rådgivning"}


def test_pitfall_3_without_any_name_the_record_is_refused_with_its_id():
    batch = read(ptv.service(serviceNames=[said(None, type="Name"), said("x", type="AlternativeName")]))
    assert [(refusal.foreign_id, refusal.reason) for refusal in batch.refused] == [(ptv.guid("palvelu"), "there is no name")]


def test_pitfall_4_summary_and_description_do_not_overwrite_each_other():
    texts = [said("Pitkä kuvaus.", type="Description"), said("Lyhyt.", type="Summary")]
    record = only(ptv.service(serviceDescriptions=texts))
    assert (record.summaries, record.descriptions) == ({"fi": "Lyhyt."}, {"fi": "Pitkä kuvaus."})
    channel = only(ptv.channel(serviceChannelDescriptions=texts))
    assert channel.descriptions == {"fi": "Lyhyt.\n\nPitkä kuvaus."}


def test_pitfall_5_all_municipalities_of_an_area_come_in():
    areas = [{"type": "Municipality", "municipalities": [{"code": "205"}, {"code": "290"}]}]
    areas.append({"type": "Municipality", "municipalities": [{"code": "765"}]})
    record = only(ptv.service(areaType="LimitedType", areas=areas))
    assert (record.area_kind, record.municipalities) == ("limited", ("205", "290", "765"))


def test_pitfall_5_a_nationwide_service_has_no_municipalities():
    record = only(ptv.service(areaType="Nationwide", areas=[]))
    assert (record.area_kind, record.municipalities, record.areas) == ("nationwide", (), ())


# Trap 6, the hours, fills a file of its own: test_ptv_hours.py.


@pytest.mark.parametrize(
    ("number", "prefix", "service_number", "expected"),
    [
        ("401234567", "+358", False, "+358401234567"),
        ("0401234567", "+358", False, "+358401234567"),
        ("040 123 4567", None, False, "+358401234567"),
        ("+358 (0)40 1234567", "", False, "+358401234567"),
        ("00358401234567", "", False, "+358401234567"),
        ("0295025500", None, True, "0295025500"),
        ("0295025500", "None", False, "0295025500"),
        ("080012345", None, False, "080012345"),
        ("116117", None, True, "116117"),
        ("112", None, False, "112"),
        ("812345678", "+46", False, "+46812345678"),
        (None, None, True, ""),
        ("None", "+358", False, ""),
        ("None 401234567", "+358", False, "+358401234567"),
        ("", "", False, ""),
    ],
)
def test_pitfall_7_numbers_are_e164_or_national_service_numbers(number, prefix, service_number, expected):
    assert phone_number(number, prefix, service_number=service_number) == expected


@pytest.mark.parametrize("number", ["vaihde", "0401234567 (ma-pe)", "04", "040123456789012345"])
def test_pitfall_7_what_is_no_number_is_told_without_the_value(number):
    with pytest.raises(Unusable) as problem:
        phone_number(number, "+358")
    assert number not in str(problem.value)


def test_pitfall_7_several_numbers_are_kept_and_the_same_in_each_language_is_one():
    numbers = [
        ptv.phone("401234567", additionalInformation="Neuvonta"),
        ptv.phone("401234567", language="sv", additionalInformation="Rådgivning"),
        ptv.phone("861234567", language="sv"),
        ptv.phone(None),
    ]
    names = [said("Neuvonta", type="Name"), said("Rådgivning", "sv", type="Name")]
    found = only(ptv.channel(serviceChannelNames=names, phoneNumbers=numbers)).contacts
    assert [(one.value, one.language, one.label) for one in found] == [
        ("+358401234567", "", {"fi": "Neuvonta", "sv": "Rådgivning"}),
        ("+358861234567", "sv", {}),
    ]


def test_pitfall_8_other_languages_come_in_and_empty_values_do_not():
    names = [
        said("Ohjaus", type="Name"),
        said("Bagadus", "se", type="Name"),
        said(None, "smn", type="Name"),
        said("", "en", type="Name"),
    ]
    record = only(ptv.service(serviceNames=names, languages=["fi", "se", "SMN"]))
    assert (record.names, record.languages) == ({"fi": "Ohjaus", "se": "Bagadus"}, ("fi", "se", "smn"))


@pytest.mark.parametrize("key", ["emails", "supportEmails"])
def test_pitfall_9_e_mails_of_a_place_are_read_under_both_names(key):
    payload = ptv.channel("ServiceLocation", addresses=[ptv.street_address()]) | {key: [said("neuvonta@kuhmo.example")]}
    assert [(one.kind, one.value) for one in only(payload).contacts] == [("email", "neuvonta@kuhmo.example")]


def test_pitfall_9_accessibility_is_read_from_both_of_its_places():
    statement = {"url": "https://kuhmo.example/seloste", "value": "Seloste", "language": "fi"}
    on_the_wire = ptv.channel(
        "EChannel",
        accessibilityClassificationLevel="FullyCompliant",
        wcagLevel="LevelAA",
        accessibilityStatementWebPage=[statement],
    )
    documented = ptv.channel(
        "EChannel",
        accessibilityClassification=[
            {
                "accessibilityClassificationLevel": "FullyCompliant",
                "wcagLevel": "LevelAA",
                "accessibilityStatementWebPage": statement["url"],
                "accessibilityStatementWebPageName": "Seloste",
                "language": "fi",
            }
        ],
    )
    told = "Täyttää saavutettavuusvaatimukset.\nWCAG AA\nSeloste: https://kuhmo.example/seloste"
    assert only(on_the_wire).accessibility == only(documented).accessibility == {"fi": told}
