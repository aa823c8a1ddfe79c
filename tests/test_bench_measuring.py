"""The harness of `make bench`: its questions, its load, its arithmetic and its tables, without a portal behind."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bench import load, pages, table
from bench.__main__ import BASELINE, _row, arguments, databases
from bench.databases import Database
from bench.load import Load
from bench.serving import idle
from services.search.request import MAX_LENGTH, Facet
from tests.missing import missing


@pytest.fixture
def server():
    """A server that fails for /broken and answers all else; `.asked` are the addresses it was asked for."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            self.server.asked.append(self.path)
            self.send_response(503 if self.path == "/broken" else 200)
            self.send_header("Content-Length", "5")
            self.end_headers()
            self.wfile.write(b"hello")

        def log_message(self, *message):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as listening:
        listening.asked = []
        # Whoever asks for a bounded time hangs up on the last answers.
        listening.handle_error = lambda *_: None
        thread = threading.Thread(target=listening.serve_forever)
        thread.start()
        yield listening
        listening.shutdown()
        thread.join()


def test_the_questions_differ_and_are_the_same_every_time():
    asked = pages.questions()
    assert asked == pages.questions()
    assert len({question.path for question in asked}) == len(asked) == pages.MIXED
    assert {name for question in asked for name, _value in question.filters} <= set(Facet)
    assert all(len(question.words) <= MAX_LENGTH for question in asked)


def test_costly_questions_are_as_long_as_an_address_may_be():
    long, far, many = pages.costly()
    assert len(long.paths) == len(set(long.paths)) == 10
    assert far.paths[0].endswith("1000000000")
    assert many.paths[0].count("kieli=") == 300
    assert max(len(path) for page in (long, far, many) for path in page.paths) < 4094 - len("GET  HTTP/1.1")


@pytest.mark.parametrize("connections", [1, 3])
def test_our_own_load_asks_each_address_in_turn_and_counts_failures(server, monkeypatch, connections):
    monkeypatch.setattr(load, "WRK", None)
    measured = load.drive(server.server_port, ("/one", "/two", "/broken"), connections, 0.3)
    assert measured.rate > 10
    assert measured.p95 > 0
    counts = [server.asked.count(path) for path in ("/one", "/two", "/broken")]
    assert max(counts) - min(counts) <= 2 * connections
    assert measured.errors == pytest.approx(counts[2], abs=connections)


def test_wrk_asks_the_same(server):
    if not load.WRK:
        missing("wrk", "install it; without it threads of our own ask instead")
    measured = load.drive(server.server_port, ("/one", "/broken"), 2, 1)
    assert measured.rate > 10
    assert measured.errors == pytest.approx(server.asked.count("/broken"), abs=4)
    assert abs(server.asked.count("/one") - server.asked.count("/broken")) <= 6


def test_one_by_one_tells_what_was_answered(server):
    p99, statuses = load.one_by_one(server.server_port, ("/one", "/broken"), 10)
    assert p99 > 0
    assert statuses == {200, 503}


def test_a_row_is_the_median_of_the_paired_rounds():
    page = pages.Page("a page", ("/",))
    rounds = {
        BASELINE: [(1.0, Load(100, 10, 0)), (0.9, Load(200, 10, 0)), (0.8, Load(100, 20, 0))],
        page: [(1.0, Load(50, 30, 1)), (0.5, Load(60, 40, 0)), (0.9, Load(90, 20, 2))],
    }
    row = _row(page, 123, 16, rounds)
    assert row == {
        "page": "a page", "bytes": 123, "connections": 16, "rate": 60, "ratio": 0.5, "p95": 30, "p95_ratio": 3,
        "errors": 3, "idle": 0.5,
    }  # fmt: skip


def test_the_tables_tell_what_was_measured():
    row = {
        "page": "home",
        "bytes": 9,
        "connections": 1,
        "rate": 12.34,
        "ratio": 1.5,
        "p95": 2,
        "p95_ratio": 0.5,
        "errors": 0,
        "idle": 1,
    }
    measured = {
        "engine": "SQLite",
        "size": 1000,
        "pages": [row],
        "queries": [{"page": "home", "cold": 7, "warm": 1}],
        "ready": 2.34,
        "memory": {"before": [40.4], "after": [50.6, 51]},
        "costly": [{"question": "300 filters", "p99": 12.3, "statuses": [200, 404]}],
    }
    told = table.database(measured)
    assert told.startswith("## SQLite, 1000 services\n")
    assert "| home | 9 | 1 | 12 | 1.50 | 2.0 | 0.50 | 0 | 1.00 |" in told
    assert "| home | 7 | 1 |" in told
    assert "First answer 2.3 s after the start." in told
    assert "before the load 40; after the load 51, 51." in told
    assert "| 300 filters | 12 | 200, 404 |" in told


def test_growth_is_told_beside_the_size_before_on_the_same_engine():
    times = [("SQLite", 10_000, 2.4), ("SQLite", 1_000, 2.0), ("PostgreSQL", 1_000, 3.0), ("SQLite", 100_000, 3.6)]
    rows = [
        {"engine": engine, "size": size, "median": median, "p95": 9, "questions": 200, "analyser": "voikko"}
        for engine, size, median in times
    ]
    lines = table.searches(rows).splitlines()
    assert [line.split("|")[4].strip() for line in lines if "000 |" in line] == ["1.20", "", "", "1.50"]


def test_arguments_name_the_databases(monkeypatch, capsys):
    server = "postgresql://somebody@127.0.0.1:5432"
    words = f"bench --engines sqlite postgresql --postgresql {server} --sizes 1000 10".split()
    monkeypatch.setattr("sys.argv", words)
    assert databases(arguments()) == [Database(10), Database(1000), Database(10, server), Database(1000, server)]
    assert Database(10, server).url == f"{server}/opinraitti_bench_10"
    assert Database(10, server).environment["OPINRAITTI_ENV"] == "demo"
    monkeypatch.setattr("sys.argv", ["bench", "--engines", "postgresql"])
    with pytest.raises(SystemExit):
        arguments()
    assert "--postgresql postgresql://" in capsys.readouterr().err


def test_idle_is_a_share():
    assert 0 <= idle(0) <= 1
