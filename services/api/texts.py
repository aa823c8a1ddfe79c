"""Texts in the language asked for, or in all of theirs."""

from collections.abc import Iterable

from opinraitti.lib.text import localised, values


def text(value, language: str | None) -> str | dict[str, str]:
    """The text in `language` or what it falls back to; without a language {language: text}."""
    return localised(value, language).text if language else values(value)


def texts(row, fields: Iterable[str], language: str | None) -> dict:
    """{field: text} of the row, and `fallback` {field: language really given}, empty when all are in the one asked for."""
    found = {field: getattr(row, field) for field in fields}
    given = {field: localised(value, language) for field, value in found.items()} if language else {}
    return {field: text(value, language) for field, value in found.items()} | {
        "fallback": {field: told.language for field, told in given.items() if told.fallback}
    }
