"""The neutral model: what any source (PTV v11, later v12, the demo network, a sheet) says of the directory.

A reader turns foreign data into these records; `services.importing` compares them with the database and
writes the difference. Nothing here knows a database or a foreign format.

Shapes shared by all records:

* `Texts` is {language code: text}; codes as in PTV (fi, sv, en, se, …) and our own `fi-simple`.
* `foreign_id` is the source's own identity of the record; records refer to each other by it.
* `None` means "the source does not speak of this": the value in the database is left alone.
  An empty value ({} or "" or ()) means "the source says there is none".
* `raw` is the payload as it came, where the source has one; two records are equal whatever theirs are.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time

Texts = dict[str, str]


@dataclass(frozen=True, kw_only=True)
class TermRef:
    """A code of a vocabulary. `scheme` is a value of `services.enums.TermScheme`."""

    scheme: str
    code: str
    uri: str = ""
    labels: Texts = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Contact:
    """One way to reach a channel. `kind` is a value of `ContactKind`.

    `value`: phone in E.164 ("+358401234567"), a national service number ("0295025500", "116117"),
    or a form that cannot be dialled (contains "x": "08 xxx xx01"); an e-mail; an http(s) address.
    """

    kind: str
    value: str
    language: str = ""
    label: Texts = field(default_factory=dict)
    charge: str = "unknown"
    charge_info: Texts = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Hours:
    """One row of opening hours; local time in Helsinki.

    weekly: `weekday` 0 (Monday) to 6, `opens`, `closes`; `closes_weekday` when it closes on another day
    (over midnight). `always_open` or `by_appointment` need neither weekday nor times.
    exception: `date_from` to `date_to` (both included), either `closed` or `opens` and `closes`; wins over
    weekly; without `date_to` it is of one day.
    For a weekly row the two dates bound its season; None is open-ended.
    """

    kind: str = "weekly"
    weekday: int | None = None
    opens: time | None = None
    closes: time | None = None
    closes_weekday: int | None = None
    date_from: date | None = None
    date_to: date | None = None
    closed: bool = False
    always_open: bool = False
    by_appointment: bool = False
    note: Texts = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class FormerName:
    """A name the organisation bore from `valid_from` (None: unknown) to `valid_to`, both included."""

    names: Texts
    valid_from: date | None
    valid_to: date


@dataclass(frozen=True, kw_only=True)
class AreaRef:
    """A named set of municipalities. `sort` is a value of `network.enums.AreaSort`, `code` the source's code of it."""

    sort: str
    code: str


@dataclass(frozen=True, kw_only=True)
class OrganisationRecord:
    """`kind`: `network.enums.OrganisationKind`; `network_role`: `NetworkRole`.

    `successors` are foreign ids of the organisations that took over when this one ended (`ended_on`).
    `stub`: another record names the organisation and nothing else is known of it; a stub changes no organisation.
    """

    foreign_id: str
    names: Texts
    kind: str = "other"
    network_role: str | None = None
    business_id: str = ""
    parent: str | None = None
    municipality: str | None = None
    descriptions: Texts = field(default_factory=dict)
    website: Texts = field(default_factory=dict)
    email: str = ""
    phone: str = ""
    former_names: tuple[FormerName, ...] | None = None
    name_since: date | None = None
    ended_on: date | None = None
    successors: tuple[str, ...] | None = None
    succession_note: Texts = field(default_factory=dict)
    modified: datetime | None = None
    stub: bool = False
    raw: dict | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class PlaceRecord:
    """A service point. `latitude`/`longitude` in WGS84 degrees, both or neither; `municipality` a three-digit code."""

    foreign_id: str
    organisation: str
    names: Texts
    street: Texts = field(default_factory=dict)
    postal_code: str = ""
    post_office: Texts = field(default_factory=dict)
    municipality: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    accessibility: Texts = field(default_factory=dict)
    directions: Texts = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ChannelRecord:
    """A way to the services of an organisation. `kind`: `ChannelKind`; `place` is required for kind "place"."""

    foreign_id: str
    organisation: str
    kind: str
    names: Texts
    descriptions: Texts = field(default_factory=dict)
    place: PlaceRecord | None = None
    contacts: tuple[Contact, ...] = ()
    hours: tuple[Hours, ...] = ()
    languages: tuple[str, ...] = ()
    needs_login: bool | None = None
    open_on_holidays: bool | None = None
    accessibility: Texts = field(default_factory=dict)
    status: str = "published"
    modified: datetime | None = None
    raw: dict | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class Connection:
    """A channel used by a service, with the words and hours that hold for this pair only."""

    channel: str
    descriptions: Texts = field(default_factory=dict)
    charge: str = "unknown"
    hours: tuple[Hours, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Provider:
    """An organisation beside the responsible one; `role`: `ProviderRole`."""

    organisation: str
    role: str


@dataclass(frozen=True, kw_only=True)
class ServiceRecord:
    """A service of one responsible organisation (`organisation`, a foreign id).

    `kind`: `ServiceKind`; `charge`: `Charge`; `area_kind`: `AreaKind`; `capacity`: `Capacity`.
    `municipalities`: three-digit codes, used with those of `areas` when `area_kind` is "limited".
    The seven low-threshold facts are True, False or None (not told). Ages in years, both included.
    `response_days` in Finnish working days. `connections` None: the source keeps them elsewhere.
    """

    foreign_id: str
    organisation: str
    names: Texts
    alternative_names: Texts = field(default_factory=dict)
    summaries: Texts = field(default_factory=dict)
    descriptions: Texts = field(default_factory=dict)
    general_descriptions: Texts | None = field(default_factory=dict)
    for_whom: Texts = field(default_factory=dict)
    how_to: Texts = field(default_factory=dict)
    deadline: Texts = field(default_factory=dict)
    processing_time: Texts = field(default_factory=dict)
    validity: Texts = field(default_factory=dict)
    keywords: dict[str, tuple[str, ...]] = field(default_factory=dict)
    charge: str = "unknown"
    charge_info: Texts = field(default_factory=dict)
    kind: str | None = None
    for_individuals: bool | None = None
    for_employers: bool | None = None
    terms: tuple[TermRef, ...] = ()
    languages: tuple[str, ...] = ()
    area_kind: str = "limited"
    municipalities: tuple[str, ...] = ()
    areas: tuple[AreaRef, ...] = ()
    laws: tuple[tuple[str, str], ...] = ()
    providers: tuple[Provider, ...] = ()
    connections: tuple[Connection, ...] | None = None
    min_age: int | None = None
    max_age: int | None = None
    no_appointment: bool | None = None
    no_identification: bool | None = None
    no_language_requirement: bool | None = None
    drop_in: bool | None = None
    may_bring_a_friend: bool | None = None
    interpreter: bool | None = None
    takes_referrals: bool | None = None
    referral_must_tell: Texts | None = None
    response_days: int | None = None
    capacity: str | None = None
    checked_on: date | None = None
    easy_finnish_checked_on: date | None = None
    status: str = "published"
    modified: datetime | None = None
    raw: dict | None = field(default=None, compare=False, repr=False)


Record = OrganisationRecord | PlaceRecord | ChannelRecord | ServiceRecord
