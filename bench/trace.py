"""Measures the trace: how long many rows take to seal and to verify, and what noting one read costs.

`python -m bench.trace [--rows 1000000] [--postgresql postgresql://user@127.0.0.1:5432]`: on SQLite, and on PostgreSQL
where a server is told. The databases are made for it and thrown away.
"""

import argparse
import json
import subprocess
import sys
from dataclasses import dataclass

from psycopg import sql

from bench.databases import VAR, Database
from bench.table import table

INSIDE = "import django; django.setup(); from bench.trace_inside import main; main()"
COLUMNS = {
    "seal": "sealed in s",
    "verify": "verified in s",
    "processor": "of which our processor",
    "seals": "seals, MiB",
    "memory": "memory, MiB",
    "read": "a read noted, ms",
    "p95": "p95, ms",
}


@dataclass(frozen=True)
class TraceDatabase(Database):
    """Tables and nothing in them. `size`: how many rows it shall get."""

    @property
    def name(self) -> str:
        return f"opinraitti_bench_trace_{self.size}"

    def measure(self) -> dict:
        VAR.mkdir(parents=True, exist_ok=True)
        self._make_empty()
        try:
            self._manage("migrate", "-v0")
            command = [sys.executable, "-c", INSIDE, str(self.size)]
            environment = self.environment | {"DJANGO_SETTINGS_MODULE": "opinraitti.settings"}
            return json.loads(subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE).stdout)
        finally:
            self._throw_away()

    def _throw_away(self) -> None:
        self._make_empty()
        if self.server:
            with self._on_server() as connection:
                connection.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(self.name)))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.trace", description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--postgresql", metavar="URL", default="", help="a server where databases may be made and dropped")
    chosen = parser.parse_args()
    servers = ["", *([chosen.postgresql] if chosen.postgresql else [])]
    rows = []
    for database in (TraceDatabase(chosen.rows, server) for server in servers):
        found = database.measure()
        rows.append((database.engine, chosen.rows, *(found[name] for name in COLUMNS)))
        print(table(("engine", "rows", *COLUMNS.values()), rows), flush=True)


if __name__ == "__main__":
    main()
