"""Counts of facets against a slow reference over plain sets: what is promised beside an option is what choosing it gives."""

import random
from datetime import datetime

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from network.models import ServicePoint
from opinraitti.lib.calendar import HELSINKI
from services.enums import AreaKind, Capacity, ChannelKind, Charge, ServiceKind
from services.models import Language, Service
from services.search import counting
from services.search.documents import EMPLOYERS, INDIVIDUALS, THRESHOLDS, YES
from services.search.request import FACET_LABELS, Facet
from tests import builders

pytestmark = pytest.mark.django_db
WEDNESDAY, SUNDAY = datetime(2026, 9, 9, 12, tzinfo=HELSINKI), datetime(2026, 9, 13, 12, tzinfo=HELSINKI)
MOMENTS = st.sampled_from([WEDNESDAY, SUNDAY])
PLACES = ("kajaani", "kuhmo", "sotkamo")
CODES = {
    Facet.KIND: ("guidance", "advice"),
    Facet.SITUATION: ("tyoton", "alan-vaihto"),
    Facet.GROUP: ("nuoret", "aikuiset"),
    Facet.TOPIC: ("opiskelu", "tyo"),
    Facet.MUNICIPALITY: PLACES,
    Facet.CHANNEL: ("phone", "place", "web_page"),
    Facet.LANGUAGE: ("fi", "sv"),
    Facet.THRESHOLD: ("maksuton", "avoin", "tulkki"),
    Facet.AUDIENCE: (INDIVIDUALS, EMPLOYERS),
    Facet.PROVIDER: ("toimija-a", "toimija-b"),
    Facet.NEW_CLIENTS: (YES,),
    Facet.OPEN: (YES,),
}
# A value that exists and nobody has, and one that does not exist.
NOBODYS = dict.fromkeys(Facet, ("ei-ole",)) | {Facet.MUNICIPALITY: ("helsinki", "ei-ole"), Facet.LANGUAGE: ("ja",)}
TERMS = {Facet.SITUATION: "opinraitti_situation", Facet.GROUP: "opinraitti_group", Facet.TOPIC: "opinraitti_topic"}


class Directory:
    """Random services in the database, and beside them what each has: {service: {facet: values}}, `visit`, `everywhere`."""

    def __init__(self, seed: int, count: int):
        self.random = random.Random(seed)
        self.has: dict[int, dict] = {}
        self.providers = {slug: builders.organisation(slug, slug=slug) for slug in CODES[Facet.PROVIDER]}
        for _number in range(count):
            self._add()

    def some(self, facet: Facet) -> set[str]:
        return {value for value in CODES[facet] if self.random.random() < 0.45}

    def _add(self) -> None:
        chance = lambda: self.random.random() < 0.4  # noqa: E731
        had = {facet: self.some(facet) for facet in Facet}
        had[Facet.KIND] = {self.random.choice(CODES[Facet.KIND])}
        had[Facet.PROVIDER] = had[Facet.PROVIDER] or {"toimija-a"}
        had[Facet.AUDIENCE] = had[Facet.AUDIENCE] or {INDIVIDUALS}
        had["everywhere"] = chance()
        first, *others = sorted(had[Facet.PROVIDER])
        service = builders.service(
            self.random.choice(["Uraohjaus", "Kuvataidekoulu"]),
            organisation=self.providers[first],
            kind=ServiceKind(*had[Facet.KIND]),
            area_kind=AreaKind.NATIONWIDE if had["everywhere"] else AreaKind.LIMITED,
            charge=Charge.FREE if "maksuton" in had[Facet.THRESHOLD] else Charge.PRICED,
            drop_in="avoin" in had[Facet.THRESHOLD] or self.random.choice([None, False]),
            interpreter="tulkki" in had[Facet.THRESHOLD],
            capacity=Capacity.OPEN if had[Facet.NEW_CLIENTS] else Capacity.QUEUE,
            for_individuals=INDIVIDUALS in had[Facet.AUDIENCE],
            for_employers=EMPLOYERS in had[Facet.AUDIENCE],
            terms=[builders.term(scheme, code) for facet, scheme in TERMS.items() for code in had[facet]],
            municipalities=[builders.municipality(slug) for slug in had[Facet.MUNICIPALITY]],
            languages=Language.objects.filter(code__in=had[Facet.LANGUAGE]),
        )
        for slug in others:
            service.providers.create(organisation=self.providers[slug], role="producer")
        had["visit"] = {self.random.choice([*PLACES, "vaala"])} if "place" in had[Facet.CHANNEL] else set()
        had["name"] = str(service.name)
        self._channels(service, had)
        builders.written(service)
        self.has[service.pk] = had

    def _channels(self, service: Service, had: dict) -> None:
        """Only what people answer can be open; of those at most one keeps hours, and all keep the same."""
        answered = [kind for kind in ("phone", "place") if kind in had[Facet.CHANNEL]]
        keeps = self.random.choice(answered) if had[Facet.OPEN] and answered else None
        had[Facet.OPEN] = {YES} if keeps else set()
        for kind in sorted(had[Facet.CHANNEL]):
            channel = builders.channel(service, ChannelKind(kind), hours=kind in (keeps, "web_page"))
            for place in had["visit"] if kind == "place" else ():
                ServicePoint.objects.filter(channels=channel).update(municipality=builders.municipality(place))

    def fitting(self, words="", chosen=None, *, on_site=False, somebody_answers=True) -> set[int]:
        """The services that fit, one at a time and facet by facet."""
        asked = {facet: values for facet, values in (chosen or {}).items() if values}
        return {
            key
            for key, had in self.has.items()
            if words in had["name"].lower()
            and all(self._fits(had, facet, values, on_site, somebody_answers) for facet, values in asked.items())
        }

    def _fits(self, had, facet, values, on_site, somebody_answers) -> bool:
        if facet == Facet.MUNICIPALITY:
            serving = [value for value in values if had["everywhere"] or value in had[facet]]
            return any(value in had["visit"] or not on_site for value in serving)
        if facet == Facet.THRESHOLD:
            return all(value in had[facet] for value in values)
        if facet == Facet.OPEN:
            return somebody_answers and bool(had[facet] & set(values))
        return bool(had[facet] & set(values))


