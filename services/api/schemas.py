"""The shapes of the answers; OpenAPI describes them by these, and each answer is checked against them before it leaves."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from network.enums import NetworkRole, OrganisationKind
from services.enums import AreaKind, Capacity, ChannelKind, Charge, ContactKind, HoursKind, ProviderRole, ServiceKind, TermScheme
from services.hours import State

Text = Annotated[
    str | dict[str, str],
    Field(
        description="With `lang` a string, without it an object of all languages.",
        examples=["Uraohjaus", {"fi": "Uraohjaus", "en": "Career guidance"}],
    ),
]
Address = Annotated[str, Field(description="An absolute address.", examples=["https://opinraitti.example/api/v1/services"])]


class WithTexts(Schema):
    fallback: dict[str, str] = Field(
        description="With `lang`: {field: language} of the texts that are not in it.", examples=[{"summary": "fi"}]
    )


class OrganisationName(WithTexts):
    id: UUID
    slug: str
    name: Text
    api: Address


class Provider(Schema):
    role: Literal[*ProviderRole.values]
    organisation: OrganisationName


class Municipality(WithTexts):
    code: str = Field(description="The three-digit code of Statistics Finland.", examples=["290"])
    slug: str = Field(description="The value of the parameter `municipality`.", examples=["kuhmo"])
    name: Text
    latitude: float | None = Field(description="WGS84, degrees.")
    longitude: float | None
    services: int = Field(description="Public services that name the municipality.")


class Term(WithTexts):
    scheme: Literal[*TermScheme.values]
    code: str = Field(examples=["tyoton"])
    uri: str = Field(description="The national address of the code, or “”.")
    label: Text
    parent: str | None = Field(description="The code of the class above, in the same scheme.")
    same_as: list[str] = Field(description="Codes of the national lists that mean nearly the same.")


class ServiceTerm(WithTexts):
    scheme: Literal[*TermScheme.values]
    code: str
    uri: str
    label: Text


class Contact(WithTexts):
    kind: Literal[*ContactKind.values]
    value: str = Field(
        description="A telephone number (E.164, a national service number, or with “x” when it cannot be dialled), "
        "an e-mail or an address.",
        examples=["+358401234567"],
    )
    language: str = Field(description="“” when it serves all languages.")
    label: Text
    charge: Literal[*Charge.values]
    charge_info: Text


class Place(WithTexts):
    id: UUID
    name: Text
    street: Text
    postal_code: str
    post_office: Text
    municipality: str | None = Field(description="The code of the municipality.")
    latitude: float | None = Field(description="WGS84, degrees.")
    longitude: float | None
    accessibility: Text
    directions: Text


class Hours(WithTexts):
    """Local time in Finland. An exception wins over weekly rows on its days."""

    kind: Literal[*HoursKind.values]
    weekday: int | None = Field(description="1 (Monday) to 7.", ge=1, le=7)
    opens: str | None = Field(examples=["09:00"])
    closes: str | None = Field(examples=["15:00"])
    closes_weekday: int | None = Field(description="When it closes on another day.", ge=1, le=7)
    date_from: date | None
    date_to: date | None
    closed: bool
    always_open: bool
    by_appointment: bool
    note: Text


class OpenNow(Schema):
    state: Literal[*(state.value for state in State)]
    closes_at: datetime | None
    opens_at: datetime | None


class Channel(WithTexts):
    id: UUID
    kind: Literal[*ChannelKind.values]
    name: Text
    description: Text
    use: Text = Field(description="What holds when this service uses the channel.")
    charge: Literal[*Charge.values]
    languages: list[str]
    needs_login: bool | None
    open_on_holidays: bool = Field(description="Whether weekly hours hold on Finnish public holidays.")
    accessibility: Text
    contacts: list[Contact]
    place: Place | None
    hours: list[Hours]
    open_now: OpenNow


class ServiceBrief(WithTexts):
    id: UUID = Field(description="Stays the same when the name and the addresses change.")
    slug: str
    url: Address = Field(description="The page for people.")
    api: Address = Field(description="All of the service.")
    name: Text
    summary: Text
    kind: Literal[*ServiceKind.values]
    organisation: OrganisationName
    situations: list[str]
    groups: list[str]
    topics: list[str]
    area: Literal[*AreaKind.values]
    municipalities: list[str] = Field(description="Slugs, when the area is `limited`.")
    channels: list[Literal[*ChannelKind.values]]
    languages: list[str]
    charge: Literal[*Charge.values]
    capacity: Literal[*Capacity.values]
    thresholds: dict[str, bool | None] = Field(
        description="What makes it easy to come; null when nobody has told.", examples=[{"drop_in": True, "interpreter": None}]
    )
    for_individuals: bool
    for_employers: bool
    checked_on: date | None = Field(description="The day on which the provider last said that this holds.")
    published_at: datetime | None
    changed_at: datetime


class Reason(Schema):
    text: str
    situation: bool


class Hit(ServiceBrief):
    reasons: list[Reason] = Field(description="Words or life situations it was found by.")
    distance_km: float | None = Field(description="From the centre of the municipality chosen.")


class Service(ServiceBrief):
    alternative_name: Text
    description: Text
    general_description: Text = Field(description="The national description.")
    for_whom: Text
    how_to: Text
    deadline: Text
    processing_time: Text
    validity: Text
    charge_info: Text
    keywords: dict[str, list[str]]
    min_age: int | None
    max_age: int | None
    takes_referrals: bool | None
    response_days: int | None
    providers: list[Provider]
    terms: list[ServiceTerm]
    channel_details: list[Channel]


class OrganisationBrief(OrganisationName):
    url: Address
    kind: Literal[*OrganisationKind.values]
    network_role: Literal[*NetworkRole.values]
    municipality: str | None = Field(description="The code of the home municipality.")
    business_id: str
    services: int = Field(description="Public services it is responsible for.")
    changed_at: datetime


class FormerName(WithTexts):
    name: Text
    valid_to: date


class Organisation(OrganisationBrief):
    description: Text
    website: Text
    email: str
    phone: str
    parent: OrganisationName | None
    children: list[OrganisationName]
    places: list[Place]
    former_names: list[FormerName]
    predecessors: list[OrganisationName]


class Option(Schema):
    value: str
    label: str
    count: int = Field(description="How many services it would give, counted without this facet's own choices.")
    chosen: bool


class Understood(Schema):
    """What the words were taken to mean beside themselves: services of that kind come first."""

    facet: str
    value: str
    label: str
    said: str


class Page(Schema):
    total: int
    page: int
    pages: int
    next: Address | None
    previous: Address | None


class ServicePage(Page):
    items: list[Hit]
    sort: str
    facets: dict[str, list[Option]]
    understood: list[Understood]
    suggestion: str = Field(description="The question spelt otherwise, or “”.")
    notices: list[str]


class OrganisationPage(Page):
    items: list[OrganisationBrief]


class MunicipalityPage(Page):
    items: list[Municipality]


class TermPage(Page):
    items: list[Term]


class Root(Schema):
    services: Address
    organisations: Address
    municipalities: Address
    terms: Address
    openapi: Address
    guide: Address = Field(description="The same in words, for people.")
