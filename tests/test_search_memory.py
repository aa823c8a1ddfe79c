"""The index in memory: renewed piece by piece it is what it would be read whole, and every worker learns of a change."""

import importlib.util
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from time import sleep

import numpy as np
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from network.models import ServicePoint
from opinraitti.lib.calendar import HELSINKI
from services import directory_state
from services.enums import ChannelKind, ServiceStatus
from services.models import DirectoryState, SearchDocument, Service
from services.search import current as module
from services.search import index, memory
from services.search.bits import counted, packed, unpacked
from services.search.memory import Index, Postings
from services.search.terms import hashed
from tests import builders

NAMES = ("Uraohjaus", "Työpaja nuorille", "Kielikurssi", "Työhönvalmennus")
PLACES = ("kajaani", "kuhmo", "sotkamo")
MOMENTS = [datetime(2026, 9, day, 10, tzinfo=HELSINKI) for day in (7, 13)]


def told(held: Index) -> dict:
    """All an index says, by the keys of services instead of the numbers of documents."""
    numbers = held.postings.docs
    facets = {
        (facet, value, int(key))
        for facet, rows in held.facets.items()
        for value, row in rows.rows.items()
        for key in held.services[unpacked(rows.row(row), len(held))]
    }
    return {
        "services": held.services.tolist(),
        "digests": held.digests.tolist(),
        "postings": set(
            zip(held.postings.flat().tolist(), held.services[numbers].tolist(), held.postings.weights.tolist(), strict=True)
        ),
        "number of postings": len(numbers),
        "facets": facets,
        "order": held.names.order("fi").tolist(),
        "bearers": {name: held.names.bearers(name.lower()).tolist() for name in NAMES},
        "distances": held.places.distances_from(64.2, 27.7).tolist(),
        "open": [held.openings.at(moment).tolist() for moment in MOMENTS],
        "spelled": held.spelled,
    }


