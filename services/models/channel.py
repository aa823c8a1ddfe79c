"""Ways to reach services. A channel belongs to an organisation and may serve many services."""

import re
import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField

from network.models import Organisation, ServicePoint
from opinraitti.lib.constraints import rule
from opinraitti.lib.phone import is_phone
from services.enums import ChannelKind, Charge, ContactKind, ServiceStatus
from services.models.service import Service
from services.models.vocabulary import Language


class Channel(models.Model):
    """A place, a phone line, a chat, a web page … with its contacts and hours.

    On Finnish public holidays weekly hours do not hold unless `open_on_holidays` says so.
    """

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="channels", verbose_name=_("organisaatio"))
    kind = models.CharField(_("laji"), max_length=12, choices=ChannelKind)
    name = I18nCharField(_("nimi"))
    description = I18nTextField(_("kuvaus"), blank=True, default="")
    service_point = models.ForeignKey(
        ServicePoint, models.PROTECT, null=True, blank=True, related_name="channels", verbose_name=_("palvelupaikka")
    )
    languages = models.ManyToManyField(Language, related_name="channels", blank=True, verbose_name=_("kielet"))
    needs_login = models.BooleanField(_("vaatii tunnistautumisen"), null=True, blank=True)
    open_on_holidays = models.BooleanField(_("auki pyhäpäivinä"), default=False)
    accessibility = I18nTextField(_("saavutettavuus"), blank=True, default="")
    status = models.CharField(_("tila"), max_length=10, choices=ServiceStatus, default=ServiceStatus.PUBLISHED)
    services = models.ManyToManyField(Service, through="ServiceChannel", related_name="channels", verbose_name=_("palvelut"))

    class Meta:
        ordering = ["id"]
        verbose_name = _("asiointikanava")
        verbose_name_plural = _("asiointikanavat")
        indexes = [models.Index(fields=["kind", "status"], name="channel_kind_status")]
        constraints = [
            rule(
                ~Q(kind=ChannelKind.PLACE) | Q(service_point__isnull=False),
                name="channel_place_has_point",
                message=_("Käyntipaikalla on oltava palvelupaikka."),
            ),
            rule(
                Q(kind=ChannelKind.PLACE) | Q(service_point=None),
                name="channel_point_only_for_place",
                message=_("Palvelupaikka kuuluu vain käyntipaikkaan."),
            ),
        ]

    def __str__(self):
        return str(self.name)


class ServiceChannel(models.Model):
    """A channel used by a service: what holds for this pair only. Own hours replace the channel's."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="connections")
    channel = models.ForeignKey(Channel, models.CASCADE, related_name="connections")
    description = I18nTextField(_("kuvaus"), blank=True, default="")
    charge = models.CharField(_("hinta"), max_length=10, choices=Charge, default=Charge.UNKNOWN)
    position = models.PositiveSmallIntegerField(_("järjestys"), default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["service", "channel"],
                name="service_channel_once",
                violation_error_message=_("Kanava on jo liitetty palveluun."),
            )
        ]

    def __str__(self):
        return f"{self.service}: {self.channel}"


def validate_contact(kind: str, value: str) -> None:
    """Raises ValidationError unless a phone can be dialled (or clearly cannot) and a web address is http(s)."""
    if kind in (ContactKind.PHONE, ContactKind.SMS, ContactKind.FAX):
        if not is_phone(value):
            raise ValidationError(_("Kirjoita puhelinnumero muodossa +358401234567 tai palvelunumerona."))
    elif kind == ContactKind.EMAIL:
        if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value):
            raise ValidationError(_("Kirjoita sähköpostiosoite muodossa nimi@esimerkki.fi."))
    elif not re.match(r"https?://[^\s/]+\.[^\s/]+", value, re.IGNORECASE):
        raise ValidationError(_("Kirjoita verkko-osoite alkaen https://."))


class ContactPoint(models.Model):
    """A number, an e-mail or a web address of a channel.

    `value`: E.164, a national service number, or digits with “x” that cannot be dialled; e-mail; http(s) address.
    `language`: empty when it serves all.
    """

    channel = models.ForeignKey(Channel, models.CASCADE, related_name="contacts")
    kind = models.CharField(_("laji"), max_length=10, choices=ContactKind)
    value = models.CharField(_("arvo"), max_length=1000)
    language = models.CharField(_("kieli"), max_length=10, blank=True)
    label = I18nCharField(_("selite"), blank=True, default="")
    charge = models.CharField(_("hinta"), max_length=10, choices=Charge, default=Charge.UNKNOWN)
    charge_info = I18nTextField(_("hinnan tiedot"), blank=True, default="")
    position = models.PositiveSmallIntegerField(_("järjestys"), default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [rule(~Q(value=""), name="contact_has_value", message=_("Yhteystieto puuttuu."))]

    def __str__(self):
        return self.value

    def clean(self):
        validate_contact(self.kind, self.value)
