"""A week of hours, what differs in the days ahead, and the best of a service's channels."""

from datetime import date, timedelta
from types import SimpleNamespace

from services.exchange.neutral import Hours
from services.hours import coming_exceptions, coming_holidays, first_open, open_states, regular_week, week
from tests.hours_rows import at, exception, weekly

MONDAY = date(2026, 3, 2)
OFFICE = weekly("ma-pe 9-15")


def told(day):
    """“9–15”, “closed”, “unknown”, with “*” for an exception."""
    words = ", ".join(f"{span.opens:%-H:%M}–{span.closes:%-H:%M}".replace(":00", "") for span in day.spans)
    return (words or ("closed" if day.closed else "unknown")) + "*" * day.exception


def words(days):
    return [told(day) for day in days]


def periods(rows, today, **kwargs):
    return [
        (str(one.first)[5:], one.last and str(one.last)[5:], told(one.day)) for one in coming_exceptions(rows, today, **kwargs)
    ]


def test_a_week_has_seven_days_from_the_first():
    days = week(OFFICE, date(2026, 3, 5))
    assert [day.date for day in days] == [date(2026, 3, 5) + timedelta(days=n) for n in range(7)]
    assert words(days) == ["9–15", "9–15", "closed", "closed", "9–15", "9–15", "9–15"]


def test_a_week_without_rows_is_unknown_not_closed():
    assert words(week([], MONDAY)) == ["unknown"] * 7


def test_several_overlapping_and_adjacent_spans_of_a_day():
    rows = weekly("ma 13-15") + weekly("ma 9-11") + weekly("ma 10-12") + weekly("ti 9-12") + weekly("ti 12-15")
    assert words(week(rows, MONDAY))[:2] == ["9–12, 13–15", "9–15"]


def test_a_night_stands_on_its_first_day_and_a_long_span_on_each():
    assert words(week(weekly("pe 22-4"), MONDAY)) == ["closed"] * 4 + ["22–4", "closed", "closed"]
    assert words(week(weekly("pe 18-ma 6"), MONDAY)) == ["0–6"] + ["closed"] * 3 + ["18–0", "0–0", "0–0"]


def test_exceptions_and_holidays_of_the_week_are_marked():
    christmas = date(2026, 12, 21)
    rows = OFFICE + exception("22.12.", "10-12", note={"fi": "Jouluateria"}) + exception("26.12.", closed=True)
    days = week(rows, christmas)
    assert words(days) == ["9–15", "10–12*", "9–15", "closed", "closed", "closed*", "closed"]
    assert [day.holiday for day in days[3:]] == ["Jouluaatto", "Joulupäivä", "Tapaninpäivä", ""]
    assert str(days[1].note) == "Jouluateria"
    assert words(week(rows, christmas, open_on_holidays=True))[3:5] == ["9–15", "9–15"]


def test_hours_by_appointment_are_told_apart_from_open_hours():
    day = week(weekly("ma 9-12") + weekly("ma 12-15", by_appointment=True), MONDAY)[0]
    assert told(day) == "9–12"
    assert day.by_appointment
    assert [span.closes.hour for span in day.appointment_spans] == [15]


def test_the_week_of_a_change_of_clocks_keeps_the_told_times():
    spring = week(weekly("la 22-6") + weekly("su 3:30-9"), date(2026, 3, 23))
    assert words(spring)[5:] == ["22–6", "3:30–9"]
    opens, closes = spring[6].spans[0].moments
    assert (opens.hour, opens.minute, closes - opens) == (1, 0, timedelta(hours=5))


def test_the_regular_week_knows_no_exceptions_or_holidays_but_its_season():
    rows = weekly("ma-pe 9-15", date_to=date(2026, 5, 31)) + weekly("ma-ti 10-14", date_from=date(2026, 6, 1))
    rows += exception("13.5.", closed=True)
    helatorstai = date(2026, 5, 14)
    assert words(regular_week(rows, helatorstai)) == ["9–15"] * 5 + ["closed"] * 2
    assert words(regular_week(rows, date(2026, 6, 3))) == ["10–14"] * 2 + ["closed"] * 5
    assert regular_week(exception("13.5.", closed=True), helatorstai) == []


