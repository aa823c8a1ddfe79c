"""The trace as its readers see it: whose rows, told in which words, found by what."""

import re
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from network.enums import Role
from network.members import roles
from opinraitti.lib import audit
from opinraitti.lib.calendar import HELSINKI
from opinraitti.models import AuditEvent, ReadRecord
from opinraitti.pages import trace
from tests import builders, people
from tests.unprotected import unprotected

pytestmark = pytest.mark.django_db
EVENTS, READS = "/loki/", "/loki/katselut/"


@pytest.fixture
def home():
    return builders.organisation("Kuhmon kaupunki")


@pytest.fixture
def lead(client, home):
    client.person = people.member(Role.LEAD, organisation=home, person=people.user("Lea Vastaava"))
    return people.sign_in(client, client.person)


@pytest.fixture
def administrator(client):
    client.person = people.member(Role.ADMINISTRATOR, organisation=builders.organisation("Kainuun liitto"))
    return people.sign_in(client, client.person)


def event(action="membership.role_added", *, by=None, at=None, **told) -> AuditEvent:
    audit.record(by=by or builders.TESTER, action=action, **told)
    row = AuditEvent.objects.latest("id")
    if at:
        with unprotected(AuditEvent):
            AuditEvent.objects.filter(pk=row.pk).update(at=at)
    return row


def read(reader, persons, organisation=None, purpose="people") -> ReadRecord:
    organisation = organisation and organisation.pk
    return ReadRecord.objects.create(
        reader=reader, persons=persons, organisation=organisation, page="people", purpose=purpose, request_id="ab" * 16
    )


def rows(client, address=EVENTS, **asked) -> list[str]:
    """The rows of the list as a reader sees them: their text without the tags, spaces as one."""
    body = client.get(address, asked).content.decode().partition("<tbody>")[2].partition("</tbody>")[0]
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in body.split("</tr>")[:-1]]


def numbers(client, address=EVENTS, **asked) -> list[int]:
    """The ids of the rows that the list shows, in its order."""
    return [int(re.search(r"#(\d+)", row).group(1)) for row in rows(client, address, **asked)]


def test_an_event_is_told_in_plain_words(lead, home):
    member = people.member(Role.COUNSELLOR, organisation=home, person=people.user("Oili Ohjaaja"))
    membership = member.memberships.get()
    roles.change_roles(by=people.actor(lead.person), membership=membership, roles=[Role.COUNSELLOR, Role.EDITOR])
    (row,) = rows(lead)
    assert "Lea Vastaava Antoi roolin: Oili Ohjaaja Roolit: Toimittaja" in row


def test_a_lead_sees_the_own_organisation_only(lead, home):
    other = builders.organisation()
    ours = event(organisation=home)
    event(organisation=other)
    event("sign_in.failed", by=audit.ANONYMOUS)
    assert numbers(lead) == [ours.pk]
    mine = read("user:1", ["user:2"], home)
    read("user:1", ["user:3"], other)
    assert mine.pk in numbers(lead, READS)
    assert read("user:1", ["user:3"], other).pk not in numbers(lead, READS)


def test_another_organisation_is_not_to_be_chosen_by_a_lead(lead, home):
    other = builders.organisation()
    people.member(Role.LEAD, organisation=other)
    event(organisation=other)
    assert numbers(lead, toimija=other.slug) == []
    assert 'name="toimija"' not in lead.get(EVENTS).content.decode()


def test_the_administrator_sees_everything_and_may_choose_one_organisation(administrator, home):
    people.member(Role.LEAD, organisation=home)
    elsewhere, ours, nowhere = event(organisation=builders.organisation()), event(organisation=home), event()
    assert numbers(administrator) == [nowhere.pk, ours.pk, elsewhere.pk]
    assert numbers(administrator, toimija=home.slug) == [ours.pk]
    assert "Kuhmon kaupunki" in rows(administrator, toimija=home.slug)[0]


