"""The details of an audit event in plain Finnish: “Roolit: Ohjaaja, Toimittaja”. What has no words is shown as it is."""

from datetime import date

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from network.enums import Role
from network.members import holdings
from network.members.second_factor_reset import IdentityCheck
from opinraitti import nav

LABELS = {
    "fields": _("Muuttui"),
    "roles": _("Roolit"),
    "last_day": _("Viimeinen päivä"),
    "closes_on": _("Suljetaan"),
    "count": _("Määrä"),
    "members": _("Jäseniä"),
    "memberships": _("Jäsenyyksiä"),
    "mails": _("Viestejä"),
    "page": _("Sivu"),
    "way": _("Tapa"),
    "ways": _("Tapa"),
    "kind": _("Tapa"),
    "factors": _("Poistettiin"),
    "identity_check": _("Henkilöllisyys"),
    "source": _("Lähde"),
    "handed_over": _("Siirtyi kollegalle"),
}
_WAYS = {
    "password": _("salasana"),
    "code": _("sähköpostiin lähetetty koodi"),
    "totp": _("todentajasovellus"),
    "webauthn": _("pääsyavain"),
    "recovery_codes": _("varakoodit"),
    "socialaccount": _("oman organisaation kirjautuminen"),
}
_WORDS = {
    "roles": dict(Role.choices),
    "identity_check": dict(IdentityCheck.choices),
    **dict.fromkeys(("way", "ways", "kind", "factors"), _WAYS),
}


def lines(details: dict, subject_type: str) -> list[str]:
    """A line for each detail that is not empty, in the order in which they were written."""
    told = ((LABELS.get(key, key), _value(key, value, subject_type)) for key, value in details.items())
    return [f"{label}: {value}" for label, value in told if value]


def _value(key: str, value, subject_type: str) -> str:
    if isinstance(value, list):
        return ", ".join(_value(key, one, subject_type) for one in value)
    if isinstance(value, dict):
        return ", ".join(holdings.told(name, count) for name, count in value.items())
    if key == "fields":
        return _field(str(value), subject_type)
    if key in ("last_day", "closes_on"):
        return _day(str(value))
    if key == "page":
        return _page(str(value))
    return str(_WORDS.get(key, {}).get(value, value))


def _field(name: str, subject_type: str) -> str:
    """What the model itself calls the field."""
    try:
        return str(apps.get_model(subject_type)._meta.get_field(name).verbose_name)
    except (LookupError, ValueError, FieldDoesNotExist, AttributeError):
        return name


def _day(text: str) -> str:
    try:
        return date_format(date.fromisoformat(text), "j.n.Y")
    except ValueError:
        return text


def _page(name: str) -> str:
    return next((str(entry.label) for entry in nav.WORK if entry.url_name == name), name)
