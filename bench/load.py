"""Asks a page as fast as it answers: by wrk where the machine has it, else by threads of our own."""

import http.client
import json
import shutil
import statistics
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from itertools import count
from pathlib import Path

WRK = shutil.which("wrk")
SCRIPT = Path(__file__).with_name("wrk.lua")


@dataclass(frozen=True)
class Load:
    """One bounded time of asking. `p95` in milliseconds; `errors`: answers other than 2xx and 3xx, and broken connections."""

    rate: float
    p95: float
    errors: int


def ask(port: int, path: str) -> tuple[int, int]:
    """(status, bytes) of one answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, len(answer.read())
    finally:
        connection.close()


def drive(port: int, paths: tuple[str, ...], connections: int, seconds: float) -> Load:
    """`connections` askers for so long; afterwards waits until the server has done with what they left unanswered."""
    load = (_by_wrk if WRK else _by_threads)(port, paths, connections, seconds)
    for _asker in range(connections):
        ask(port, paths[0])
    return load


def _by_wrk(port: int, paths: tuple[str, ...], connections: int, seconds: float) -> Load:
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as asked:
        asked.write("\n".join(paths))
        asked.flush()
        command = [WRK, "--threads=1", f"--connections={connections}", f"--duration={round(seconds)}s", "--timeout=30s"]
        command += [f"--script={SCRIPT}", f"http://127.0.0.1:{port}/", "--", asked.name]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=seconds + 60)
    told = json.loads(next(line for line in done.stdout.splitlines() if line.startswith("{")))
    return Load(told["requests"] / told["seconds"], told["p95"], told["errors"])


def _by_threads(port: int, paths: tuple[str, ...], connections: int, seconds: float) -> Load:
    taken: list[float] = []
    errors: list[str] = []
    numbers = count()
    end = time.perf_counter() + seconds

    def asker():
        while (began := time.perf_counter()) < end:
            path = paths[next(numbers) % len(paths)]
            try:
                status, _size = ask(port, path)
            except (OSError, http.client.HTTPException):
                status = 0
            if not 200 <= status < 400:
                errors.append(path)
            taken.append(time.perf_counter() - began)

    threads = [threading.Thread(target=asker) for _ in range(connections)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Load(len(taken) / (time.perf_counter() - began), 1000 * statistics.quantiles(taken, n=20)[-1], len(errors))


def one_by_one(port: int, paths: tuple[str, ...], times: int) -> tuple[float, set[int]]:
    """(99th percentile in milliseconds, statuses) of `times` questions, each asked when the one before is answered."""
    taken, statuses = [], set()
    for number in range(times):
        began = time.perf_counter()
        statuses.add(ask(port, paths[number % len(paths)])[0])
        taken.append(1000 * (time.perf_counter() - began))
    return statistics.quantiles(taken, n=100)[-1], statuses
