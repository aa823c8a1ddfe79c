"""PTV's texts as plain text: never HTML, whatever they hold."""

import json
import re

from opinraitti.lib.text import clean

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]")
_BULLET, _NUMBERED = "unordered-list-item", "ordered-list-item"


def _draft_blocks(text: str) -> list | None:
    """The blocks of a draft-js document (PTV's general descriptions are written in that editor), or None."""
    if not (text.lstrip().startswith("{") and '"blocks"' in text):
        return None
    try:
        blocks = json.loads(text)["blocks"]
    except (ValueError, KeyError, RecursionError):
        return None
    return blocks if isinstance(blocks, list) else None


def _lines_of(blocks: list) -> str:
    """One paragraph a block; list items on lines of their own, “- ” or “1. ” before them."""
    lines, before, number = [], "", 0
    for block in blocks:
        text = block.get("text") if isinstance(block, dict) else None
        if not isinstance(text, str) or not text.strip():
            continue
        kind = block.get("type")
        number = number + 1 if kind == before == _NUMBERED else 1
        mark = {_BULLET: "- ", _NUMBERED: f"{number}. "}.get(kind, "")
        if lines and not (mark and kind == before):
            lines.append("")
        lines.append(mark + text.strip())
        before = kind
    return "\n".join(lines)


def plain(value: str | None) -> str:
    """Plain text with its lines; a draft-js document becomes paragraphs and list lines. "" for None."""
    text = value or ""
    blocks = _draft_blocks(text)
    if blocks is not None:
        text = _lines_of(blocks)
    return clean(_CONTROL.sub(lambda found: "\n" if found[0] in "\x85\u2028\u2029" else "", text))


def line(value: str | None) -> str:
    """The text on one line: names, codes, streets."""
    return " ".join(plain(value).split())
