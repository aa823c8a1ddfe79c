"""Fills a demo's database with a large made-up directory, to measure with. Its rows are known by their slugs.

Rows are written in bulk, without the actions of real use and their trace: nobody's data, and millions of rows.
"""

from collections import defaultdict
from collections.abc import Callable
from itertools import accumulate
from random import Random

from django.db import connection, transaction

from network.models import Municipality, Organisation, ServicePoint
from opinraitti.demo.bench_rows import PLACES, PREFIX, Directory, Rows
from opinraitti.demo.bench_texts import COUNTED
from opinraitti.lib.text import folded, values
from services import directory_state
from services.enums import TermScheme
from services.models import Channel, ContactPoint, OpeningHours, Service, ServiceChannel, Term
from services.search import index

SEED = 20_261_102
_BATCH = 1_000
_ROWS_A_QUERY = 2_000
# Parents first.
_ORDER = (
    Organisation, ServicePoint, Channel, ContactPoint, OpeningHours, Service, ServiceChannel,
    Service.terms.through, Service.languages.through, Service.municipalities.through,
)  # fmt: skip
# How many of a scheme a service has at most.
_TERMS = {TermScheme.SITUATION: 3, TermScheme.GROUP: 3, TermScheme.TOPIC: 3, TermScheme.SERVICE_CLASS: 2}

Progress = Callable[[str, int, int], None]


def bench_services():
    return Service.objects.filter(slug__startswith=PREFIX)


def clear() -> None:
    """Takes away what an earlier run made, children first: then nothing has to be read to be deleted."""
    mine = Organisation.objects.filter(slug__startswith=PREFIX)
    services, channels = bench_services(), Channel.objects.filter(organisation__in=mine)
    for model in (ServiceChannel, Service.terms.through, Service.languages.through, Service.municipalities.through):
        model.objects.filter(service__in=services).delete()
    for model in (OpeningHours, ContactPoint):
        model.objects.filter(channel__in=channels).delete()
    for rows in (services, channels, ServicePoint.objects.filter(organisation__in=mine), mine):
        rows.delete()


def organisation_count(size: int) -> int:
    return min(max(size // 40, 20), 2_000)


def seed(size: int, progress: Progress) -> None:
    """Replaces the made-up services by `size` of them, with their index; calls `progress` with what, done, of how many."""
    with transaction.atomic():
        clear()
    directory = Directory(SEED, _points(), _terms())
    rows: Rows = defaultdict(list)
    shares = _shares(size)
    for number, services in enumerate(shares):
        for model, made in directory.organisation(number, services).items():
            rows[model] += made
        if len(rows[Service]) >= _BATCH or number == len(shares) - 1:
            _write(rows)
            rows.clear()
            progress("rows", directory.made, size)
    _index(progress)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _points() -> dict[str, tuple[float, float]]:
    places = Municipality.objects.filter(code__in=PLACES)
    return {place.code: (place.latitude, place.longitude) for place in places}


def _terms() -> dict[str, tuple[list[int], int]]:
    """{scheme: (ids, how many at most)}; a label that holds a counted word would spoil the count."""
    chosen = {}
    for scheme, most in _TERMS.items():
        terms = Term.objects.filter(scheme=scheme).order_by("position", "code")
        chosen[scheme] = [term.pk for term in terms if not any(word in _words(term.label) for word in COUNTED)], most
    return chosen


def _words(*texts) -> str:
    """All languages of the texts as one folded text."""
    return folded(" ".join(text for field in texts for text in values(field).values()))


def _shares(size: int) -> list[int]:
    """How many services each organisation gives: a few give many."""
    random = Random(SEED)
    sums = list(accumulate(random.lognormvariate(0, 0.8) for _ in range(organisation_count(size))))
    ends = [round(size * partial / sums[-1]) for partial in sums]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


@transaction.atomic
def _write(rows: Rows) -> None:
    for model in _ORDER:
        model.objects.bulk_create(rows[model], batch_size=_ROWS_A_QUERY)


def _index(progress: Progress) -> None:
    keys = list(bench_services().order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), _BATCH):
        batch = keys[start : start + _BATCH]
        with transaction.atomic():
            index.write(Service.objects.filter(pk__in=batch))
            directory_state.touch()
        progress("index", start + len(batch), len(keys))


def counted() -> dict[str, int]:
    """{counted word: services that hold it in their own texts, in some form}."""
    found = dict.fromkeys(COUNTED, 0)
    for texts in bench_services().values_list("name", "summary", "description").iterator(chunk_size=_BATCH):
        whole = _words(*texts)
        for word in found:
            found[word] += word in whole
    return found
