"""Opening hours as rows; `services.hours` turns them into “open now” and a week."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField

from opinraitti.lib.constraints import both_or_neither, exactly_one, in_order, rule
from services.enums import HoursKind
from services.models.channel import Channel, ServiceChannel


class OpeningHours(models.Model):
    """One row of hours, local time in Finland, of a channel or of one service's use of it.

    weekly: `weekday` 0 (Monday)–6 with `opens` and `closes`; `closes_weekday` when it closes on another day;
    or `always_open`, or `by_appointment`. exception: `date_from`–`date_to` (both included), `closed` or times;
    wins over weekly rows; without `date_to` it is of one day. On a weekly row the dates bound its season.
    """

    channel = models.ForeignKey(Channel, models.CASCADE, null=True, blank=True, related_name="hours")
    connection = models.ForeignKey(ServiceChannel, models.CASCADE, null=True, blank=True, related_name="hours")
    kind = models.CharField(_("laji"), max_length=10, choices=HoursKind, default=HoursKind.WEEKLY)
    weekday = models.PositiveSmallIntegerField(_("viikonpäivä"), null=True, blank=True, validators=[MaxValueValidator(6)])
    opens = models.TimeField(_("aukeaa"), null=True, blank=True)
    closes = models.TimeField(_("sulkeutuu"), null=True, blank=True)
    closes_weekday = models.PositiveSmallIntegerField(
        _("sulkeutuu viikonpäivänä"), null=True, blank=True, validators=[MaxValueValidator(6)]
    )
    date_from = models.DateField(_("alkaen"), null=True, blank=True)
    date_to = models.DateField(_("päättyen"), null=True, blank=True)
    closed = models.BooleanField(_("suljettu"), default=False)
    always_open = models.BooleanField(_("aina auki"), default=False)
    by_appointment = models.BooleanField(_("ajanvarauksella"), default=False)
    note = I18nCharField(_("lisätieto"), blank=True, default="")
    position = models.PositiveSmallIntegerField(_("järjestys"), default=0)

    class Meta:
        ordering = ["kind", "weekday", "date_from", "opens", "position"]
        verbose_name = _("aukioloaika")
        verbose_name_plural = _("aukioloajat")
        constraints = [
            exactly_one("channel", "connection", name="hours_of_one", message=_("Ajat kuuluvat yhteen kanavaan.")),
            both_or_neither("opens", "closes", name="hours_opens_closes", message=_("Anna sekä aukeamis- että sulkeutumisaika.")),
            in_order("date_from", "date_to", name="hours_dates", message=_("Alkupäivä on loppupäivän jälkeen.")),
            rule(
                Q(kind=HoursKind.WEEKLY) | Q(date_from__isnull=False),
                name="hours_exception_dated",
                message=_("Poikkeuksella on oltava päivä."),
            ),
            rule(
                Q(closed=True) | Q(always_open=True) | Q(by_appointment=True) | Q(opens__isnull=False) | ~Q(note=""),
                name="hours_say_something",
                message=_("Kerro kellonajat, ajanvaraus tai että on suljettu."),
            ),
            rule(
                Q(kind=HoursKind.EXCEPTION) | Q(opens=None) | Q(weekday__isnull=False),
                name="hours_weekly_has_day",
                message=_("Valitse viikonpäivä, jolle kellonajat kuuluvat."),
            ),
            rule(
                (Q(weekday=None) | Q(weekday__lte=6)) & (Q(closes_weekday=None) | Q(closes_weekday__lte=6)),
                name="hours_weekday_range",
                message=_("Viikonpäivä on 0–6."),
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.weekday} {self.opens}–{self.closes}"