def test_it_is_searched_by_who(administrator):
    somebody = people.user("Älli Äijälä")
    theirs, job, stranger = event(by=somebody), event(), event("sign_in.failed", by=audit.ANONYMOUS)
    assert numbers(administrator, kuka="ÄIJÄ") == numbers(administrator, kuka=f"user:{somebody.pk}") == [theirs.pk]
    assert numbers(administrator, kuka="system:tests") == [job.pk]
    assert numbers(administrator, kuka="kirjautumaton") == [stranger.pk]
    assert numbers(administrator, kuka="ei ketään") == []


def test_it_is_searched_by_what_was_done(administrator):
    refused, failed, role = event("access.refused"), event("sign_in.failed"), event()
    assert numbers(administrator, laji="estetyt") == [failed.pk, refused.pk]
    assert numbers(administrator, laji="jasenet") == [role.pk]


def test_days_are_those_of_finland_and_both_ends_count(administrator):
    def at(day, hour, minute=0):
        return event(at=datetime(2026, 11, day, hour, minute, tzinfo=HELSINKI)).pk

    eve, morning, night, after = at(24, 23, 59), at(25, 0), at(26, 23, 59), at(27, 0)
    assert numbers(administrator, alkaen="2026-11-25", asti="2026-11-26") == [night, morning]
    assert numbers(administrator, alkaen="27.11.2026") == [after]
    assert numbers(administrator, asti="2026-11-24") == [eve]
    # A date field of the browser wants it so, whatever was typed.
    assert 'value="2026-11-27"' in administrator.get(EVENTS, {"alkaen": "27.11.2026"}).content.decode()


def test_it_is_searched_by_ids(administrator, home):
    row = event(subject=home)
    event(subject=builders.organisation())
    with unprotected(AuditEvent):
        AuditEvent.objects.filter(pk=row.pk).update(request_id="c" * 32)
    assert numbers(administrator, tunnus=f"#{row.pk}") == [row.pk]
    assert numbers(administrator, tunnus="c" * 32) == [row.pk]
    assert row.pk in numbers(administrator, tunnus=str(home.pk))
    alone = rows(administrator, tunnus=f"#{row.pk}")[0]
    assert "membership.role_added" in alone
    assert f"network.organisation {home.pk}" in alone
    assert "c" * 32 in alone


NONSENSE = [
    "kuka=%00", f"kuka={'x' * 500}", "laji=muu", "alkaen=eilen", "alkaen=0001-01-01", "asti=9999-12-31", "toimija=a+b",
    "tunnus=%23", "tunnus=%23999999999999999999999", "tunnus=%ED%A0%80", "sivu=-1", "sivu=999999999999", "sivu=²",
    "kenen=%00", "x=y",
]  # fmt: skip


@pytest.mark.parametrize("address", [EVENTS, READS])
@pytest.mark.parametrize("asked", NONSENSE)
def test_nonsense_is_an_empty_field(administrator, address, asked):
    answer = administrator.get(f"{address}?{asked}")
    assert answer.status_code == 200
    body = answer.content.decode()
    assert "Virhe:" not in body
    assert "aria-invalid" not in body
    kept = re.findall(r'value="([^"]*)"', body.partition('class="trace-finder')[2].partition("</form>")[0])
    assert not [value for value in kept if value in ("eilen", "0001-01-01", "9999-12-31") or len(value) > 100]


def test_reads_tell_who_looked_at_whom_and_what_for(lead, home):
    person, other = people.user("Aino Asiakas"), people.user("Eino Etsitty")
    read(lead.person.audit_name, [person.audit_name, other.audit_name], home)
    row = rows(lead, READS)[0]
    assert "Lea Vastaava Ihmisten haku Aino Asiakas, Eino Etsitty" in row


def test_reads_are_searched_by_whom_they_showed(administrator):
    person = people.user("Aino Asiakas")
    shown, other = read("user:0", [person.audit_name]), read("user:0", ["user:00"])
    assert shown.pk in numbers(administrator, READS, kenen="aino")
    assert other.pk not in numbers(administrator, READS, kenen="aino")
    assert numbers(administrator, READS, kenen="ei ketään") == []


