"""Servers of a run, the memory of their workers, and how busy the machine was before."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bench.load import ask

WORKERS = 2
_START_SECONDS = 120


@dataclass(frozen=True)
class Server:
    """`ready`: seconds from its start to its first answer."""

    port: int
    process: int
    ready: float

    def memory(self) -> list[float]:
        """PSS of each worker, MiB: shared pages count in equal parts. Empty where the system does not tell."""
        found = []
        with suppress(OSError):
            for worker in Path(f"/proc/{self.process}/task/{self.process}/children").read_text().split():
                lines = Path(f"/proc/{worker}/smaps_rollup").read_text().splitlines()
                found.append(next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024)
        return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def served(application: str, environment: dict, log: Path):
    """`application` under gunicorn with the portal's own configuration; ended with the block. What it says goes to `log`."""
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "--log-level", "error", application]
    told = {**environment, "BIND": f"127.0.0.1:{port}", "WEB_CONCURRENCY": str(WORKERS)}
    with log.open("w") as said:
        server = subprocess.Popen(command, env=told, stdout=said, stderr=said)
    try:
        yield Server(port, server.pid, _wait(server, port, log))
    finally:
        server.terminate()
        server.wait(timeout=60)


def _wait(server: subprocess.Popen, port: int, log: Path) -> float:
    """Seconds until the server answers; RuntimeError when it ends or stays silent."""
    began = time.monotonic()
    while time.monotonic() < began + _START_SECONDS:
        if server.poll() is not None:
            raise RuntimeError(f"The server ended with {server.returncode}: see {log}.")
        with suppress(OSError):
            ask(port, "/")
            return time.monotonic() - began
        time.sleep(0.1)
    raise RuntimeError(f"The server did not answer in {_START_SECONDS} s: see {log}.")


def _processor() -> tuple[int, int]:
    """(idle, all) ticks of the machine's processors so far; without /proc there is nothing to tell."""
    if not os.path.exists("/proc/stat"):
        return 0, 0
    ticks = [int(number) for number in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]]
    return ticks[3] + ticks[4], sum(ticks)


def idle(patience: float, enough: float = 0.9) -> float:
    """The share of the machine that was idle just now; waits at most `patience` seconds for it to be `enough`."""
    end = time.monotonic() + patience
    while True:
        idle_before, all_before = _processor()
        time.sleep(0.3)
        idle_after, all_after = _processor()
        share = (idle_after - idle_before) / max(1, all_after - all_before)
        if share >= enough or time.monotonic() > end:
            return share
