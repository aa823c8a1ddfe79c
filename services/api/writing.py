"""Rows as the interface gives them: dictionaries in the shapes of `schemas`. No queries of their own.

`language` None writes texts in all their languages. `at` makes a path of the portal an absolute address.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import override

from services.api.reading import Codes
from services.api.texts import text, texts
from services.cards import OWN_SCHEMES
from services.enums import Charge, TermScheme
from services.hours import hours_of, open_state

THRESHOLD_FIELDS = (
    "no_appointment", "drop_in", "no_identification", "no_language_requirement", "may_bring_a_friend", "interpreter",
)  # fmt: skip
_LONG_TEXTS = (
    "alternative_name", "description", "general_description", "for_whom", "how_to", "deadline", "processing_time",
    "validity", "charge_info",
)  # fmt: skip
_BRIEF = (
    "slug", "kind", "charge", "capacity", "for_individuals", "for_employers", "checked_on", "published_at", "changed_at",
)  # fmt: skip
_FREE = {Charge.FREE: True, Charge.PRICED: False}


@dataclass(frozen=True)
class Writer:
    language: str | None
    at: Callable[[str], str]
    moment: datetime

    def _page(self, row) -> str:
        with override(self.language or "fi"):
            return self.at(row.get_absolute_url())

    def _api(self, name: str, row) -> str:
        return self.at(reverse(name, args=[row.uuid]))

    # -------------------------------------------------------------- services
    def brief(self, service, codes: Codes) -> dict:
        terms = {scheme: [code for one, code in codes.terms if one == scheme] for scheme in OWN_SCHEMES}
        return {
            **{name: getattr(service, name) for name in _BRIEF},
            **texts(service, ("name", "summary"), self.language),
            "id": service.uuid,
            "url": self._page(service),
            "api": self._api("api_service", service),
            "organisation": self.organisation_name(service.organisation),
            "situations": terms[TermScheme.SITUATION],
            "groups": terms[TermScheme.GROUP],
            "topics": terms[TermScheme.TOPIC],
            "area": service.area_kind,
            "municipalities": codes.municipalities,
            "channels": list(dict.fromkeys(codes.channels)),
            "languages": codes.languages,
            "thresholds": {"free": _FREE.get(service.charge), **{name: getattr(service, name) for name in THRESHOLD_FIELDS}},
        }

    def service(self, service) -> dict:
        """Needs a row of `reading.services`."""
        plain = ("keywords", "min_age", "max_age", "takes_referrals", "response_days")
        brief, long_texts = self.brief(service, Codes.of(service)), texts(service, _LONG_TEXTS, self.language)
        return {
            **brief,
            **long_texts,
            **{name: getattr(service, name) for name in plain},
            "fallback": brief["fallback"] | long_texts["fallback"],
            "providers": [
                {"role": provider.role, "organisation": self.organisation_name(provider.organisation)}
                for provider in service.providers.all()
            ],
            "terms": [
                {"scheme": term.scheme, "code": term.code, "uri": term.uri, **texts(term, ("label",), self.language)}
                for term in service.terms.all()
            ],
            "channel_details": [self._channel(connection) for connection in service.open_connections],
        }

    def _channel(self, connection) -> dict:
        channel, rows = connection.channel, hours_of(connection.channel, connection)
        state = open_state(rows, self.moment, open_on_holidays=channel.open_on_holidays)
        return {
            **texts(channel, ("name", "description", "accessibility"), self.language),
            "id": channel.uuid,
            "kind": channel.kind,
            "use": text(connection.description, self.language),
            "charge": connection.charge,
            "languages": [language.code for language in channel.languages.all()],
            "needs_login": channel.needs_login,
            "open_on_holidays": channel.open_on_holidays,
            "contacts": [self._contact(contact) for contact in channel.contacts.all()],
            "place": channel.service_point and self.place(channel.service_point),
            "hours": [self._hours(row) for row in rows],
            "open_now": {"state": state.state, "closes_at": state.closes_at, "opens_at": state.opens_at},
        }

    def _contact(self, contact) -> dict:
        plain = {name: getattr(contact, name) for name in ("kind", "value", "language", "charge")}
        return plain | texts(contact, ("label", "charge_info"), self.language)

    def _hours(self, row) -> dict:
        plain = ("kind", "date_from", "date_to", "closed", "always_open", "by_appointment")
        return {
            **{name: getattr(row, name) for name in plain},
            **{name: _iso_weekday(getattr(row, name)) for name in ("weekday", "closes_weekday")},
            **{name: _clock(getattr(row, name)) for name in ("opens", "closes")},
            **texts(row, ("note",), self.language),
        }

    def place(self, point) -> dict:
        return {
            **texts(point, ("name", "street", "post_office", "accessibility", "directions"), self.language),
            "id": point.uuid,
            "postal_code": point.postal_code,
            "municipality": point.municipality_id,
            "latitude": point.latitude,
            "longitude": point.longitude,
        }

    # ---------------------------------------------------------- organisations
    def organisation_name(self, organisation) -> dict:
        return {
            **texts(organisation, ("name",), self.language),
            "id": organisation.uuid,
            "slug": organisation.slug,
            "api": self._api("api_organisation", organisation),
        }

    def organisation_brief(self, organisation) -> dict:
        """Needs a row of `reading.organisations`."""
        plain = ("kind", "network_role", "business_id", "changed_at")
        return {
            **{name: getattr(organisation, name) for name in plain},
            **self.organisation_name(organisation),
            "url": self._page(organisation),
            "municipality": organisation.municipality_id,
            "services": organisation.service_count,
        }

    def organisation(self, organisation) -> dict:
        """Needs `reading.organisation_details`."""
        brief, long_texts = self.organisation_brief(organisation), texts(organisation, ("description", "website"), self.language)
        return {
            **brief,
            **long_texts,
            "fallback": brief["fallback"] | long_texts["fallback"],
            "email": organisation.email,
            "phone": organisation.phone,
            "parent": organisation.parent and self.organisation_name(organisation.parent),
            "children": [self.organisation_name(child) for child in organisation.present_children],
            "places": [self.place(point) for point in organisation.service_points.all()],
            "former_names": [
                {"valid_to": row.valid_to, **texts(row, ("name",), self.language)} for row in organisation.former_names.all()
            ],
            "predecessors": [self.organisation_name(row.predecessor) for row in organisation.successions_in.all()],
        }

    # --------------------------------------------------------------- code lists
    def municipality(self, place) -> dict:
        plain = {name: getattr(place, name) for name in ("code", "slug", "latitude", "longitude")}
        return plain | texts(place, ("name",), self.language) | {"services": place.service_count}

    def term(self, term) -> dict:
        plain = {name: getattr(term, name) for name in ("scheme", "code", "uri")}
        return {
            **plain,
            **texts(term, ("label",), self.language),
            "parent": term.parent and term.parent.code,
            "same_as": [same.code for same in term.same_as.all()],
        }


def _iso_weekday(day: int | None) -> int | None:
    return None if day is None else day + 1


def _clock(time) -> str | None:
    return time and time.strftime("%H:%M")
