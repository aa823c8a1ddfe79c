"""Random rows against a slow reference that only ever asks: is it open at this one moment?"""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from opinraitti.lib.calendar import HELSINKI, public_holiday
from services.exchange.neutral import Hours
from services.hours import LOOK_AHEAD_DAYS, open_state, week

DAY = timedelta(days=1)
# Around both changes of the clock, Christmas, Easter, midsummer, a leap day and an ordinary week.
STARTS = [(2026, 3, 26), (2026, 10, 22), (2026, 12, 22), (2027, 3, 24), (2026, 6, 17), (2028, 2, 27), (2026, 9, 7)]
WEEKDAYS = st.integers(0, 6)
# The hour that summer time skips or repeats comes up often.
CLOCKS = st.sampled_from([time(0), time(3), time(3, 30), time(4)]) | st.builds(time, st.integers(0, 23), st.sampled_from([0, 15]))


@st.composite
def tables(draw):
    """(first day of interest, rows of hours in random order)."""
    start = date(*draw(st.sampled_from(STARTS)))
    near = st.integers(-3, 10).map(lambda days: start + days * DAY)
    rows = []
    for _row in range(draw(st.integers(1, 6))):
        first, last = sorted([draw(near), draw(near)])
        kind = draw(st.sampled_from(["weekly", "weekly", "season", "exception", "exception"]))
        dates = {} if kind == "weekly" else {"date_from": first, "date_to": draw(st.sampled_from([last, first, None]))}
        says = draw(st.sampled_from(["times"] * 6 + ["closed", "always_open", "note"]))
        fields = {says: True} if says in ("closed", "always_open") else {}
        if says == "times":
            fields = {"opens": draw(CLOCKS), "closes": draw(CLOCKS), "closes_weekday": draw(st.none() | WEEKDAYS)}
        weekday = draw(WEEKDAYS if kind != "exception" and says == "times" else st.none() | WEEKDAYS)
        rows.append(Hours(kind="exception" if kind == "exception" else "weekly", weekday=weekday, **dates, **fields))
    return start, rows


def begins_on(row, day):
    """Whether the row's span begins on `day`, seasons apart."""
    if row.kind == "weekly":
        return row.weekday in (None, day.weekday())
    if not row.date_from <= day <= (row.date_to or row.date_from):
        return False
    if row.weekday is None and row.closes_weekday is not None:
        return day.weekday() == row.date_from.weekday()
    return row.weekday in (None, day.weekday())


def span_from(row, day):
    """(opens, closes) on the clock of the span that begins on `day`, or None."""
    if row.closed or not (row.always_open or row.opens):
        return None
    if row.always_open:
        return datetime.combine(day, time()), datetime.combine(day + DAY, time())
    closing_day = day
    while row.closes_weekday not in (None, closing_day.weekday()):
        closing_day += DAY
    opens, closes = datetime.combine(day, row.opens), datetime.combine(closing_day, row.closes)
    return opens, closes if closes > opens else closes + DAY


def spans_on(row, day):
    """Spans of the row that speak for `day`: those of 24 hours or less on their first day, longer ones on each."""
    for back in range(8):
        span = span_from(row, day - back * DAY) if begins_on(row, day - back * DAY) else None
        if span and (back == 0 or (span[1] - span[0] > DAY and span[1] > datetime.combine(day, time()))):
            yield span


def speaks(row, day):
    return (row.closed and begins_on(row, day)) or any(spans_on(row, day))


def rules_of(rows, day, open_on_holidays):
    """The rows that decide `day`."""
    exceptions = [row for row in rows if row.kind == "exception" and speaks(row, day)]
    if exceptions:
        lengths = [(row.date_to or row.date_from) - row.date_from for row in exceptions]
        deciding = [row for row, length in zip(exceptions, lengths, strict=True) if length == min(lengths)]
    else:
        in_season = [row for row in rows if (row.date_from or day) <= day <= (row.date_to or day)]
        deciding = [row for row in in_season if row.kind == "weekly" and speaks(row, day)]
        if public_holiday(day) and not open_on_holidays:
            deciding = [row for row in deciding if row.always_open or row.closed]
    return [] if any(row.closed for row in deciding) else deciding


