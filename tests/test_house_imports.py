"""Imports go one way and stand at the top of the file."""

import ast

from importlinter.cli import lint_imports

from tests.repository import ROOT, files, text

OURS = ("opinraitti", "network", "services")


def test_the_import_contract_holds(capsys):
    exit_code = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert exit_code == 0, capsys.readouterr().out


def hidden_imports(path):
    """Lines of imports inside functions; `AppConfig.ready` runs when models are there, the top of its file too early."""
    for node in ast.walk(ast.parse(text(path))):
        if isinstance(node, ast.FunctionDef) and not (path.name == "apps.py" and node.name == "ready"):
            yield from (inner.lineno for inner in ast.walk(node) if isinstance(inner, ast.Import | ast.ImportFrom))


def test_no_import_hides_in_a_function():
    ours = [path for path in files(".py") if path.parts[0] in OURS]
    assert [f"{path}:{line}" for path in ours for line in hidden_imports(path)] == []
