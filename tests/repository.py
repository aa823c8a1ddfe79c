"""The files of the repository, for the rules about them."""

import os
from pathlib import Path

from django.conf import settings

ROOT = settings.BASE_DIR
# Made by tools, or the environment's: never committed. Folders that begin with a dot but hold our own files are named.
_NOT_OURS = {"var", "node_modules", "__pycache__"}
_OURS = {".ci"}


def files(*suffixes: str, under: str = "") -> list[Path]:
    """Our files whose name ends in one of `suffixes` (all of them without), relative to the root, sorted."""
    found = []
    for folder, folders, names in os.walk(ROOT / under):
        folders[:] = [name for name in folders if name in _OURS or not (name.startswith(".") or name in _NOT_OURS)]
        found += [(Path(folder) / name).relative_to(ROOT) for name in names if not suffixes or name.endswith(suffixes)]
    return sorted(found)


def text(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def lines(path: Path) -> int:
    return len(text(path).splitlines())