def test_of_a_long_read_the_first_are_named_and_alone_all(lead, home):
    many = [people.user(f"Henkilö {number:02}") for number in range(9)]
    row = read(lead.person.audit_name, [person.audit_name for person in many], home)
    assert "Henkilö 04 ja 4 muuta" in rows(lead, READS)[0]
    alone = rows(lead, READS, tunnus=f"#{row.pk}")[0]
    assert "Henkilö 08" in alone
    assert "muuta" not in alone


@pytest.mark.parametrize("address", [EVENTS, READS])
def test_looking_at_the_trace_is_itself_noted(lead, home, address):
    somebody = people.user("Oili Ohjaaja")
    event("profile.changed", by=somebody, subject=somebody, organisation=home)
    read(somebody.audit_name, ["user:0"], home)
    lead.get(address)
    noted = ReadRecord.objects.latest("id")
    assert (noted.reader, noted.organisation) == (lead.person.audit_name, home.pk)
    assert (noted.persons, noted.purpose) == ([somebody.audit_name], "trace")


def test_an_event_unknown_to_the_words_is_shown_by_its_code(lead, home):
    event("future.happened", organisation=home, details={"wind": "north", "fields": ["a"]})
    assert "future.happened wind: north Muuttui: a" in rows(lead)[0]


def test_who_is_gone_keeps_a_code(lead, home):
    event(organisation=home)
    with unprotected(AuditEvent):
        AuditEvent.objects.update(actor="user:987654", subject_type="gone.model", subject_id="5")
    assert "user:987654 Antoi roolin: gone.model 5" in rows(lead)[0]


def test_an_empty_trace_teaches_and_an_empty_search_shows_the_way_out(lead):
    assert "Täällä ei ole vielä merkintöjä" in lead.get(EVENTS).content.decode()
    assert "Poista jokin rajaus" in lead.get(EVENTS, {"kuka": "x"}).content.decode()


def test_there_are_as_many_pages_as_needed(lead, home, monkeypatch):
    monkeypatch.setattr(trace, "A_PAGE", 2)
    monkeypatch.setattr(trace, "MOST_PAGES", 2)
    made = [event(organisation=home).pk for _number in range(5)]
    assert numbers(lead) == [made[4], made[3]]
    assert numbers(lead, sivu="2") == numbers(lead, sivu="7") == [made[2], made[1]]
    second = lead.get(EVENTS, {"sivu": "2", "laji": "jasenet"}).content.decode()
    assert "?laji=jasenet&amp;sivu=1" in second
    assert "sivu=3" not in second
    assert "löydät rajaamalla hakua" in second


def fill(count, home):
    for number in range(count):
        person = people.member(Role.COUNSELLOR, organisation=home, person=people.user(f"Henkilö {number}"))
        membership = person.memberships.get()
        event(by=people.actor(person), subject=membership)
        event("profile.changed", by=people.actor(person), subject=person)
        event("x.done", by=people.actor(person), subject=home)
        read(person.audit_name, [f"user:{number}"], home)


@pytest.mark.parametrize("address", [EVENTS, READS])
@pytest.mark.parametrize("visitor", ["lead", "administrator"])
def test_more_rows_ask_no_more(request, home, address, visitor):
    client = request.getfixturevalue(visitor)

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(address, {"kuka": "Henkilö"})
        return len(captured)

    fill(1, home)
    asked()
    few = asked()
    fill(9, home)
    assert asked() == few <= 20


def test_only_the_administrator_is_told_that_nobody_seals(client, home):
    event(at=timezone.now() - timedelta(hours=25), organisation=home)
    told = {}
    for role in (Role.LEAD, Role.ADMINISTRATOR):
        people.sign_in(client, people.member(role, organisation=home))
        told[role] = "Lokia ei ole sinetöity yli vuorokauteen" in client.get(EVENTS).content.decode()
    assert told == {Role.LEAD: False, Role.ADMINISTRATOR: True}


@pytest.mark.parametrize(("role", "is_shown"), [(Role.LEAD, True), (Role.ADMINISTRATOR, True), (Role.COUNSELLOR, False)])
def test_the_navigation_leads_there_whom_it_concerns(client, home, role, is_shown):
    people.sign_in(client, people.member(role, organisation=home))
    assert (f'href="{reverse("trace")}"' in client.get(reverse("desk")).content.decode()) is is_shown