def is_open(rows, moment, open_on_holidays):
    on_clock = moment.astimezone(HELSINKI)
    # Told times mean the first of two: once the clock is put back, the whole repeated hour lies behind.
    wall = on_clock.replace(minute=59, second=59) if on_clock.fold else on_clock
    wall = wall.replace(tzinfo=None, fold=0)
    for day in (wall.date(), wall.date() - DAY):
        for row in rules_of(rows, day, open_on_holidays):
            for opens, closes in spans_on(row, day):
                by_day = closes - opens > DAY
                if opens <= wall < closes and (not by_day or day == wall.date()):
                    return True
    return False


def boundaries(rows, first, last):
    """Every moment from `first` to `last` at which anything could change, in UTC."""
    clocks = {time()} | {clock for row in rows for clock in (row.opens, row.closes) if clock}
    found = {first, last}
    day = first.astimezone(HELSINKI).date()
    while datetime.combine(day, time(), UTC) <= last:
        for clock in clocks:
            found.add(datetime.combine(day, clock, HELSINKI).astimezone(UTC))
        found.add(datetime.combine(day, time(1), UTC))
        day += DAY
    return sorted(moment for moment in found if first <= moment <= last)


@settings(max_examples=60, deadline=None)
@given(tables(), st.lists(st.integers(0, 7 * 24 * 4), min_size=4, max_size=8), st.booleans())
def test_the_state_and_its_end_agree_with_asking_every_moment(table, quarters, open_on_holidays):
    start, rows = table
    for quarter in quarters:
        moment = datetime.combine(start, time(), UTC) + timedelta(minutes=15 * quarter)
        agrees_until_it_changes(rows, moment, open_on_holidays)


def agrees_until_it_changes(rows, moment, open_on_holidays):
    state = open_state(rows, moment, open_on_holidays=open_on_holidays)
    opened = is_open(rows, moment, open_on_holidays)
    assert (state.state in ("open", "always")) == opened
    change = state.closes_at or state.opens_at
    if change:
        change = change.astimezone(UTC)
        assert is_open(rows, change, open_on_holidays) != opened
        last = change - timedelta(seconds=1)
    else:
        last = datetime.combine(state.at.date() + LOOK_AHEAD_DAYS * DAY, time(23, 59), HELSINKI).astimezone(UTC)
    if state.state != "unknown":
        assert {is_open(rows, one, open_on_holidays) for one in boundaries(rows, moment, last)} == {opened}


@settings(max_examples=12, deadline=None)
@given(tables(), st.integers(0, 6), st.booleans())
def test_minute_by_minute_over_a_day_and_a_night(table, day, open_on_holidays):
    start, rows = table
    first = datetime.combine(start + day * DAY, time(12), UTC)
    for minute in range(0, 24 * 60, 5):
        for moment in (first + timedelta(minutes=minute), first + timedelta(minutes=minute + 4, seconds=59)):
            state = open_state(rows, moment, open_on_holidays=open_on_holidays).state
            assert (state in ("open", "always")) == is_open(rows, moment, open_on_holidays), moment


@settings(max_examples=100, deadline=None)
@given(tables(), st.booleans())
def test_a_week_shows_the_hours_that_hold_and_nothing_twice(table, open_on_holidays):
    start, rows = table
    for day in week(rows, start, open_on_holidays=open_on_holidays):
        assert not (day.closed and day.spans)
        ends = [moment for span in day.spans for moment in (span.opens, span.closes)]
        assert len(set(ends)) == len(ends)
        assert ends == sorted(ends)
        for span in day.spans:
            opens, closes = span.moments
            if opens < closes:
                assert is_open(rows, opens, open_on_holidays)
                assert is_open(rows, closes - timedelta(seconds=1), open_on_holidays)
