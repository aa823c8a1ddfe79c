"""Opening hours in words, in the active language. Takes the records of `services.hours` and `services.hours_days`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy, pgettext, pgettext_lazy
from django.utils.translation import gettext as _
from i18nfield.strings import LazyI18nString

from opinraitti.lib.calendar import HELSINKI

_WEEKDAYS = [
    pgettext_lazy("viikonpäivä lyhyesti", "ma"),
    pgettext_lazy("viikonpäivä lyhyesti", "ti"),
    pgettext_lazy("viikonpäivä lyhyesti", "ke"),
    pgettext_lazy("viikonpäivä lyhyesti", "to"),
    pgettext_lazy("viikonpäivä lyhyesti", "pe"),
    pgettext_lazy("viikonpäivä lyhyesti", "la"),
    pgettext_lazy("viikonpäivä lyhyesti", "su"),
]
_ON_WEEKDAYS = [
    pgettext_lazy("milloin", "maanantaina"),
    pgettext_lazy("milloin", "tiistaina"),
    pgettext_lazy("milloin", "keskiviikkona"),
    pgettext_lazy("milloin", "torstaina"),
    pgettext_lazy("milloin", "perjantaina"),
    pgettext_lazy("milloin", "lauantaina"),
    pgettext_lazy("milloin", "sunnuntaina"),
]
# As the calendar names them, and as they stand inside a sentence.
_HOLIDAYS = {
    "Uudenvuodenpäivä": gettext_lazy("uudenvuodenpäivä"),
    "Loppiainen": gettext_lazy("loppiainen"),
    "Pitkäperjantai": gettext_lazy("pitkäperjantai"),
    "Pääsiäispäivä": gettext_lazy("pääsiäispäivä"),
    "Toinen pääsiäispäivä": gettext_lazy("toinen pääsiäispäivä"),
    "Vappu": gettext_lazy("vappu"),
    "Helatorstai": gettext_lazy("helatorstai"),
    "Helluntaipäivä": gettext_lazy("helluntaipäivä"),
    "Juhannusaatto": gettext_lazy("juhannusaatto"),
    "Juhannuspäivä": gettext_lazy("juhannuspäivä"),
    "Pyhäinpäivä": gettext_lazy("pyhäinpäivä"),
    "Itsenäisyyspäivä": gettext_lazy("itsenäisyyspäivä"),
    "Jouluaatto": gettext_lazy("jouluaatto"),
    "Joulupäivä": gettext_lazy("joulupäivä"),
    "Tapaninpäivä": gettext_lazy("tapaninpäivä"),
}


@dataclass(frozen=True)
class WeekRow:
    """Days of the week with equal hours: “ma–pe”, “9.00–15.00” and an i18n note or ""."""

    days: str
    text: str
    note: LazyI18nString | str


@dataclass(frozen=True)
class DatedRow:
    """An exceptional day or period: “to 24.12.” or “1.7.–31.7.”, its hours and an i18n note or "".

    `first` is for machines and for sorting.
    """

    first: date
    date: str
    text: str
    note: LazyI18nString | str


def clock(moment: datetime) -> str:
    """“9.00”, in English “9:00”."""
    return f"{moment.hour}{_separator()}{moment.minute:02}"


def day_and_month(day: date) -> str:
    """“7.1.”, in Swedish “7.1”, in English “7 January”."""
    language = _language()
    if language == "en":
        return date_format(day, "j F")
    return f"{day.day}.{day.month}" + ("" if language == "sv" else ".")


def holiday_name(name: str) -> str:
    """A public holiday as it stands inside a sentence, from its name in `opinraitti.lib.calendar`."""
    return str(_HOLIDAYS.get(name, name))


def state_text(state) -> str:
    """One sentence of an `OpenState`; "" when the hours are unknown."""
    if state.state == "always":
        return _("Auki aina")
    speakers = {"open": _open_text, "closed": _closed_text, "appointment": _appointment_text}
    return speakers[state.state](state) if state.state in speakers else ""


def day_text(day) -> str:
    """The hours of a `Day`: “9.00–12.00, 13.00–15.00”, “Suljettu”, “Ajanvarauksella”, …"""
    booked = ", ".join(_span_text(span) for span in day.appointment_spans)
    if day.spans:
        times = ", ".join(_span_text(span) for span in day.spans)
        if booked:
            return _("%(times)s, ajanvarauksella %(booked)s") % {"times": times, "booked": booked}
        return _("%(times)s, muuten ajanvarauksella") % {"times": times} if day.by_appointment else _whole_day(day) or times
    if day.by_appointment:
        return _("Ajanvarauksella %(times)s") % {"times": booked} if booked else _("Ajanvarauksella")
    return _("Suljettu") if day.closed else _("Ajat eivät ole tiedossa")


def week_rows(days: Iterable) -> list[WeekRow]:
    """Days of one week, Monday first, with equal ones joined; [] when nothing at all is told."""
    groups: list[tuple] = []
    for day in days:
        same = next((members for told, members in groups if told == day.told), None)
        if same is None:
            groups.append((day.told, [day]))
        else:
            same.append(day)
    if all(day.unknown and not day.note for _told, (day, *_others) in groups):
        return []
    return [WeekRow(_days_of(same), day_text(same[0]), same[0].note) for _told, same in groups]


def _days_of(same: list) -> str:
    """“ma–pe”; "" for a week of nothing but appointments, which says nothing of any day."""
    whole_week_by_appointment = len(same) == 7 and same[0].by_appointment and not (same[0].spans or same[0].appointment_spans)
    return "" if whole_week_by_appointment else _weekdays([day.date.weekday() for day in same])


def period_row(period) -> DatedRow:
    """A `Period` of exceptional hours."""
    if period.first == period.last:
        return dated_row(period.day)
    first = day_and_month(period.first)
    when = f"{first}–{day_and_month(period.last)}" if period.last else _("%(date)s alkaen") % {"date": first}
    return DatedRow(period.first, when, day_text(period.day), period.day.note)


def dated_row(day) -> DatedRow:
    """A `Day` that differs: “to 24.12.”, “Suljettu: jouluaatto”."""
    text = _("Suljettu: %(holiday)s") % {"holiday": holiday_name(day.holiday)} if day.closed and day.holiday else day_text(day)
    return DatedRow(day.date, f"{_WEEKDAYS[day.date.weekday()]} {day_and_month(day.date)}", text, day.note)


def _language() -> str:
    return (get_language() or "").split("-")[0]


def _separator() -> str:
    return ":" if _language() == "en" else "."


def _closing(moment: datetime) -> tuple[date, str]:
    """The day on which something closes, and the time: midnight is “24.00” of the day before."""
    if moment.hour or moment.minute:
        return moment.date(), clock(moment)
    return moment.date() - timedelta(days=1), f"24{_separator()}00"


def _when(day: date, today: date) -> str:
    """“tänään”, “huomenna”, “maanantaina” within a week, else “7.1.”; in other languages with the preposition."""
    ahead = (day - today).days
    if ahead in (0, 1):
        return pgettext("milloin", "huomenna") if ahead else pgettext("milloin", "tänään")
    if ahead < 7:
        return str(_ON_WEEKDAYS[day.weekday()])
    return pgettext("milloin", "%(date)s") % {"date": day_and_month(day)}


def _open_text(state) -> str:
    day, time = _closing(state.closes_at.astimezone(HELSINKI))
    if day == state.at.date():
        return _("Auki nyt, sulkeutuu klo %(time)s") % {"time": time}
    return _("Auki nyt, sulkeutuu %(when)s klo %(time)s") % {"when": _when(day, state.at.date()), "time": time}


def _opening(state) -> dict[str, str]:
    opens = state.opens_at
    return {"when": _when(opens.date(), state.at.date()), "time": clock(opens)} if opens else {}


def _closed_text(state) -> str:
    opening = _opening(state)
    if state.holiday:
        words = {"holiday": holiday_name(state.holiday), **opening}
        if opening:
            return _("Suljettu tänään: %(holiday)s, aukeaa %(when)s klo %(time)s") % words
        return _("Suljettu tänään: %(holiday)s") % words
    return _("Suljettu nyt, aukeaa %(when)s klo %(time)s") % opening if opening else _("Suljettu nyt")


def _appointment_text(state) -> str:
    opening = _opening(state)
    if opening:
        return _("Nyt ajanvarauksella, ilman ajanvarausta %(when)s klo %(time)s alkaen") % opening
    return _("Ajanvarauksella")


def _span_text(span) -> str:
    return f"{clock(span.opens)}–{_closing(span.closes)[1]}"


def _whole_day(day) -> str:
    (span, *_others) = day.spans
    return _("Auki ympäri vuorokauden") if span.closes - span.opens == timedelta(days=1) and not span.opens.hour else ""


def _weekdays(numbers: list[int]) -> str:
    """“ma–ke, pe”: neighbours as ranges."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    names = (_WEEKDAYS[run[0]] if len(run) == 1 else f"{_WEEKDAYS[run[0]]}–{_WEEKDAYS[run[-1]]}" for run in runs)
    return ", ".join(map(str, names))
