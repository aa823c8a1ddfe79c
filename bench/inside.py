"""Measures inside one process of the portal; `python -m bench.inside queries|search` prints JSON.

The application is loaded as a server loads it; each page is asked in a fork of its own, as by a new worker.
"""

import json
import multiprocessing
import statistics
import sys
import time

from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.pages import pages, questions
from opinraitti.wsgi import application
from services.search import index
from services.search.analysis import analyser
from services.search.query import search
from services.search.request import Facet, SearchRequest


def _count(path: str) -> list[int]:
    """Queries of the first answer of a worker to `path`, and of the next; empty where there is no such page."""
    client, counts = Client(SERVER_NAME="127.0.0.1"), []
    for _time in ("cold", "warm"):
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(path)
        if answer.status_code == 404:
            return []
        counts.append(len(captured))
    return counts


def count_queries() -> list[dict]:
    connections.close_all()
    with multiprocessing.get_context("fork").Pool(1, maxtasksperchild=1) as forks:
        counted = [(page.name, forks.apply(_count, [page.paths[0]])) for page in pages()]
    return [{"page": name, "cold": counts[0], "warm": counts[1]} for name, counts in counted if counts]


def _request(question) -> SearchRequest:
    chosen: dict[Facet, tuple[str, ...]] = {}
    for name, value in question.filters:
        chosen[Facet(name)] = (*chosen.get(Facet(name), ()), value)
    return SearchRequest(words=question.words, chosen=chosen)


def time_searches() -> dict:
    """Milliseconds of a search: every question is new to the process, the index is not."""
    search(SearchRequest(words="palvelu"))
    taken = []
    for question in questions():
        request = _request(question)
        began = time.perf_counter()
        search(request)
        taken.append(1000 * (time.perf_counter() - began))
    p95 = statistics.quantiles(taken, n=20)[-1]
    return {"median": statistics.median(taken), "p95": p95, "analyser": analyser()}


def main() -> None:
    assert application
    if index.stale():
        index.rebuild()
    print(json.dumps({"queries": count_queries, "search": time_searches}[sys.argv[1]]()))


if __name__ == "__main__":
    main()
