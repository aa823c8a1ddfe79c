"""`make bench`: the portal's pages beside a constant page, both under the same server, in one run on this machine.

Ratios travel between machines, absolute figures do not. Rounds are interleaved, so that other work on the machine
disturbs all alike, and “idle before” tells how much there was; figures are medians of the rounds, ratios of paired ones.
All traffic stays on 127.0.0.1.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
from pathlib import Path

from bench import table
from bench.databases import VAR, Database
from bench.load import WRK, ask, drive, one_by_one
from bench.pages import MIXED, Page, costly, pages
from bench.serving import WORKERS, Server, idle, served

BASELINE = Page("baseline: 20 cards of constants", ("/?q=nuorten+ohjaus",))
COSTLY_TIMES = 100


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000], help="how many services")
    parser.add_argument("--engines", nargs="+", choices=("sqlite", "postgresql"), default=["sqlite"])
    parser.add_argument("--postgresql", metavar="URL", default="", help="a server where databases may be made and dropped")
    parser.add_argument("--connections", type=int, nargs="+", default=[1, 16])
    parser.add_argument("--seconds", type=int, default=2, help="how long a page is asked in a round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--patience", type=float, default=1, help="seconds to wait before each for an idle machine")
    parser.add_argument("--fresh", action="store_true", help="seed the databases anew")
    parser.add_argument("--json", type=Path, help="writes everything measured here")
    parser.add_argument("--markdown", type=Path, help="writes the tables here")
    chosen = parser.parse_args()
    if "postgresql" in chosen.engines and not chosen.postgresql:
        parser.error("--engines postgresql needs --postgresql postgresql://user@127.0.0.1:5432")
    return chosen


def databases(chosen: argparse.Namespace) -> list[Database]:
    servers = [chosen.postgresql if engine == "postgresql" else "" for engine in chosen.engines]
    return [Database(size, server) for server in servers for size in sorted(chosen.sizes)]


def sizes_of(portal: Server, wanted: list[Page]) -> dict[Page, int]:
    """{page: bytes of its first answer} of the pages there are; RuntimeError when one fails."""
    found = {}
    for page in wanted:
        status, size = ask(portal.port, page.paths[0])
        if status == 200:
            found[page] = size
        elif status != 404:
            raise RuntimeError(f"{page.paths[0]} answered {status}")
    return found


def compare(portal: Server, baseline: Server, connections: int, chosen: argparse.Namespace) -> list[dict]:
    """One row a page: medians over the rounds; in each round the baseline is asked first, then every page."""
    sizes = {BASELINE: ask(baseline.port, BASELINE.paths[0])[1], **sizes_of(portal, pages())}
    rounds: dict[Page, list] = {page: [] for page in sizes}
    for number in range(chosen.rounds + 1):
        for page in sizes:
            quiet = idle(chosen.patience)
            port = (baseline if page is BASELINE else portal).port
            # The first round warms up: each worker meets each question, though cards it has not made yet take their time.
            seconds = chosen.seconds if number else 1 + len(page.paths) // 8
            load = drive(port, page.paths, connections, seconds)
            rounds[page] += [(quiet, load)] if number else []
    return [_row(page, size, connections, rounds) for page, size in sizes.items()]


def _row(page: Page, size: int, connections: int, rounds: dict[Page, list]) -> dict:
    paired = [(load, base) for (_quiet, load), (_, base) in zip(rounds[page], rounds[BASELINE], strict=True)]
    return {
        "page": page.name,
        "bytes": size,
        "connections": connections,
        "rate": statistics.median(load.rate for load, _base in paired),
        "ratio": statistics.median(load.rate / base.rate for load, base in paired),
        "p95": statistics.median(load.p95 for load, _base in paired),
        "p95_ratio": statistics.median(load.p95 / base.p95 for load, base in paired),
        "errors": sum(load.errors for load, _base in paired),
        "idle": min(quiet for quiet, _load in rounds[page]),
    }


def inside(database: Database, what: str):
    command = [sys.executable, "-m", "bench.inside", what]
    return json.loads(subprocess.run(command, env=database.environment, check=True, stdout=subprocess.PIPE).stdout)


def measure(database: Database, chosen: argparse.Namespace) -> dict:
    """Everything about one database."""
    database.prepare(fresh=chosen.fresh)
    queries = inside(database, "queries")
    log, baseline_log = VAR / "portal.log", VAR / "baseline.log"
    with (
        served("opinraitti.wsgi", database.environment, log) as portal,
        served("bench.baseline", dict(os.environ), baseline_log) as baseline,
    ):
        before = portal.memory()
        compared = [row for connections in chosen.connections for row in compare(portal, baseline, connections, chosen)]
        asked = [(page.name, *one_by_one(portal.port, page.paths, COSTLY_TIMES)) for page in costly()]
        return {
            "engine": database.engine,
            "size": database.size,
            "pages": compared,
            "ready": portal.ready,
            "queries": queries,
            "memory": {"before": before, "after": portal.memory()},
            "costly": [{"question": name, "p99": p99, "statuses": sorted(statuses)} for name, p99, statuses in asked],
        }


def time_searches(measured: list[Database], rounds: int) -> list[dict]:
    """The search alone, each round in a new process and the databases in turn; medians of the rounds."""
    found = {database: [] for database in measured}
    for _round in range(rounds):
        for database, told in found.items():
            told.append(inside(database, "search"))
    return [
        {"engine": database.engine, "size": database.size, "questions": MIXED, "analyser": told[0]["analyser"]}
        | {name: statistics.median(row[name] for row in told) for name in ("median", "p95")}
        for database, told in found.items()
    ]


def keep(result: dict, sections: list[str], chosen: argparse.Namespace) -> None:
    """Writes what is known so far: a long run that is broken off has not been for nothing."""
    if chosen.json:
        chosen.json.write_text(json.dumps(result, indent=1))
    if chosen.markdown:
        chosen.markdown.write_text("\n\n".join([*sections, table.machine(result["machine"])]) + "\n")


def main() -> None:
    chosen = arguments()
    wanted = databases(chosen)
    machine = {
        "processors": os.cpu_count(),
        "python": platform.python_version(),
        "workers": WORKERS,
        "load": "wrk" if WRK else "threads of Python (with wrk installed, by wrk)",
        "rounds": chosen.rounds,
        "seconds": chosen.seconds,
    }
    result = {"machine": machine, "databases": [], "searches": []}
    sections = []
    for database in wanted:
        result["databases"].append(measure(database, chosen))
        sections.append(table.database(result["databases"][-1]))
        print(f"\n{sections[-1]}", flush=True)
        keep(result, sections, chosen)
    result["searches"] = time_searches(wanted, chosen.rounds)
    sections.append(table.searches(result["searches"]))
    keep(result, sections, chosen)
    print(f"\n{sections[-1]}\n\n{table.machine(machine)}")


if __name__ == "__main__":
    main()
