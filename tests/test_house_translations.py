"""Translations are whole, and the compiled ones are made of the written ones: a machine without gettext works."""

import re

import polib
import pytest
from django.conf import settings

from tests.repository import ROOT, files

CATALOGUES = [path for path in files(".po") if "locale" in path.parts]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


@pytest.fixture(params=CATALOGUES, ids=str)
def catalogue(request):
    return request.param


def entries(path) -> dict:
    """{(context, msgid): (translations, in the order of their plural forms)} of a .po or .mo file."""
    read = polib.mofile if path.suffix == ".mo" else polib.pofile
    found = [entry for entry in read(str(ROOT / path)) if not entry.obsolete]
    return {
        (entry.msgctxt or "", entry.msgid): tuple(entry.msgstr_plural.values()) if entry.msgid_plural else (entry.msgstr,)
        for entry in found
    }


def test_every_text_is_translated_and_none_is_guessed(catalogue):
    entries = [entry for entry in polib.pofile(str(ROOT / catalogue)) if not entry.obsolete]
    unfinished = [entry.msgid for entry in entries if entry.fuzzy or not entry.translated()]
    assert not unfinished


def test_what_is_compiled_is_what_is_written(catalogue):
    compiled = catalogue.with_suffix(".mo")
    assert (ROOT / compiled).is_file(), "run `make messages`"
    assert entries(compiled) == entries(catalogue)


def test_a_translation_keeps_the_places_of_its_values(catalogue):
    wrong = []
    for entry in polib.pofile(str(ROOT / catalogue)):
        originals = {tuple(sorted(PLACEHOLDER.findall(text))) for text in (entry.msgid, entry.msgid_plural) if text}
        translations = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
        if any(tuple(sorted(PLACEHOLDER.findall(text))) not in originals for text in translations if text):
            wrong.append(entry.msgid)
    assert not wrong


def test_one_and_many_are_told_apart(catalogue):
    """A header that `makemessages` left unfinished breaks every page of the language."""
    assert polib.pofile(str(ROOT / catalogue)).metadata["Plural-Forms"].rstrip(";") == "nplurals=2; plural=(n != 1)"


def test_every_catalogue_is_of_a_language_of_the_portal():
    names = {code.replace("fi-simple", "fi_Simple") for code, _name in settings.LANGUAGES}
    assert {path.parts[path.parts.index("locale") + 1] for path in CATALOGUES} <= names
