"""The pinned versions are what pyproject.toml allows, each with its hashes."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.repository import ROOT, text

PROJECT = tomllib.loads(text(ROOT / "pyproject.toml"))
RUNTIME, DEVELOPMENT = "requirements.txt", "requirements-dev.txt"
DECLARED = {
    RUNTIME: PROJECT["project"]["dependencies"],
    DEVELOPMENT: PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"],
}


def pins(name: str) -> dict[str, set[str]]:
    """{package: versions}; a package may be pinned apart for older and newer Pythons."""
    found = {}
    for line in re.findall(r"^[a-z0-9].*$", text(ROOT / name), re.MULTILINE | re.IGNORECASE):
        requirement = Requirement(line.rstrip(" \\"))
        (specifier,) = requirement.specifier
        assert specifier.operator == "=="
        found.setdefault(canonicalize_name(requirement.name), set()).add(specifier.version)
    return found


@pytest.mark.parametrize("name", [RUNTIME, DEVELOPMENT])
def test_every_dependency_is_pinned_to_a_version_that_is_allowed(name):
    pinned = pins(name)
    wanted = [Requirement(line) for line in DECLARED[name]]
    wrong = [
        str(requirement)
        for requirement in wanted
        if not (versions := pinned.get(canonicalize_name(requirement.name)))
        or not all(requirement.specifier.contains(version) for version in versions)
    ]
    assert not wrong, "run `make lock`"


def test_tests_run_on_what_production_runs():
    runtime, development = pins(RUNTIME), pins(DEVELOPMENT)
    assert {name: development.get(name) for name in runtime} == runtime


@pytest.mark.parametrize("name", [RUNTIME, DEVELOPMENT])
def test_every_pin_has_its_hashes(name):
    blocks = re.split(r"^(?=[a-z0-9])", text(ROOT / name), flags=re.MULTILINE | re.IGNORECASE)
    assert [block.splitlines()[0] for block in blocks if block.strip() and "--hash=sha256:" not in block] == []
