"""The Makefile lists what it can do, and its commands say in a sentence what is missing."""

import os
import re
import socket
import subprocess
import sys

import pytest

from tests.repository import ROOT, text

COMMANDS = {"help", "install", "demo", "test", "bench", "lint", "format", "messages", "lock"}


def run(*command, **env) -> subprocess.CompletedProcess:
    environment = {name: value for name, value in os.environ.items() if name != "MAKEFLAGS"} | env
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60)


def test_make_alone_lists_its_commands():
    listed = dict(re.findall(r"^make ([a-z]+) +(.+)$", run("make").stdout, re.MULTILINE))
    assert set(listed) == COMMANDS


def test_the_readme_names_only_commands_that_exist():
    assert set(re.findall(r"\bmake ([a-z]+)\b", text(ROOT / "README.md"))) <= COMMANDS


def test_a_missing_python_is_told():
    answer = run("make", "install", "PYTHON=python-that-is-not-here")
    assert answer.returncode != 0
    assert "Install Python 3.11 or newer" in answer.stdout


@pytest.mark.parametrize("port", ["abc", "0", "70000", "-1"])
def test_a_port_that_is_none_is_told(port):
    answer = run(sys.executable, "-m", "deploy.demo", PORT=port)
    assert answer.returncode == 1
    assert answer.stderr.startswith("PORT on luku väliltä 1–65535")


def test_a_port_in_use_is_told():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        answer = run(sys.executable, "-m", "deploy.demo", PORT=str(port))
    assert answer.returncode == 1
    assert answer.stderr.startswith(f"Portti {port} on jo käytössä. Valitse toinen: make demo PORT=")
