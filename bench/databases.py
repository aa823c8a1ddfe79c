"""The databases that are measured: seeded once, kept under `var/bench/` or on the server, used again while they fit."""

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

VAR = Path(os.environ.get("OPINRAITTI_VAR") or "var").resolve() / "bench"
# What decides what is in a seeded database. Whether its search index fits, the index itself tells.
_SHAPING = (
    "opinraitti/demo/**/*.py", "opinraitti/demo/**/*.toml", "*/migrations/*.py", "services/data/*", "network/data/*",
)  # fmt: skip


@dataclass(frozen=True)
class Database:
    """`server`: the address of a PostgreSQL server, or "" for SQLite."""

    size: int
    server: str = ""

    @property
    def engine(self) -> str:
        return "PostgreSQL" if self.server else "SQLite"

    @property
    def name(self) -> str:
        return f"opinraitti_bench_{self.size}"

    @property
    def url(self) -> str:
        if not self.server:
            return f"sqlite:///{self._file}"
        return urlunsplit(urlsplit(self.server)._replace(path=f"/{self.name}"))

    @property
    def _file(self) -> Path:
        return VAR / f"{self.name}.sqlite3"

    @property
    def _stamp(self) -> Path:
        server = hashlib.sha256(self.server.encode()).hexdigest()[:8] if self.server else "sqlite"
        return VAR / f"{self.name}.{server}.json"

    @property
    def environment(self) -> dict[str, str]:
        """A demo with this database; nothing else of the caller's settings reaches it."""
        ours = {"OPINRAITTI_ENV": "demo", "OPINRAITTI_VAR": str(VAR), "DATABASE_URL": self.url}
        return {
            name: value for name, value in os.environ.items() if name not in ("ALLOWED_HOSTS", "SITE_URL", "SECRET_KEY")
        } | ours

    def prepare(self, *, fresh: bool) -> None:
        """Makes and seeds the database unless one that fits is there."""
        VAR.mkdir(parents=True, exist_ok=True)
        wanted = {"size": self.size, "made_from": _made_from()}
        if fresh or not self._stamp.exists() or json.loads(self._stamp.read_text()) != wanted or not self._is_there():
            self._stamp.unlink(missing_ok=True)
            self._make_empty()
            for command in (["migrate", "-v0"], ["seed_demo"], ["seed_bench", str(self.size)]):
                self._manage(*command)
            self._stamp.write_text(json.dumps(wanted))
        self._manage("collectstatic", "--noinput", "-v0")

    def _manage(self, *command: str) -> None:
        subprocess.run([sys.executable, "manage.py", *command], env=self.environment, check=True)

    def _on_server(self):
        return psycopg.connect(self.server, dbname="postgres", autocommit=True)

    def _is_there(self) -> bool:
        if not self.server:
            return self._file.exists()
        with self._on_server() as connection:
            return connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.name]).fetchone() is not None

    def _make_empty(self) -> None:
        if not self.server:
            for suffix in ("", "-wal", "-shm"):
                self._file.with_name(self._file.name + suffix).unlink(missing_ok=True)
            return
        with self._on_server() as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(self.name)))
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(self.name)))


def _made_from() -> str:
    """A digest of the files that shape a seeded database."""
    digest = hashlib.sha256()
    for path in sorted(path for pattern in _SHAPING for path in Path().glob(pattern)):
        digest.update(path.read_bytes())
    return digest.hexdigest()