class Changes:
    """Changes to a few services, each told to the search as the portal does."""

    def __init__(self):
        self.rows: list[Service] = []

    def create(self, which: int) -> None:
        places = [builders.municipality(PLACES[which % 3])]
        self.rows.append(builders.service(NAMES[which % 4], municipalities=places, keywords={"fi": ["opo"] * (which % 2)}))

    def rename(self, which: int) -> None:
        self._update(which, name={"fi": NAMES[which // 4 % 4]})

    def mark(self, which: int) -> None:
        self._update(which, drop_in=bool(which % 2), summary={"fi": f"Tule {PLACES[which % 3]}."})

    def give_a_place(self, which: int) -> None:
        if self.rows:
            channel = builders.channel(self._row(which), ChannelKind.PLACE)
            ServicePoint.objects.filter(channels=channel).update(latitude=64 + which / 10, longitude=27.5)
            builders.written(self._row(which))

    def give_hours(self, which: int) -> None:
        if self.rows:
            builders.channel(self._row(which))
            builders.written(self._row(which))

    def archive(self, which: int) -> None:
        self._update(which, status=ServiceStatus.ARCHIVED, archived_at="2026-01-01T00:00Z")

    def publish(self, which: int) -> None:
        self._update(which, status=ServiceStatus.PUBLISHED, archived_at=None)

    def delete(self, which: int) -> None:
        if self.rows:
            self.rows.pop(which % len(self.rows)).delete()

    def _row(self, which: int) -> Service:
        return self.rows[which % len(self.rows)]

    def _update(self, which: int, **columns) -> None:
        if self.rows:
            Service.objects.filter(pk=self._row(which).pk).update(**columns)
            builders.written(self._row(which))


KINDS = ["create", "create", "rename", "mark", "give_hours", "give_a_place", "archive", "publish", "delete"]
STEPS = st.tuples(st.sampled_from(KINDS), st.integers(0, 11))


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(STEPS, st.booleans()), min_size=1, max_size=10))
def test_an_index_renewed_is_an_index_read_whole(steps):
    with builders.undone():
        changes, held = Changes(), None
        for (step, which), read_now in steps:
            getattr(changes, step)(which)
            if read_now:
                held = memory.read(1, held)
                assert told(held) == told(memory.read(1))
        assert told(memory.read(2, held)) == told(memory.read(2))


@pytest.mark.django_db
def test_only_what_changed_is_read_again(django_assert_num_queries):
    services = [builders.service(name) for name in NAMES]
    held = memory.read(1)
    with django_assert_num_queries(1):
        memory.read(1, held)
    Service.objects.filter(pk=services[1].pk).update(name={"fi": "Kuvataidekoulu"})
    index.write(Service.objects.filter(pk=services[1].pk))
    with django_assert_num_queries(2) as queries:
        memory.read(1, held)
    assert queries[1]["sql"].count(str(services[1].pk)) == 1
    assert f"{services[2].pk}" not in queries[1]["sql"].partition("WHERE")[2]


@pytest.mark.django_db
def test_postings_give_the_documents_of_a_term():
    first, second = builders.service("Uraohjaus"), builders.service("Kainuun nuorten ja aikuisten uraohjausta monessa paikassa")
    held = memory.read(1)
    docs, weights = held.postings[hashed("b:uraohjaus")]
    assert held.services[docs].tolist() == [first.pk, second.pk]
    assert weights[0] > weights[1] > 0, "the shorter name says it more"
    for unknown in (hashed("b:ei-ole"), 0, 2**64 - 1):
        assert len(held.postings[unknown][0]) == len(held.postings[unknown][1]) == 0
    assert len(Postings.of(np.empty(0, "u8"), np.empty(0, "i4"), np.empty(0, "f2"))[1][0]) == 0


@given(st.lists(st.booleans(), max_size=200))
def test_bits_are_the_documents(mask):
    bits = packed(np.array(mask, bool))
    assert unpacked(bits, len(mask)).tolist() == mask
    assert counted(bits) == sum(mask)


def worker():
    """What another process holds: the module anew, with a state of its own."""
    spec = importlib.util.find_spec(module.__name__)
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def names(one) -> list[str]:
    return [str(Service.objects.get(pk=key).name) for key in one.current().index.services.tolist()]


@pytest.mark.django_db
def test_every_worker_learns_of_a_change_and_asks_little_meanwhile(django_assert_num_queries):
    workers = worker(), worker()
    service = builders.service("Uraohjaus")
    for one in workers:
        assert names(one) == ["Uraohjaus"]
    version = DirectoryState.objects.get().version
    with django_assert_num_queries(2):
        held = [one.current() for one in workers]
    assert [one.index.version for one in held] == [version] * 2
    builders.service("Kielikurssi")
    for one, before in zip(workers, held, strict=True):
        assert names(one) == ["Uraohjaus", "Kielikurssi"]
        assert len(before.index) == 1, "who is answering goes on with what they have"
        after = one.current()
        with django_assert_num_queries(1):
            assert one.current() is after
    Service.objects.filter(pk=service.pk).update(status=ServiceStatus.DRAFT)
    builders.written(service)
    assert [names(one) for one in workers] == [["Kielikurssi"]] * 2


@pytest.mark.django_db
def test_what_was_rolled_back_is_forgotten():
    builders.service("Uraohjaus")
    one = worker()
    with transaction.atomic():
        builders.service("Kielikurssi")
        assert names(one) == ["Uraohjaus", "Kielikurssi"]
        transaction.set_rollback(True)
    assert names(one) == ["Uraohjaus"]
    builders.service("Työpaja")
    assert names(one) == ["Uraohjaus", "Työpaja"], "the same number of a version, another directory"


@pytest.mark.django_db
def test_an_empty_directory_answers():
    assert len(worker().current().index) == 0
    for words in ("", "uraohjaus", "kuhmossa"):
        assert builders.answer(words).hits == ()
    builders.service()
    SearchDocument.objects.all().delete()
    directory_state.touch()
    assert builders.found("uraohjaus") == []


def test_threads_that_wait_for_a_renewal_use_it(monkeypatch):
    """Without a database: the threads have no part in a test's transaction."""
    one, reads = worker(), []

    class Empty:
        spelled = {}

    def read(version, _old):
        reads.append(version)
        sleep(0.05)  # the others come meanwhile
        return Empty

    monkeypatch.setattr(one.directory_state, "stamp", lambda: (7, None))
    monkeypatch.setattr(one.memory, "read", read)
    monkeypatch.setattr(one.lexicon, "read", lambda _spelled, _old: None)
    with ThreadPoolExecutor(8) as pool:
        held = list(pool.map(lambda _number: one.current(), range(32)))
    assert reads == [7]
    assert len(set(map(id, held))) == 1


DOCUMENTS = st.lists(st.dictionaries(st.integers(0, 9), st.sampled_from([0.25, 0.5]), max_size=4), max_size=6)


def postings_of(documents: dict[int, dict[int, float]]) -> Postings:
    rows = [(term, doc, weight) for doc, terms in documents.items() for term, weight in terms.items()]
    columns = zip(*rows, strict=True) if rows else ((), (), ())
    return Postings.of(*(np.array(column, kind) for column, kind in zip(columns, ("u8", "i4", "f2"), strict=True)))


def rows_in(postings: Postings) -> list:
    assert postings.starts.tolist() == [0, *np.cumsum(postings.counts).tolist()]
    assert (np.diff(postings.terms.astype("i8")) > 0).all()
    return sorted(zip(postings.flat().tolist(), postings.docs.tolist(), postings.weights.tolist(), strict=True))


@given(DOCUMENTS, DOCUMENTS, st.sets(st.integers(0, 5)), st.integers(0, 70_000))
def test_postings_renumbered_and_joined_are_those_made_at_once(before, fresh, gone, first):
    numbers = np.array([-1 if doc in gone else first + doc for doc in range(len(before))], "i8")
    kept = {int(numbers[doc]): terms for doc, terms in enumerate(before) if numbers[doc] >= 0}
    added = {first + 10 + doc: terms for doc, terms in enumerate(fresh)}
    made = postings_of(dict(enumerate(before))).renumbered(numbers).joined(postings_of(added))
    assert rows_in(made) == rows_in(postings_of(kept | added))
