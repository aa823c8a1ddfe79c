"""Words a hit was found by are marked as the index knows them, and nothing in a text becomes markup."""

import pytest

from opinraitti.lib.text import Localised
from services.search.marking import Markable, hashed_terms


def marked(text: str, *terms: str, language="fi") -> str:
    return Markable.of(Localised(text, language, fallback=False)).marked(hashed_terms(terms))


@pytest.mark.parametrize(
    ("text", "term", "expected"),
    [
        ("Saat uraohjausta.", "b:uraohjaus", "Saat <mark>uraohjausta</mark>."),
        ("Saat uraohjausta.", "p:ohjaus", "Saat <mark>uraohjausta</mark>."),
        ("SUOMEN kurssi", "b:suomi", "<mark>SUOMEN</mark> kurssi"),
        ("TE-toimiston neuvonta", "p:neuvoa", "TE-toimiston <mark>neuvonta</mark>"),
        ("Työ- ja opintoasiat", "b:työ", "<mark>Työ</mark>- ja opintoasiat"),
        ("Ei tätä.", "b:uraohjaus", "Ei tätä."),
    ],
)
def test_a_word_is_marked_in_any_form(text, term, expected):
    assert marked(text, term) == expected


def test_swedish_and_english_words_are_marked_by_their_stems():
    assert marked("Kurser i svenska", "sv:kurs", language="sv") == "<mark>Kurser</mark> i svenska"
    assert marked("Two courses", "en:cours", language="en") == "Two <mark>courses</mark>"


def test_neighbours_share_a_mark():
    assert marked("Suomen kielen kurssi", "b:suomi", "b:kieli") == "<mark>Suomen kielen</mark> kurssi"
    assert marked("Kieli, kurssi", "b:kieli", "b:kurssi") == "<mark>Kieli</mark>, <mark>kurssi</mark>"


@pytest.mark.parametrize("terms", [(), ("b:kurssi",)])
def test_a_text_never_becomes_markup(terms):
    html = marked('<b>kurssi</b> & "muu"', *terms)
    assert html.replace("<mark>", "").replace("</mark>", "") == "&lt;b&gt;kurssi&lt;/b&gt; &amp; &quot;muu&quot;"


@pytest.mark.parametrize("text", ["", "…", "\ud800", "a" * 5000, "-" * 500, "a-" * 2000])
def test_any_text_can_be_marked(text):
    assert marked(text, "b:kurssi") == text
