"""Rows of a made-up directory, for measuring: not yet saved, and the same for the same seed on every database."""

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from random import Random
from uuid import NAMESPACE_URL, uuid5

from network.enums import NetworkRole
from network.models import Organisation, ServicePoint
from opinraitti.demo.bench_texts import WORDS, Author
from opinraitti.lib.calendar import HELSINKI
from services.cards import ANSWERED_BY_PEOPLE
from services.enums import AreaKind, Capacity, ChannelKind, Charge, ContactKind, HoursKind, ServiceKind, ServiceStatus
from services.models import Channel, ContactPoint, OpeningHours, Service, ServiceChannel

PREFIX = "bench-"
# Days and times do not follow the clock: the same rows today and next year.
DAY = date(2026, 11, 2)
PLACES = {code: forms.split() for code, forms in WORDS["municipalities"].items()}
_CODES, _PLACE_WEIGHTS = tuple(PLACES), (36, 9, 11, 8, 4, 3, 3, 2, 18, 6)
_KAINUU = tuple(code for code in _CODES if code not in ("305", "832"))
_CHANNELS = {
    ChannelKind.PLACE: 34, ChannelKind.PHONE: 25, ChannelKind.WEB_PAGE: 13, ChannelKind.E_SERVICE: 10, ChannelKind.CHAT: 6,
    ChannelKind.EMAIL: 6, ChannelKind.FORM: 3, ChannelKind.OUTREACH: 3,
}  # fmt: skip
_CONTACTS = {
    ChannelKind.PHONE: (ContactKind.PHONE, "08 xxx xx{:02}"),
    ChannelKind.OUTREACH: (ContactKind.PHONE, "08 xxx xx{:02}"),
    ChannelKind.EMAIL: (ContactKind.EMAIL, "neuvonta{}@mittaus.example"),
}
_OTHER_CONTACT = (ContactKind.WEB, "https://mittaus.example/{}/")
_CHARGES = {Charge.FREE: 70, Charge.PRICED: 12, Charge.OTHER: 5, Charge.UNKNOWN: 13}
_CAPACITIES = {Capacity.OPEN: 45, Capacity.QUEUE: 12, Capacity.FULL: 5, Capacity.UNKNOWN: 38}
_KINDS = dict(zip(ServiceKind, (14, 18, 20, 22, 10, 12, 4), strict=True))
_OTHER_LANGUAGES = ("ru", "uk", "ar", "se", "fa", "so", "et", "zh")
_THRESHOLDS = ("no_appointment", "no_identification", "no_language_requirement", "drop_in", "may_bring_a_friend", "interpreter")
_OPENS, _CLOSES = (
    (time(8), time(8, 30), time(9), time(10), time(12)),
    (time(14), time(15), time(15, 30), time(16), time(17), time(18)),
)
HOUR_PATTERNS = 200
_TERMS, _LANGUAGES, _MUNICIPALITIES = (getattr(Service, name).through for name in ("terms", "languages", "municipalities"))

Rows = dict[type, list]


def uuid_of(slug: str):
    return uuid5(NAMESPACE_URL, f"https://mittaus.example/{slug}")


def hour_patterns(random: Random) -> list[tuple[dict, ...]]:
    """Different weeks of a channel, each as the fields of its rows."""
    patterns = [({"always_open": True},), ({"by_appointment": True},)]
    while len(patterns) < HOUR_PATTERNS:
        times = [(random.choice(_OPENS), random.choice(_CLOSES)) for _ in range(random.choice((1, 1, 2)))]
        days = sorted(random.sample(range(5), random.choice((2, 3, 4, 5, 5, 5, 5)))) + [5] * (random.random() < 0.08)
        week = tuple(
            {"weekday": day, "opens": opens, "closes": closes} for day in days for opens, closes in [times[day % len(times)]]
        )
        if week not in patterns:
            patterns.append(week)
    return patterns


def _weighted(random: Random, weights: dict):
    return random.choices(tuple(weights), weights=weights.values())[0]