@pytest.fixture(scope="module", params=[(1, 40), (2, 70), (3, 3), (4, 0)], ids=lambda param: f"{param[1]} services")
def directory(request, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield Directory(*request.param)
        transaction.set_rollback(True)


def choices():
    """{facet: some of its values, also such as nobody has}; mostly few facets, so that something is left."""

    def of(facet):
        return st.lists(st.sampled_from(CODES[facet]), min_size=1, max_size=3, unique=True)

    few = st.lists(st.sampled_from(list(Facet)), max_size=4, unique=True)
    known = few.flatmap(lambda facets: st.fixed_dictionaries({facet: of(facet).map(tuple) for facet in facets}))
    strange = st.sampled_from(list(Facet)).flatmap(lambda facet: st.tuples(st.just(facet), st.sampled_from(NOBODYS[facet])))

    def with_strange(parts):
        chosen, extra = parts
        return chosen | ({extra[0]: (*chosen.get(extra[0], ()), extra[1])} if extra else {})

    return st.tuples(known, st.none() | st.none() | strange).map(with_strange)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    chosen=choices(), on_site=st.booleans(), words=st.sampled_from(["", "uraohjaus"]), moment=st.sampled_from([WEDNESDAY, SUNDAY])
)
def test_every_count_is_what_choosing_gives(directory, chosen, on_site, words, moment):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counting, "now", lambda: moment)
        results = builders.answer(words, chosen=chosen, on_site=on_site, size=200)
    told = {"on_site": on_site, "somebody_answers": moment == WEDNESDAY}
    fitting = directory.fitting(words, chosen, **told)
    assert {hit.service for hit in results.hits} == fitting
    assert results.total == len(fitting)
    for facet in Facet:
        offered = {option.value: option for option in results.options[facet]}
        assert len(offered) == len(results.options[facet])
        others = chosen.get(facet, ()) if facet == Facet.THRESHOLD else ()
        for value in {*offered, *CODES[facet]}:
            count = len(directory.fitting(words, {**chosen, facet: (*others, value)}, **told))
            if value in offered:
                assert offered[value].count == count, (facet, value)
                assert offered[value].chosen == (value in chosen.get(facet, ()))
                assert count or offered[value].chosen, f"a dead end: {facet} {value}"
            else:
                assert not count, f"not offered: {facet} {value}"


def test_every_facet_counts_something(directory):
    options = builders.answer().options
    assert set(options) == set(FACET_LABELS) == set(Facet)
    if len(directory.has) >= 40:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(counting, "now", lambda: WEDNESDAY)
            assert {facet: set(CODES[facet]) for facet in Facet} == {
                facet: {option.value for option in options} for facet, options in builders.answer().options.items()
            } | {Facet.OPEN: {YES}}


def test_each_fact_of_a_low_threshold_is_an_option():
    fields = {field: True for _label, field in THRESHOLDS.values() if field}
    service = builders.service(**fields, charge=Charge.FREE)
    assert {option.value for option in builders.answer().options[Facet.THRESHOLD]} == set(THRESHOLDS)
    without = dict.fromkeys(fields, False) | {"charge": Charge.PRICED}
    Service.objects.update(**without)
    builders.written(service)
    assert builders.answer().options[Facet.THRESHOLD] == ()


def test_a_chosen_value_that_nobody_has_stays_to_be_removed():
    builders.service(municipalities=[builders.municipality("kuhmo")])
    results = builders.answer(chosen={Facet.MUNICIPALITY: ("helsinki",)})
    assert results.total == 0
    assert [(one.value, one.count, one.chosen) for one in results.options[Facet.MUNICIPALITY]] == [
        ("helsinki", 0, True),
        ("kuhmo", 1, False),
    ]


def test_what_serves_everywhere_serves_a_place_that_nobody_names():
    builders.service(area_kind=AreaKind.NATIONWIDE)
    builders.service(municipalities=[builders.municipality("kuhmo")])
    for place, count in (("kuhmo", 2), ("helsinki", 1)):
        assert len(builders.found(chosen={Facet.MUNICIPALITY: (place,)})) == count
    assert builders.found(chosen={Facet.MUNICIPALITY: ("helsinki",)}, on_site=True) == []


def test_on_site_without_a_municipality_hides_nothing():
    builders.service()
    assert len(builders.found(on_site=True)) == 1


def test_on_site_counts_of_each_municipality_what_has_a_place_there():
    """The count beside another municipality tells of places there, not of places in the chosen one."""
    both = [builders.municipality("kajaani"), builders.municipality("kuhmo")]
    builders.channel(here := builders.service(municipalities=both), ChannelKind.PLACE)
    builders.written(here)
    builders.service(municipalities=both)
    for chosen in ("kajaani", "kuhmo"):
        options = builders.answer(chosen={Facet.MUNICIPALITY: (chosen,)}, on_site=True).options[Facet.MUNICIPALITY]
        assert {option.value: option.count for option in options if option.count} == {"kajaani": 1}
