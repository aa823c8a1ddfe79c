"""Rules about the files of the repository: their size, their names, and what no file may hold."""

import ast
import re
from pathlib import Path

import pytest

from tests.repository import files, lines, text

LONGEST_FILE, LONGEST_FUNCTION = 300, 40
CODE = (".py", ".html", ".css", ".js", ".md", ".toml", ".sh")
# Content, code lists and what is generated may be long: nobody reads them as one thought.
GENERATED = {"migrations", "locale", "data"}
MEANINGLESS = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
# Taken apart, so that this file does not hold what it looks for.
INDEX = re.compile("pypi" + r"\.org|python" + r"hosted\.org|registry" + r"\.npmjs|--(extra-)?index" + "-url|--find" + "-links")
MACHINE = re.compile("/ro" + "ot/|/wo" + "rk/|/ho" + r"me/\w|/Us" + r"ers/\w|file" + ":///")
THIS = Path("tests/test_house_files.py")


def written_by_hand(*suffixes: str) -> list[Path]:
    return [path for path in files(*suffixes) if not GENERATED & set(path.parts)]


def test_a_file_is_one_thought():
    long = [f"{path}: {lines(path)} lines" for path in written_by_hand(*CODE) if lines(path) > LONGEST_FILE]
    assert not long, "divide by subject\n" + "\n".join(long)


def functions(path: Path):
    for node in ast.walk(ast.parse(text(path))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, node.end_lineno - node.lineno + 1


def test_a_function_fits_on_a_screen():
    long = [
        f"{path}: {name} has {length} lines"
        for path in written_by_hand(".py")
        for name, length in functions(path)
        if length > LONGEST_FUNCTION
    ]
    assert not long, "\n".join(long)


def test_every_name_says_what_is_inside():
    assert [path for path in files() if path.stem.lower() in MEANINGLESS or MEANINGLESS & set(path.parts)] == []


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        (INDEX, "the package index is the machine's own affair"),
        (MACHINE, "a path of one machine means nothing on another"),
        (UNFINISHED, "finish it, or write an issue"),
    ],
    ids=["index", "machine", "unfinished"],
)
def test_no_file_holds(pattern, why):
    texts = [path for path in files(*CODE, ".txt", ".cfg", ".yml", ".conf", ".service", "Makefile", "run") if path != THIS]
    found = [
        f"{path}:{number}: {line.strip()[:100]}"
        for path in texts
        for number, line in enumerate(text(path).splitlines(), start=1)
        if pattern.search(line)
    ]
    assert not found, f"{why}\n" + "\n".join(found)


FORBIDDEN = {
    "an inline script": r"<script(?![^>]*\b(src=|type=.application/(ld\+)?json))",
    "an inline style": r"<style\b|\sstyle\s*=",
    "an event attribute": r"\s(on[a-z]+|hx-on[\w:.-]*)\s*=",
    "a script in an address": r"javascript:|['\"]js:",
    "another origin's file": r"<(script|img|iframe|source|video|audio)\b[^>]*\bsrc=['\"](https?:)?//|url\(['\"]?https?:",
}
# A mail has no style sheet; it is read in the reader's mail program, not on our pages.
MAIL = Path("templates/mail/_frame.html")


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_holds_what_the_security_policy_forbids(what):
    found = [
        f"{path}: {match.group().strip()}"
        for path in files(".html", ".css", ".svg")
        if not (what == "an inline style" and path == MAIL)
        for match in re.finditer(FORBIDDEN[what], text(path), re.IGNORECASE)
    ]
    assert not found, f"{what}: the browser would refuse it\n" + "\n".join(found)
