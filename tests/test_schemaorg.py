"""JSON-LD of pages: valid by the checker that stands beside the repository, and no text can break out of it."""

import importlib.util
import json
import re
from datetime import date, time
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from network.enums import OrganisationKind
from network.models import Organisation
from services.enums import ChannelKind
from services.exchange.schemaorg_hours import exceptional_hours, weekly_hours
from services.models import Service
from services.templatetags.structured_data import script
from tests import builders
from tests.missing import missing

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def address(row, language="fi") -> str:
    with override(language):
        return row.get_absolute_url()


def document(client, row, language="fi") -> dict:
    """The one JSON-LD document of the row's page."""
    (block,) = BLOCK.findall(client.get(address(row, language)).content.decode())
    return json.loads(block)


@pytest.fixture(scope="session")
def checker(shared_data):
    """`check(page)` gives the errors the checker finds in a page's JSON-LD."""
    path = shared_data.parent / "tools" / "schemaorg_check.py"
    if not path.is_file():
        missing("schemaorg_check.py", f"no {path.name} in the tools beside the repository")
    spec = importlib.util.spec_from_file_location("schemaorg_check", path)
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    types = json.loads((shared_data / "schemaorg" / "types.json").read_text("utf-8"))["types"]

    def check(page: str) -> list:
        found = []
        blocks = BLOCK.findall(page)
        assert len(blocks) == 1
        for block in blocks:
            tool.walk(json.loads(block), types, "#", found, True)
        return found

    return check


@pytest.mark.django_db
def test_every_page_of_the_demo_passes_the_checker(client, checker):
    call_command("seed_demo", verbosity=0)
    rows = [*Service.objects.public(), *Organisation.objects.filter(ended_on=None)]
    assert len(rows) > 120
    for url in [*(address(row) for row in rows), *(address(row, "sv") for row in rows[::8])]:
        findings = checker(client.get(url).content.decode())
        assert not findings, f"{url}: {findings}"


@pytest.mark.django_db
def test_a_service_says_who_gives_it_where_and_for_what_price(client):
    city = builders.organisation(kind=OrganisationKind.MUNICIPALITY)
    service = builders.full_service(organisation=city, min_age=16, for_employers=True)
    told = document(client, service)
    assert told["@type"] == "GovernmentService"
    assert told["name"] == "Uraohjaus"
    assert told["provider"][0]["@type"] == "GovernmentOrganization"
    assert told["provider"][0]["url"] == f"http://testserver{city.get_absolute_url()}"
    assert told["offers"] == {"@type": "Offer", "price": "0", "priceCurrency": "EUR"}
    assert {area["identifier"] for area in told["areaServed"]} == {"205", "290"}
    assert told["audience"][0]["suggestedMinAge"] == 16
    assert told["audience"][1]["@type"] == "BusinessAudience"
    phone, place = told["availableChannel"]
    assert phone["servicePhone"][0]["telephone"] == "0295025500"
    assert place["serviceLocation"]["openingHoursSpecification"][0]["dayOfWeek"] == [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
    ]  # fmt: skip


@pytest.mark.django_db
def test_in_another_language_the_thing_keeps_its_name_and_a_text_says_its_language(client):
    service = builders.full_service({"fi": "Uraohjaus", "sv": "Karriärvägledning"})
    finnish, swedish = document(client, service), document(client, service, "sv")
    assert finnish["@id"] == swedish["@id"] == f"http://testserver{address(service)}"
    assert swedish["url"] == f"http://testserver{address(service, 'sv')}"
    assert swedish["mainEntityOfPage"]["inLanguage"] == "sv"
    assert swedish["name"] == "Karriärvägledning"
    assert swedish["description"] == {"@value": "Saat apua.", "@language": "fi"}


@pytest.mark.django_db
def test_a_number_that_cannot_be_dialled_stays_on_the_page(client):
    service = builders.service()
    builders.channel(service, contacts=(("phone", "08 xxx xx12"), ("email", "apu@example.fi")))
    (channel,) = document(client, service)["availableChannel"]
    assert channel["servicePhone"] == [{"@type": "ContactPoint", "email": "apu@example.fi"}]


@pytest.mark.django_db
def test_a_provider_has_its_type_and_business_id(client):
    school = builders.organisation("Opisto", kind=OrganisationKind.HIGHER_EDUCATION, business_id="0208201-1")
    told = document(client, school)
    assert told["@type"] == "CollegeOrUniversity"
    assert told["identifier"] == {"@type": "PropertyValue", "propertyID": "Y-tunnus", "value": "0208201-1"}


@pytest.mark.django_db
def test_the_page_with_its_data_costs_no_further_query(client, django_assert_max_num_queries):
    service = builders.full_service()
    for _ in range(5):
        builders.channel(service, ChannelKind.PLACE)
    with django_assert_max_num_queries(20):
        document(client, service)


@given(st.text())
def test_no_text_ends_the_block(text):
    block = script({"name": text, text: ["</script><!--", text]})
    inside = BLOCK.fullmatch(block).group(1)
    assert not set("<>&\u2028\u2029") & set(inside)
    assert json.loads(inside)["name"] == text or text == "name"


def row(**told):
    """A row of hours as `services.hours` reads it."""
    plain = dict.fromkeys(("weekday", "opens", "closes", "closes_weekday", "date_from", "date_to"))
    plain |= {"kind": "weekly", "closed": False, "always_open": False, "by_appointment": False, "note": "", "position": 0}
    return SimpleNamespace(**plain | told)


def times(hours) -> list[tuple]:
    return [(one["dayOfWeek"], one["opens"], one["closes"]) for one in hours]


def test_hours_over_midnight_and_over_days():
    night = row(weekday=4, opens=time(18), closes=time(2), closes_weekday=5)
    assert times(weekly_hours([night])) == [(["Friday"], "18:00", "02:00")]
    weekend = row(weekday=4, opens=time(18), closes=time(6), closes_weekday=0)
    assert times(weekly_hours([weekend])) == [
        (["Friday"], "18:00", "23:59"),
        (["Saturday", "Sunday"], "00:00", "23:59"),
        (["Monday"], "00:00", "06:00"),
    ]


def test_always_open_and_by_appointment():
    assert len(weekly_hours([row(always_open=True)])[0]["dayOfWeek"]) == 7
    assert weekly_hours([row(weekday=0, opens=time(9), closes=time(15), by_appointment=True)]) == []


def test_a_season_and_an_exception_have_their_days():
    summer = row(weekday=0, opens=time(9), closes=time(15), date_from=date(2026, 6, 1), date_to=date(2026, 8, 31))
    (told,) = weekly_hours([summer])
    assert (told["validFrom"], told["validThrough"]) == ("2026-06-01", "2026-08-31")
    closed = row(kind="exception", date_from=date(2026, 12, 23), date_to=date(2026, 12, 24), closed=True)
    weekly = row(weekday=2, opens=time(9), closes=time(15))
    told = exceptional_hours([weekly, closed], today=date(2026, 12, 1), open_on_holidays=False)
    assert told[0] == {
        "@type": "OpeningHoursSpecification", "opens": "00:00", "closes": "00:00",
        "validFrom": "2026-12-23", "validThrough": "2026-12-24",
    }  # fmt: skip
