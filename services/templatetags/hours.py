"""Opening hours in templates: `{% open_now channel as now %}` and the rows of a table of hours.

Each takes a service's connection to the channel as an optional second argument: its own hours replace the
channel's. Prefetch `hours` of both; the tags make no queries then.
"""

from django import template

from opinraitti.lib.calendar import now, today
from services import hours, hours_text

register = template.Library()


@register.simple_tag
def open_now(channel, connection=None) -> hours.OpenState:
    """`.state` (open, always, closed, appointment, unknown), `.text` (a sentence or "") and `.note`."""
    rows = hours.hours_of(channel, connection)
    return hours.open_state(rows, now(), open_on_holidays=channel.open_on_holidays)


@register.simple_tag
def week_hours(channel, connection=None) -> list[hours_text.WeekRow]:
    """The regular week: rows of `.days` (“ma–pe”), `.text` (“9.00–15.00”) and `.note`; [] when nothing is told."""
    return hours_text.week_rows(hours.regular_week(hours.hours_of(channel, connection), today()))


@register.simple_tag
def coming_exceptions(channel, connection=None) -> list[hours_text.DatedRow]:
    """What differs soon, public holidays included: rows of `.date` (“to 24.12.”, “1.7.–31.7.”), `.text` and `.note`, in order."""
    rows, holds = hours.hours_of(channel, connection), {"open_on_holidays": channel.open_on_holidays}
    told = [hours_text.period_row(period) for period in hours.coming_exceptions(rows, today(), **holds)]
    holidays = [hours_text.dated_row(day) for day in hours.coming_holidays(rows, today(), **holds)]
    return sorted(told + holidays, key=lambda row: row.first)