class Directory:
    """Makes organisations with all that is theirs, one after another, from one stream of chance.

    `points`: {municipality's code: (latitude, longitude) of its centre}. `terms`: {scheme: (ids in the
    vocabulary's order, how many a service has at most)}.
    """

    def __init__(self, seed: int, points: dict[str, tuple[float, float]], terms: dict[str, tuple[list[int], int]]):
        self.random = Random(seed)
        self.points, self.terms = points, terms
        self.authors = {language: Author(language, self.random) for language in ("fi", "sv", "en")}
        self.hours = hour_patterns(self.random)
        self.hour_weights = list(accumulate(1 / (rank + 5) for rank in range(len(self.hours))))
        self.made = 0

    def organisation(self, number: int, services: int) -> Rows:
        """{model: rows} of an organisation that gives so many services."""
        rows: Rows = defaultdict(list)
        words = WORDS["organisations"]
        kind, noun = self.random.choice(words["kinds"])
        name = f"{self.random.choice(words['beginnings'].split())}{self.random.choice(words['endings'].split())}".capitalize()
        code = self.random.choices(_CODES, weights=_PLACE_WEIGHTS)[0]
        organisation = Organisation(
            uuid=uuid_of(f"organisation-{number}"),
            slug=f"{PREFIX}{number:05}",
            name={"fi": f"{name}n {noun}"},
            kind=kind,
            network_role=NetworkRole.PROVIDER,
            municipality_id=code,
        )
        rows[Organisation].append(organisation)
        channels = [self._channel(rows, organisation, code, position) for position in range(max(2, services))]
        for _ in range(services):
            self._service(rows, organisation, code, channels)
        return rows

    def _channel(self, rows: Rows, organisation: Organisation, code: str, position: int) -> Channel:
        random = self.random
        first = (ChannelKind.PLACE, ChannelKind.PHONE)
        kind = first[position] if position < 2 else _weighted(random, _CHANNELS)
        point = self._place(rows, organisation, code, position) if kind == ChannelKind.PLACE else None
        channel = Channel(
            uuid=uuid_of(f"{organisation.slug}/{position}"),
            organisation=organisation,
            kind=kind,
            name=point.name if point else {"fi": f"{kind.label}, {PLACES[code][1]} toimisto"},
            service_point=point,
            open_on_holidays=random.random() < 0.03,
        )
        rows[Channel].append(channel)
        contact, form = _CONTACTS.get(kind, _OTHER_CONTACT)
        rows[ContactPoint].append(ContactPoint(channel=channel, kind=contact, value=form.format(random.randrange(100))))
        if kind in ANSWERED_BY_PEOPLE:
            week = random.choices(self.hours, cum_weights=self.hour_weights)[0]
            rows[OpeningHours] += [OpeningHours(channel=channel, position=number, **row) for number, row in enumerate(week)]
            if random.random() < 0.1:
                day = DAY + timedelta(days=random.randrange(-30, 900))
                rows[OpeningHours].append(OpeningHours(channel=channel, kind=HoursKind.EXCEPTION, date_from=day, closed=True))
        return channel

    def _place(self, rows: Rows, organisation: Organisation, code: str, position: int) -> ServicePoint:
        random = self.random
        latitude, longitude = self.points[code]
        point = ServicePoint(
            uuid=uuid_of(f"{organisation.slug}/place-{position}"),
            organisation=organisation,
            name={"fi": f"{organisation.name}, {position + 1}. toimipaikka"},
            street={"fi": f"{random.choice(WORDS['organisations']['streets'].split())} {random.randint(1, 60)}"},
            post_office={"fi": PLACES[code][0]},
            municipality_id=code,
            latitude=latitude + random.uniform(-0.05, 0.05),
            longitude=longitude + random.uniform(-0.1, 0.1),
        )
        rows[ServicePoint].append(point)
        return point

    def _service(self, rows: Rows, organisation: Organisation, code: str, channels: list[Channel]) -> None:
        random = self.random
        number, self.made = self.made, self.made + 1
        area = random.choices((AreaKind.LIMITED, AreaKind.NATIONWIDE, AreaKind.MAINLAND), weights=(94, 5, 1))[0]
        published = datetime.combine(DAY, time(9), tzinfo=HELSINKI) - timedelta(minutes=random.randrange(1_000_000))
        employers = random.random() < 0.12
        referrals = random.choice((True, False, None))
        service = Service(
            uuid=uuid_of(f"service-{number}"),
            slug=f"{PREFIX}{number:06}",
            organisation=organisation,
            kind=_weighted(random, _KINDS),
            for_individuals=not employers or random.random() < 0.5,
            for_employers=employers,
            **self._texts(code, number),
            charge=_weighted(random, _CHARGES),
            area_kind=area,
            min_age=random.choice((None, None, None, 15, 18)),
            max_age=random.choice((None, None, None, 29, 64)),
            **{fact: random.choices((True, None, False), weights=(4, 4, 2))[0] for fact in _THRESHOLDS},
            takes_referrals=referrals,
            response_days=random.choice((None, 3, 5)) if referrals else None,
            capacity=_weighted(random, _CAPACITIES),
            status=ServiceStatus.PUBLISHED,
            published_at=published,
            checked_on=DAY - timedelta(days=random.randrange(300)),
        )
        rows[Service].append(service)
        self._ties(rows, service, code if area == AreaKind.LIMITED else None)
        for position, channel in enumerate(random.sample(channels, min(len(channels), random.choice((1, 2, 2, 3, 4))))):
            rows[ServiceChannel].append(ServiceChannel(service=service, channel=channel, position=position))

    def _texts(self, code: str, number: int) -> dict:
        """{field: {language: text}}; every tenth service holds the marked word, all but every tenth the common one."""
        where, marked, common = PLACES[code][2], number % 10 == 3, number % 10 != 7
        languages = ("fi", "sv", "en") if self.random.random() < 1 / 3 else ("fi",)
        texts: dict[str, dict] = defaultdict(dict)
        for language in languages:
            for name, text in self.authors[language].texts(where, marked=marked, common=common).items():
                texts[name][language] = text
        return texts

    def _ties(self, rows: Rows, service: Service, code: str | None) -> None:
        """Terms, languages and, unless it is for everybody, municipalities."""
        random = self.random
        for ids, most in self.terms.values():
            weights = [1 / (rank + 3) for rank in range(len(ids))]
            terms = dict.fromkeys(random.choices(ids, weights=weights, k=random.randint(1, most)))
            rows[_TERMS] += [_TERMS(service=service, term_id=term) for term in terms]
        languages = ["fi", *(language for language in ("sv", "en") if random.random() < 0.3)]
        languages += [random.choice(_OTHER_LANGUAGES)] if random.random() < 0.06 else []
        rows[_LANGUAGES] += [_LANGUAGES(service=service, language_id=language) for language in languages]
        if code:
            some = random.sample(_CODES, random.randint(1, 4))
            others = random.choices(((), some, _KAINUU, _CODES), weights=(50, 22, 18, 10))[0]
            places = sorted({code, *others})
            rows[_MUNICIPALITIES] += [_MUNICIPALITIES(service=service, municipality_id=place) for place in places]
