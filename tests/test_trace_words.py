"""Whatever the code writes into the trace has words for its reader."""

import ast
import re

from opinraitti.pages.trace_details import lines
from opinraitti.pages.trace_words import PURPOSES, WORDS, name_without_person, purpose_words, sentence
from tests.repository import files, text

_FAMILIES = {action.partition(".")[0] for action in WORDS}
_ACTION = re.compile(r"[a-z_]+\.[a-z_]+")
# Looks like an action, but is the name of a file.
_NO_ACTIONS = {"mail.lock"}
_PURPOSE = re.compile(r"""\breads\.note\(.*, "([a-z_]+)"\)|^PURPOSE = "([a-z_]+)\"""", re.MULTILINE)


def sources() -> list[str]:
    rooms = ("network", "opinraitti", "services")
    return [text(path) for path in files(".py") if path.parts[0] in rooms and path.name != "trace_words.py"]


def actions(source: str) -> set[str]:
    """What is given as `action=`, and every text of a known family."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.keyword) and node.arg == "action" and isinstance(node.value, ast.Constant):
            found.add(node.value.value)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _ACTION.fullmatch(node.value):
            found |= {node.value} if node.value.partition(".")[0] in _FAMILIES else set()
    return {action for action in found if _ACTION.fullmatch(action)}


def test_every_action_has_words():
    written = set().union(*map(actions, sources())) - _NO_ACTIONS
    assert "access.refused" in written
    assert sorted(written - WORDS.keys()) == []


def test_every_purpose_has_words():
    noted = {one or other for source in sources() for one, other in _PURPOSE.findall(source)}
    assert {"trace", "people"} <= noted
    assert sorted(noted - PURPOSES.keys()) == []


def test_what_has_no_words_is_shown_as_it_is():
    assert sentence("future.happened") == "future.happened"
    assert purpose_words("people, future") == "Ihmisten haku, future"
    assert name_without_person("user:7") == "user:7"


def test_actors_who_are_no_persons_have_names():
    assert name_without_person("anonymous") == "Kirjautumaton kävijä"
    assert name_without_person("system:import_ptv") == "Portaali: Palvelutietovarannon tuonti"
    assert name_without_person("system:future") == "Portaali: future"


def test_details_are_told_in_words():
    details = {
        "fields": ["name", "phone", "unknown"],
        "roles": ["lead", "editor"],
        "last_day": "2026-12-01",
        "closes_on": "soon",
        "ways": ["password", "totp"],
        "handed_over": {"a": 2},
        "page": "desk",
        "count": 3,
        "factors": [],
        "wind": None,
    }
    assert lines(details, "network.user") == [
        "Muuttui: nimi, työpuhelin, unknown",
        "Roolit: Vastuuhenkilö, Toimittaja",
        "Viimeinen päivä: 1.12.2026",
        "Suljetaan: soon",
        "Tapa: salasana, todentajasovellus",
        "Siirtyi kollegalle: a 2",
        "Sivu: Työpöytä",
        "Määrä: 3",
        "wind: None",
    ]
    assert lines({"fields": ["name"]}, "gone.model") == lines({"fields": ["name"]}, "") == ["Muuttui: name"]
    assert lines({}, "network.user") == []
