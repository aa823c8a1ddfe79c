"""Whatever stands in a payload: a record or a refusal comes out, and the import writes it or says why not."""

import copy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import ptv_payloads as ptv
from tests.ptv_payloads import bring, read, said, uses

ODD_TEXTS = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["", "None", "Name", "\x00", "\ud800", '{"blocks": [1, {"text": 5}]}', "0001-01-01T00:00:00", "9999-12-31T23:59:59Z"]
    ),
    st.sampled_from(["Monday", "25:00", "https://[", "tel:", "mailto:x", "1e999", "nan", "999", "fi", "Region", "x" * 400]),
)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), ODD_TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
    max_leaves=5,
)


def whole() -> list[dict]:
    """A service, a place and an organisation with something in every part."""
    hours = [
        {
            "serviceHourType": kind,
            "validFrom": "2026-06-01T00:00:00+03:00",
            "validTo": "2026-06-07T00:00:00+03:00",
            "isClosed": False,
            "additionalInformation": [said("Huom.")],
            "openingHour": [{"dayFrom": "Monday", "dayTo": "Friday", "from": "08:00", "to": "16:00"}],
        }
        for kind in ("DaysOfTheWeek", "OverMidnight", "Exceptional")
    ]
    code = [{"code": "P6.4", "uri": "http://urn.fi/URN:NBN:fi:au:ptvl:v1064", "name": [said("Ohjaus")]}]
    service = ptv.service(
        serviceChannels=[uses("kanava")[0] | {"serviceHours": hours, "description": [said("Kysy.", type="Description")]}],
        areaType="LimitedType",
        areas=[{"type": "Region", "code": "18"}, {"type": "Municipality", "municipalities": [{"code": "205"}]}],
        serviceClasses=code,
        ontologyTerms=[{"code": None, "uri": "http://www.yso.fi/onto/koko/p1", "name": [said("ohjaus")]}],
        keywords=[said("opo")],
        legislation=[{"names": [said("Laki")], "webPages": [{"url": "https://finlex.example", "language": "fi"}]}],
    )
    place = ptv.channel(
        "ServiceLocation",
        addresses=[ptv.street_address(), ptv.post_office_box()],
        phoneNumbers=[ptv.phone("401234567", additionalInformation="Neuvonta")],
        emails=[said("neuvonta@kuhmo.example")],
        webPages=[{"url": "https://kuhmo.example", "value": "Sivut", "language": "fi"}],
        serviceHours=hours,
    )
    organisation = ptv.organisation(
        municipality={"code": "290"},
        businessCode="0000100-3",
        parentOrganizationId=ptv.guid("emo"),
        phoneNumbers=[ptv.phone("861234567")],
    )
    return [service, place, organisation]


def spots(value, path=()) -> list[tuple]:
    """The paths of everything inside a JSON value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, part in inner for found in [(*path, key), *spots(part, (*path, key))]]


SPOTS = spots(whole())


@st.composite
def broken(draw) -> list[dict]:
    """The whole payloads with one to three spots replaced by anything."""
    payloads = copy.deepcopy(whole())
    for path in draw(st.lists(st.sampled_from(SPOTS), min_size=1, max_size=3)):
        spot = payloads
        try:
            for key in path[:-1]:
                spot = spot[key]
            spot[path[-1]] = draw(VALUES)
        except (KeyError, IndexError, TypeError):
            continue
    return [payload for payload in payloads if isinstance(payload, dict)]


@settings(max_examples=200, deadline=None)
@given(broken())
def test_reading_never_fails(payloads):
    batch = read(*payloads)
    records = [record for record in batch.records if not getattr(record, "stub", False)]
    assert len(records) + len(batch.refused) == len(payloads)


@pytest.mark.django_db
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(broken())
def test_importing_never_fails_and_the_second_time_nothing_changes(payloads):
    bring(*payloads)
    again = bring(*payloads)
    assert (again.count("added"), again.count("changed")) == (0, 0)
