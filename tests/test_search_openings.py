""" "Open now" of the index against `services.hours.open_state` of every channel people answer, to the minute."""

import json
from datetime import UTC, datetime, time, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opinraitti.lib.calendar import HELSINKI
from services.cards import ANSWERED_BY_PEOPLE
from services.enums import ChannelKind
from services.hours import State, open_state
from services.models import Service
from services.search import counting
from services.search.documents import YES, hours, with_everything
from services.search.openings import Openings
from services.search.request import Facet
from tests import builders
from tests.hours_rows import at, exception, weekly
from tests.test_hours_property import tables

DAY = timedelta(days=1)


def rows_in(rows) -> SimpleNamespace:
    return SimpleNamespace(all=lambda: rows)


def service(*channels) -> SimpleNamespace:
    """A service of channels (kind, open on holidays, the channel's rows, the connection's own rows)."""
    return SimpleNamespace(
        channels=channels,
        open_connections=[
            SimpleNamespace(
                channel=SimpleNamespace(kind=kind, open_on_holidays=holidays, hours=rows_in(rows)), hours=rows_in(own)
            )
            for kind, holidays, rows, own in channels
        ],
    )


def somebody_answers(one, moment: datetime) -> bool:
    return any(
        open_state(own or rows, moment, open_on_holidays=holidays).state in (State.OPEN, State.ALWAYS)
        for kind, holidays, rows, own in one.channels
        if kind in ANSWERED_BY_PEOPLE
    )


def told(services, old: Openings | None = None) -> Openings:
    return Openings([json.dumps(hours(one)) for one in services], old)


def check(services, moments):
    """One index is asked all the moments, in their order: what it keeps of a day or a minute must not mislead it."""
    openings = told(services)
    for moment in moments:
        assert openings.at(moment).tolist() == [somebody_answers(one, moment) for one in services], moment


@st.composite
def directories(draw):
    """(first day of interest, services)."""
    start, first_rows = draw(tables())
    rows = [first_rows, *(draw(tables())[1] for _table in range(2)), []]
    some = st.sampled_from(rows)
    channels = st.tuples(st.sampled_from(ChannelKind.values), st.booleans(), some, st.just([]) | some)
    services = st.lists(channels, max_size=3).map(lambda chosen: service(*chosen))
    return start, [service((ChannelKind.PHONE, draw(st.booleans()), first_rows, [])), *draw(st.lists(services, max_size=4))]


@settings(max_examples=120, deadline=None)
@given(directories(), st.lists(st.integers(-12, 8 * 24 * 4), min_size=6, max_size=12), st.sampled_from([UTC, HELSINKI]))
def test_open_now_is_what_the_hours_say(directory, quarters, zone):
    start, services = directory
    midnight = datetime.combine(start, time(), UTC)
    moments = [midnight + timedelta(minutes=15 * quarter) for quarter in quarters]
    around = [moment + timedelta(seconds=seconds) for moment in moments for seconds in (-1, 0, 59)]
    check(services, [moment.astimezone(zone) for moment in around])


@settings(max_examples=40, deadline=None)
@given(directories(), directories(), st.integers(0, 6 * 24 * 60))
def test_renewed_it_tells_the_same(before, after, minute):
    (start, services), (_start, others) = before, after
    moment = datetime.combine(start, time(), UTC) + timedelta(minutes=minute)
    old = told(services)
    old.at(moment)
    changed = [*services[1:], *others]
    for later in (moment, moment + DAY, moment):
        assert told(changed, old).at(later).tolist() == [somebody_answers(one, later) for one in changed]


@settings(max_examples=8, deadline=None)
@given(directories(), st.integers(0, 6))
def test_minute_by_minute_over_midnight(directory, day):
    start, services = directory
    first = datetime.combine(start + day * DAY, time(20), HELSINKI).astimezone(UTC)
    check(services, [first + timedelta(minutes=minute) for minute in range(8 * 60)])


# The days on which clocks change, a holiday and its eve, midsummer, a night over midnight, a weekend in one piece.
@pytest.mark.parametrize(
    "day", ["28.3.", "29.3.", "24.10.", "25.10.", "24.12.", "25.12.", "19.6.", "9.9.", "10.9.", "12.9.", "14.9.", "31.12.2027"]
)
def test_around_every_half_hour_of_a_day(day):
    exceptional = [*exception("24.12.", "9-12"), *exception("9.9.", closed=True)]
    services = [
        service((ChannelKind.PHONE, False, weekly("ma-su 8-15"), [])),
        service((ChannelKind.PHONE, True, weekly("ma-su 0-23:59"), [])),
        service((ChannelKind.CHAT, False, [*weekly("ke 22-4"), *weekly("la 2-5"), *weekly("su 2-5")], [])),
        service((ChannelKind.PLACE, False, weekly("pe 18-ma 6"), [])),
        service((ChannelKind.PLACE, False, [*weekly("ma-su 9-15"), *exceptional], [])),
        service((ChannelKind.E_SERVICE, True, weekly("ma-su 0-23:59"), [])),
        service((ChannelKind.PHONE, False, weekly("ma-su 8-9"), []), (ChannelKind.OUTREACH, False, weekly("ma-su 14-15"), [])),
        service((ChannelKind.PHONE, False, weekly("ma-su 8-9"), weekly("ma-su 14-15"))),
        service(),
    ]
    first = at(f"{day} 0:00").astimezone(UTC)
    check(services, [first + timedelta(minutes=30 * half, seconds=seconds) for half in range(50) for seconds in (-1, 0, 59)])


def test_times_told_to_the_second_are_read_to_the_minute():
    (row,) = weekly("ke 9-15")
    openings = told([service((ChannelKind.PHONE, False, [row], []))])
    for clock, is_open in (("8:59", False), ("9:00", True), ("14:59", True), ("15:00", False)):
        moment = at(f"9.9. {clock}")
        assert openings.at(moment + timedelta(seconds=59, microseconds=999_999)).tolist() == [is_open], clock


def test_no_documents_and_no_hours():
    assert Openings([]).at(at("9.9. 12:00")).tolist() == []
    assert Openings(["[]", ""]).at(at("9.9. 12:00")).tolist() == [False, False]


@pytest.mark.django_db
def test_the_facet_follows_the_clock(monkeypatch):
    builders.channel(row := builders.service("Uraohjaus"))
    builders.channel(builders.service("Kielikurssi"), ChannelKind.WEB_PAGE)
    builders.written(row)
    (one,) = with_everything(Service.objects.filter(pk=row.pk))
    assert len(json.loads(json.dumps(hours(one)))[0][1]) == 5
    clocks = {"9.9. 8:59": 0, "9.9. 9:00": 1, "9.9. 14:59": 1, "9.9. 15:00": 0, "12.9. 12:00": 0}
    for clock, count in clocks.items():
        moment = at(clock)
        monkeypatch.setattr(counting, "now", lambda now=moment: now)
        results = builders.answer()
        assert [(option.value, option.count) for option in results.options[Facet.OPEN]] == [(YES, 1)] * count
        assert len(builders.found(chosen={Facet.OPEN: (YES,)})) == count
