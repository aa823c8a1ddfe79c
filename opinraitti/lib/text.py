"""Texts in several languages: which language a reader really gets, slugs, and text that can be searched."""

import re
import unicodedata
from dataclasses import dataclass

from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import get_language
from i18nfield.strings import LazyI18nString

# Zero-width marks and direction marks that pasted texts bring along.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")


@dataclass(frozen=True)
class Localised:
    """A text and the language it is in; `fallback` when that is not the language asked for."""

    text: str
    language: str
    fallback: bool


def values(text) -> dict[str, str]:
    """{language: text} of an i18n value, empty languages left out; a plain string counts as Finnish."""
    data = text.data if isinstance(text, LazyI18nString) else text
    if isinstance(data, dict):
        return {language: value for language, value in data.items() if value}
    return {settings.LANGUAGE_CODE: str(data)} if data else {}


def localised(text, language: str | None = None) -> Localised:
    """The text in `language` (default: the active one), else fi-simple -> fi, else fi, else any."""
    language = language or get_language() or settings.LANGUAGE_CODE
    choices = values(text)
    order = [language, language.split("-")[0], settings.LANGUAGE_CODE, *sorted(choices)]
    found = next((code for code in order if code in choices), None)
    if found is None:
        return Localised("", language, False)
    return Localised(choices[found], found, found != language)


def clean(text: str | None) -> str:
    """Plain text: no NUL, no invisible marks, no trailing blanks, at most one empty line in a row."""
    text = _INVISIBLE.sub("", (text or "").replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n"))
    text = unicodedata.normalize("NFC", text).replace("\u00a0", " ")
    lines = [line.rstrip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def folded(text: str) -> str:
    """Lower-cased for comparison; ä and å stay what they are."""
    return " ".join(clean(text).casefold().split())


def unique_slug(queryset, text: str, *, limit: int = 80) -> str:
    """A slug no row of `queryset` has: “uraohjaus”, “uraohjaus-2”, …"""
    base = slugify(text)[:limit].strip("-") or "palvelu"
    taken = set(queryset.filter(slug__startswith=base).values_list("slug", flat=True))
    candidate, number = base, 1
    while candidate in taken:
        number += 1
        candidate = f"{base}-{number}"
    return candidate
