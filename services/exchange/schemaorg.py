"""Services and organisations as schema.org JSON-LD: a pure mapping of prefetched rows, without queries.

A document is in the language of its page; a text that fell back says its language itself. Properties without a value
are left out. Numbers that cannot be dialled stay on the page.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from network.enums import OrganisationKind
from opinraitti.lib.phone import is_dialable
from opinraitti.lib.text import localised
from services.enums import AreaKind, Charge, ContactKind, ProviderRole, TermScheme
from services.exchange.schemaorg_hours import exceptional_hours, weekly_hours
from services.hours import hours_of

Node = dict[str, object]

CONTEXT = "https://schema.org"
ORGANISATION_TYPES = {
    OrganisationKind.MUNICIPALITY: "GovernmentOrganization",
    OrganisationKind.EMPLOYMENT_SERVICES: "GovernmentOrganization",
    OrganisationKind.WELLBEING_COUNTY: "GovernmentOrganization",
    OrganisationKind.STATE: "GovernmentOrganization",
    OrganisationKind.VOCATIONAL_SCHOOL: "EducationalOrganization",
    OrganisationKind.UPPER_SECONDARY_SCHOOL: "EducationalOrganization",
    OrganisationKind.LIBERAL_ADULT_EDUCATION: "EducationalOrganization",
    OrganisationKind.HIGHER_EDUCATION: "CollegeOrUniversity",
    OrganisationKind.ASSOCIATION: "NGO",
}


def _kept(**properties) -> Node:
    """The properties that have a value; `type_` and `id_` become @type and @id."""
    named = {f"@{name[:-1]}" if name.endswith("_") else name: value for name, value in properties.items()}
    return {name: value for name, value in named.items() if value not in (None, "", [], {}, ())}


@dataclass(frozen=True)
class Mapping:
    """Into the documents of pages in `language`. `at` gives the address of a row's page, in that language.

    `name_at` gives the one that names the thing itself, the same in all languages. `today` decides which exceptional
    hours are past.
    """

    language: str
    at: Callable[[object], str]
    name_at: Callable[[object], str]
    today: date

    def text(self, value) -> str | Node:
        found = localised(value, self.language)
        return {"@value": found.text, "@language": found.language} if found.fallback else found.text

    # --------------------------------------------------------------- services
    def service(self, service, connections: Iterable) -> Node:
        """The document of a service page, from the rows of `services.cards.with_details`."""
        government = ORGANISATION_TYPES.get(service.organisation.kind) == "GovernmentOrganization"
        terms = list(service.terms.all())
        producers = [row.organisation for row in service.providers.all() if row.role == ProviderRole.PRODUCER]
        responsible = [row.organisation for row in service.providers.all() if row.role == ProviderRole.CO_RESPONSIBLE]
        return {"@context": CONTEXT} | _kept(
            type_="GovernmentService" if government else "Service",
            id_=self.name_at(service),
            url=self.at(service),
            identifier=_kept(type_="PropertyValue", propertyID="UUID", value=str(service.uuid)),
            name=self.text(service.name),
            alternateName=self.text(service.alternative_name),
            description=self.text(service.description or service.summary),
            serviceType=self._labels(terms, TermScheme.SERVICE_CLASS),
            category=self._labels(terms, TermScheme.TOPIC),
            audience=self._audiences(service, terms),
            areaServed=self._areas(service),
            provider=[self._organisation_named(one) for one in (service.organisation, *responsible)],
            serviceOperator=[self._organisation_named(one) for one in producers] if government else None,
            availableChannel=[self._channel(connection) for connection in connections],
            offers=self._offer(service),
            mainEntityOfPage=_kept(
                type_="WebPage",
                id_=self.at(service),
                inLanguage=self.language,
                dateModified=service.changed_at.isoformat(timespec="seconds"),
                lastReviewed=service.checked_on and service.checked_on.isoformat(),
            ),
        )

    def _labels(self, terms: list, scheme: TermScheme) -> list:
        return [self.text(term.label) for term in terms if term.scheme == scheme]

    def _audiences(self, service, terms: list) -> list[Node]:
        groups = self._labels(terms, TermScheme.GROUP) or self._labels(terms, TermScheme.TARGET_GROUP)
        people = _kept(
            type_="PeopleAudience",
            audienceType=groups,
            description=self.text(service.for_whom),
            suggestedMinAge=service.min_age,
            suggestedMaxAge=service.max_age,
        )
        told = [people] if service.for_individuals and len(people) > 1 else []
        return [*told, *([{"@type": "BusinessAudience", "audienceType": "employer"}] if service.for_employers else [])]

    def _areas(self, service) -> list[Node]:
        if service.area_kind != AreaKind.LIMITED:
            return [{"@type": "AdministrativeArea", "name": "Finland", "identifier": "FI"}]
        return [
            _kept(type_="AdministrativeArea", name=self.text(place.name), identifier=place.code)
            for place in service.municipalities.all()
        ]

    def _offer(self, service) -> Node:
        price = {"price": "0", "priceCurrency": "EUR"} if service.charge == Charge.FREE else {}
        offer = _kept(type_="Offer", description=self.text(service.charge_info), **price)
        return offer if len(offer) > 1 else {}

    # --------------------------------------------------------------- channels
    def _channel(self, connection) -> Node:
        channel, rows = connection.channel, hours_of(connection.channel, connection)
        contacts = {kind: [one for one in channel.contacts.all() if one.kind == kind] for kind in ContactKind}
        holds = {"open_on_holidays": channel.open_on_holidays, "today": self.today}
        hours = [*weekly_hours(rows), *exceptional_hours(rows, **holds)]
        return _kept(
            type_="ServiceChannel",
            name=self.text(channel.name),
            description=self.text(connection.description or channel.description),
            availableLanguage=[language.code for language in channel.languages.all()],
            serviceUrl=_one_or_all([one.value for one in contacts[ContactKind.WEB]]),
            servicePhone=self._numbers(contacts[ContactKind.PHONE], hours) + self._mails(contacts[ContactKind.EMAIL]),
            serviceSmsNumber=self._numbers(contacts[ContactKind.SMS], []),
            serviceLocation=self.place(channel.service_point, rows, holds) if channel.service_point else None,
        )

    def _numbers(self, contacts: list, hours: list[Node]) -> list[Node]:
        return [
            _kept(
                type_="ContactPoint",
                telephone=one.value,
                name=self.text(one.label),
                availableLanguage=one.language,
                hoursAvailable=hours,
            )
            for one in contacts
            if is_dialable(one.value)
        ]

    def _mails(self, contacts: list) -> list[Node]:
        return [_kept(type_="ContactPoint", email=one.value, name=self.text(one.label)) for one in contacts]

    def place(self, point, rows: Iterable = (), holds: Node | None = None) -> Node:
        """A place, with its hours when `rows` tell them."""
        return _kept(
            type_="Place",
            name=self.text(point.name),
            description=self.text(point.directions),
            address=_kept(
                type_="PostalAddress",
                streetAddress=localised(point.street, self.language).text,
                postalCode=point.postal_code,
                addressLocality=localised(point.post_office, self.language).text,
                addressCountry="FI",
            ),
            geo=None
            if point.latitude is None
            else {"@type": "GeoCoordinates", "latitude": point.latitude, "longitude": point.longitude},
            openingHoursSpecification=weekly_hours(rows),
            specialOpeningHoursSpecification=exceptional_hours(rows, **holds) if holds else None,
        )

    # ----------------------------------------------------------- organisations
    def organisation(self, organisation, places: Iterable = ()) -> Node:
        """The document of a provider's page; prefetch `former_names`."""
        website = localised(organisation.website, self.language).text
        return (
            {"@context": CONTEXT}
            | self._organisation_named(organisation)
            | _kept(
                identifier=organisation.business_id
                and {"@type": "PropertyValue", "propertyID": "Y-tunnus", "value": organisation.business_id},
                alternateName=[self.text(former.name) for former in organisation.former_names.all()],
                description=self.text(organisation.description),
                sameAs=website if website.startswith(("https://", "http://")) else None,
                email=organisation.email,
                telephone=organisation.phone if is_dialable(organisation.phone) else None,
                parentOrganization=organisation.parent and self._organisation_named(organisation.parent),
                location=[self.place(point) for point in places],
                mainEntityOfPage=_kept(
                    type_="WebPage",
                    id_=self.at(organisation),
                    inLanguage=self.language,
                    dateModified=organisation.changed_at.isoformat(timespec="seconds"),
                ),
            )
        )

    def _organisation_named(self, organisation) -> Node:
        return _kept(
            type_=ORGANISATION_TYPES.get(organisation.kind, "Organization"),
            id_=self.name_at(organisation),
            name=self.text(organisation.name),
            url=self.at(organisation),
        )


def _one_or_all(values: list[str]) -> str | list[str]:
    return values[0] if len(values) == 1 else values
