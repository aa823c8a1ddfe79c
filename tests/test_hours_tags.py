"""The template tags of opening hours, as a page uses them."""

from datetime import date, time

import pytest
from django.template import Context, Template

from services.models import Channel, OpeningHours, ServiceChannel
from tests import builders
from tests.hours_rows import at

pytestmark = pytest.mark.django_db

PAGE = """
{% load hours %}{% open_now channel connection as now %}{{ now.state }}|{{ now.text }}
{% week_hours channel connection as rows %}{% for row in rows %}{{ row.days }} {{ row.text }} {{ row.note|text }};{% endfor %}
{% coming_exceptions channel connection as rows %}
{% for row in rows %}{{ row.date }} {{ row.text }} {{ row.note|text }};{% endfor %}
"""


@pytest.fixture
def clock(monkeypatch):
    """Sets the time: `clock("2.3. 10")`."""

    def move(text):
        moment = at(text)
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    move("2.3. 10")
    return move


@pytest.fixture
def connection():
    builders.channel(builders.service())
    return ServiceChannel.objects.get()


def render(connection, page=PAGE):
    """The lines of the page that have a text; asks for the rows as the views do."""
    found = ServiceChannel.objects.select_related("channel").prefetch_related("hours", "channel__hours").get(pk=connection.pk)
    context = Context({"channel": found.channel, "connection": found})
    return [line for line in Template(page).render(context).splitlines() if line]


def test_a_channel_tells_its_state_its_week_and_what_differs(connection, clock):
    OpeningHours.objects.create(
        channel=connection.channel, kind="exception", date_from=date(2026, 3, 9), closed=True, note={"fi": "Koulutus"}
    )
    clock("10.3. 10")
    assert render(connection) == [
        "open|Auki nyt, sulkeutuu klo 15.00",
        "ma–pe 9.00–15.00 ;la–su Suljettu ;",
        "pe 3.4. Suljettu: pitkäperjantai ;ma 6.4. Suljettu: toinen pääsiäispäivä ;",
    ]
    clock("2.3. 16")
    assert render(connection)[2] == "ma 9.3. Suljettu Koulutus;"


def test_exceptions_and_holidays_stand_in_order(connection, clock):
    OpeningHours.objects.create(
        channel=connection.channel, kind="exception", date_from=date(2026, 4, 4), opens=time(10), closes=time(12)
    )
    clock("1.4. 10")
    dates = [row.split(" Sul")[0].split(" 10")[0] for row in render(connection)[2].split(";")]
    assert dates == ["pe 3.4.", "la 4.4.", "ma 6.4.", ""]


def test_own_hours_of_the_service_replace_the_channels(connection, clock):
    OpeningHours.objects.create(connection=connection, weekday=0, opens=time(9), closes=time(12))
    assert render(connection)[:2] == ["open|Auki nyt, sulkeutuu klo 12.00", "ma 9.00–12.00 ;ti–su Suljettu ;"]
    alone = "{% load hours %}{% open_now channel as now %}{{ now.text }}"
    assert render(connection, alone) == ["Auki nyt, sulkeutuu klo 15.00"]


def test_public_holidays_follow_the_channel(connection, clock):
    clock("14.5. 10")
    assert render(connection)[0] == "closed|Suljettu tänään: helatorstai, aukeaa huomenna klo 9.00"
    Channel.objects.update(open_on_holidays=True)
    assert render(connection)[0] == "open|Auki nyt, sulkeutuu klo 15.00"


def test_a_channel_without_hours_says_nothing(connection, clock):
    OpeningHours.objects.all().delete()
    assert render(connection) == ["unknown|"]


def test_the_tags_ask_the_database_for_nothing_that_was_prefetched(connection, clock, django_assert_num_queries):
    OpeningHours.objects.create(connection=connection, by_appointment=True)
    with django_assert_num_queries(3):
        assert render(connection)[0] == "appointment|Ajanvarauksella"


def test_a_note_from_the_database_is_escaped(connection, clock):
    OpeningHours.objects.update(note={"fi": "Soita <b>ensin</b>"})
    assert "9.00–15.00 Soita &lt;b&gt;ensin&lt;/b&gt;;" in render(connection)[1]