def test_coming_exceptions_join_equal_days_and_keep_their_order():
    rows = OFFICE + exception("23.3.", "12-14") + exception("9.3.-13.3.", closed=True) + exception("14.3.", closed=True)
    assert periods(rows, MONDAY) == [("03-09", "03-14", "closed*"), ("03-23", "03-23", "12–14*")]


def test_an_open_day_within_a_closed_period_parts_it():
    rows = OFFICE + exception("1.7.-31.7.", closed=True) + exception("15.7.", "10-12")
    assert periods(rows, date(2026, 6, 24)) == [
        ("07-01", "07-14", "closed*"),
        ("07-15", "07-15", "10–12*"),
        ("07-16", "07-31", "closed*"),
    ]


def test_a_period_under_way_begins_today_and_is_told_to_its_real_end():
    rows = OFFICE + exception("1.6.-31.8.", closed=True)
    assert periods(rows, date(2026, 6, 10), days=7) == [("06-10", "08-31", "closed*")]


def test_exceptions_past_or_beyond_the_days_asked_for_are_left_out():
    rows = OFFICE + exception("1.3.", closed=True) + exception("1.5.", closed=True)
    assert periods(rows, MONDAY) == []
    assert periods(rows, MONDAY - timedelta(days=1), days=1) == [("03-01", "03-01", "closed*")]
    assert periods(rows, date(2026, 3, 3), days=60) == [("05-01", "05-01", "closed*")]


def test_a_period_without_an_end_in_sight_has_no_last_day():
    assert periods(OFFICE + exception("3.3.-31.12.2099", closed=True), MONDAY) == [("03-03", None, "closed*")]


def test_a_mere_note_is_an_exception_with_the_usual_hours():
    rows = OFFICE + exception("3.3.", note={"fi": "Vain puhelimitse"})
    assert periods(rows, MONDAY) == [("03-03", "03-03", "9–15*")]


def test_coming_holidays_are_those_that_close_an_open_day():
    december = date(2026, 12, 5)
    assert [day.holiday for day in coming_holidays(OFFICE, december)] == ["Jouluaatto", "Joulupäivä", "Uudenvuodenpäivä"]
    assert coming_holidays(OFFICE, december, open_on_holidays=True) == []
    assert coming_holidays([], december) == []
    rows = OFFICE + exception("24.12.", closed=True)
    assert [day.holiday for day in coming_holidays(rows, december, days=21)] == ["Joulupäivä"]


class Rows(list):
    def all(self):
        return self


def connection(channel_rows, own_rows=(), *, open_on_holidays=False):
    channel = SimpleNamespace(hours=Rows(channel_rows), open_on_holidays=open_on_holidays)
    return SimpleNamespace(channel=channel, hours=Rows(own_rows))


def best(*connections, moment="2.3. 16"):
    state = first_open(open_states(connections, at(moment)))
    return state and (state.state.value, state.opens_at and f"{state.opens_at:%d.%m. %H}")


def test_the_best_news_comes_first():
    always, booking = connection([Hours(always_open=True)]), connection([Hours(by_appointment=True)])
    opened, tomorrow = connection(weekly("ma 12-18")), connection(weekly("ti 9-15"))
    later, closed, unknown = connection(weekly("ke 9-15")), connection([Hours(closed=True)]), connection([])
    order = [unknown, closed, booking, later, tomorrow, always, opened]
    expected = [
        ("open", None),
        ("always", None),
        ("closed", "03.03. 09"),
        ("closed", "04.03. 09"),
        ("appointment", None),
        ("closed", None),
        None,
    ]
    for count, state in zip(range(len(order), 0, -1), expected, strict=True):
        assert best(*order[:count]) == state
    assert best() is None


def test_own_hours_of_a_connection_replace_those_of_the_channel():
    assert best(connection(OFFICE, weekly("ma 12-18"))) == ("open", None)
    assert best(connection(weekly("ma 12-18"), OFFICE)) == ("closed", "03.03. 09")


def test_holidays_follow_the_channel_also_for_own_hours():
    assert best(connection([], weekly("ke 9-15"), open_on_holidays=True), moment="6.1. 10") == ("closed", "07.01. 09")
    assert best(connection([], weekly("ti 9-15"), open_on_holidays=True), moment="6.1. 10") == ("open", None)
    assert best(connection([], weekly("ti 9-15")), moment="6.1. 10") == ("closed", "13.01. 09")
