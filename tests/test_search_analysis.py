"""Words as the search reads them: tokens, base forms, compound parts, stems; alike by both analysers."""

import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.search.analysis import MAX_TOKEN, Analysis, analyse, analyser, constituents, stem, tokens, verbs_of
from tests.missing import missing
from tests.processes import python

WORDS = Path(__file__).with_name("data").joinpath("search_words.txt").read_text().split()
ASK = (
    "import dataclasses, json, sys\n"
    "from services.search.analysis import analyse, analyser\n"
    "words = {word: dataclasses.asdict(analyse(word)) for word in sys.argv[1:]}\n"
    "loaded = [name for name in ('libvoikko', 'pyvoikko') if sys.modules.get(name)]\n"
    "print(json.dumps([analyser(), loaded, words]))"
)
WITHOUT_LIBRARY = f"import sys; sys.modules['libvoikko'] = None\n{ASK}"


def answers(choice: str, *words: str, script: str = ASK) -> list:
    """[analyser, Voikko libraries it loaded, {word: analysis}] from a process of its own."""
    process = python("-c", script, *words, OPINRAITTI_ANALYSER=choice)
    assert process.returncode == 0, process.stderr
    return json.loads(process.stdout)


def native_answers(*words: str) -> list:
    process = python("-c", ASK, *words, OPINRAITTI_ANALYSER="native")
    if "apt-get install" in process.stderr:
        missing("libvoikko", "apt-get install libvoikko1 voikko-fi")
    assert process.returncode == 0, process.stderr
    return json.loads(process.stdout)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Uraohjausta aikuiselle, Kuhmossa!", "uraohjausta aikuiselle kuhmossa"),
        ("TE-toimiston asiakas", "te-toimiston te toimiston asiakas"),
        ("alle 30‑vuotiaalle", "alle 30-vuotiaalle 30 vuotiaalle"),
        ("10-luokka", "10-luokka 10 luokka"),
        ("perhe- ja lapsipalvelut", "perhe ja lapsipalvelut"),
        ("KAO:n CV:tä AMK:hon TE:ssä PTV:een", "kao cv amk te ptv"),
        ("Puhelin:040 Osoite:Kajaani klo 9:30", "puhelin 040 osoite kajaani klo 9 30"),
        ("18–29 työ/ura a.b@c.fi", "18 29 työ ura a b c fi"),
        ("vaa’an I'm", "vaa'an i'm"),
        ("oh\u00adja\u200bus", "ohjaus"),
        ("a\u0308lykäs ÅBO", "älykäs åbo"),
        ("\x00 \ud800 😀 -- ' :", ""),
    ],
)
def test_words_of_a_text(text, words):
    assert tokens(text) == words.split()


def test_a_word_is_cut_and_not_believed():
    (word,) = tokens("ä" * 10_000)
    assert word == "ä" * MAX_TOKEN
    assert analyse(word) == Analysis(word, (word,), (), is_name=False, is_place=False, known=False)
    assert not analyse("työ" * 26).known
    assert analyse("työ" * 10_000).bases


@settings(deadline=None)  # the first word loads the dictionary
@given(st.text(st.characters(exclude_categories=())))
def test_no_text_breaks_it(text):
    for word in [text, *tokens(text)]:
        analysis = analyse(word)
        assert analysis.bases
        assert all(analysis.bases + analysis.parts) or not analysis.surface
        assert stem(word, "sv") is not None
        assert stem(word, "en") is not None
    assert all(0 < len(word) <= MAX_TOKEN for word in tokens(text))


@pytest.mark.parametrize(
    ("word", "bases", "parts"),
    [
        ("uraohjausta", "uraohjaus", "ura ohjaus ohjata"),
        ("ohjausta", "ohjaus", "ohjata"),
        ("ammatinvalinnanohjaukseen", "ammatinvalinnanohjaus", "ammatti valinta valita ohjaus ohjata"),
        ("maahanmuuttajille", "maahanmuuttaja", "maa muuttaja"),
        ("työhönvalmennusta", "työhönvalmennus", "työ valmennus"),
        ("osaamiskeskuksessa", "osaamiskeskus", "osata keskus"),
        ("nuorille", "nuori nuora", ""),
        ("ammatillista", "ammatillinen ammatillistaa", "ammatti"),
        ("neuvoa", "neuvo neuvoa", ""),
        ("osaamista", "osata", ""),
        ("yhteishaussa", "yhteishaku", "haku"),
        ("isonveljen", "isoveli", ""),
        ("TE-toimistossa", "te-toimisto", "toimisto"),
        ("kao-opiskelijalle", "kao-opiskelija", "opiskelija opiskella"),
        ("10-luokalle", "10-luokka", "luokka"),
        ("30-vuotiaalle", "30-vuotias", "vuotias"),
        ("YT-neuvotteluissa", "yt-neuvottelu", "neuvottelu"),
        ("it-alalle", "it-ala", "it ala"),
        ("kajaanilaisille", "kajaanilainen", "kajaani"),
        ("työkkäri", "työkkäri", ""),
        ("yrkesvägledning", "yrkesvägledning", ""),
    ],
)
def test_base_forms_and_parts(word, bases, parts):
    analysis = analyse(word)
    assert analysis.surface == word.lower()
    assert analysis.bases == tuple(bases.split())
    assert set(parts.split()) <= set(analysis.parts)
    assert not set(analysis.bases) & set(analysis.parts)


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("uraohjausta", "ohjaus"),
        ("ohjaajan", "opinto-ohjaajia"),
        ("koulutus", "oppisopimuskoulutukseen"),
        ("kuntoutua", "mielenterveyskuntoutujille"),
        ("osaaminen", "osaamiskartoitus"),
        ("työtön", "pitkäaikaistyöttömien"),
        ("toimisto", "TE-toimistosta"),
        ("Kainuussa", "kainuulaisten"),
    ],
)
def test_what_is_asked_meets_what_is_written(asked, written):
    first, second = analyse(asked), analyse(written)
    assert {*first.bases, *first.parts} & {*second.bases, *second.parts}


@pytest.mark.parametrize(
    ("form", "place"),
    [
        ("kuhmossa", "kuhmo"),
        ("KAJAANISTA", "kajaani"),
        ("sotkamoon", "sotkamo"),
        ("suomussalmelta", "suomussalmi"),
        ("hyrynsalmella", "hyrynsalmi"),
        ("puolangalla", "puolanka"),
        ("paltamossa", "paltamo"),
        ("ristijärvelle", "ristijärvi"),
        ("vaalassa", "vaala"),
    ],
)
def test_a_municipality_typed_in_small_letters(form, place):
    analysis = analyse(form)
    assert (analysis.bases, analysis.is_place, analysis.is_name) == ((place,), True, False)


def test_persons_are_told_from_words():
    assert analyse("Virtaselle").is_name
    assert analyse("pekka").is_name
    assert not analyse("anna").is_name, "also “give”"
    assert analyse("anna").bases == ("antaa", "anna")
    assert not analyse("ohjaaja").is_name
    assert not analyse("xyzzy").is_name


def test_known_is_what_voikko_knows():
    assert analyse("ohjauksessa").known
    assert analyse("te-toimistossa").known
    assert not analyse("ohjuakseen").known
    assert not analyse("yrkesvägledning").known


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("yritysneuvoja", [{"yritys", "yrittää"}, {"neuvoja", "neuvoa", "neuvo"}]),
        ("uraohjausta", [{"ura"}, {"ohjaus", "ohjata"}]),
        ("neuvonta", [{"neuvoa"}]),
        ("kao-opiskelijan", [{"opiskelija"}, {"opiskella"}]),
        ("xyzzy", []),
    ],
)
def test_a_compound_is_its_parts_each_in_any_of_its_forms(word, parts):
    assert [set(alike) for alike in constituents(word)] == parts


@pytest.mark.parametrize(
    ("word", "verb"), [("päässyt", "päästä"), ("saaneet", "saada"), ("Keskeyttänyt", "keskeyttää"), ("kiusattu", "kiusata")]
)
def test_a_past_participle_tells_its_verb(word, verb):
    assert verbs_of(word) == (verb,)


def test_other_words_are_no_participles():
    assert [verbs_of(word) for word in ("pääsen", "ohjaus", "koulu", "xyzzy", "")] == [()] * 5


def test_stems():
    assert stem("vägledningen", "sv") == stem("vägledningar", "sv") != "vägledningen"
    assert stem("guiding", "en") == stem("guides", "en") == "guid"


def test_threads_share_one_dictionary():
    """A word of each thread's own: the cache must not do the work."""

    def bases(thread: int) -> list[str]:
        return [analyse(f"{number}-vuotiaalle").bases[0] for number in range(thread * 1000, thread * 1000 + 200)]

    with ThreadPoolExecutor(4) as pool:
        for thread, found in enumerate(pool.map(bases, range(1, 5)), 1):
            assert found == [f"{number}-vuotias" for number in range(thread * 1000, thread * 1000 + 200)]


def test_both_analysers_agree():
    (native, native_loaded, by_native), (wheel, wheel_loaded, by_wheel) = native_answers(*WORDS), answers("wheel", *WORDS)
    assert (native.split()[0], native_loaded) == ("libvoikko", ["libvoikko"])
    assert (wheel.split()[0], wheel_loaded) == ("pyvoikko", ["pyvoikko"])
    misses = [f"{word}: {by_native[word]} / {by_wheel[word]}" for word in WORDS if by_native[word] != by_wheel[word]]
    print("\n".join(misses))
    assert len(WORDS) >= 150
    assert len(misses) <= 0.02 * len(WORDS), "\n".join(misses)


def test_without_the_library_the_wheel_answers():
    name, loaded, words = answers("auto", "uraohjausta", script=WITHOUT_LIBRARY)
    assert (name.split()[0], loaded, words["uraohjausta"]["bases"]) == ("pyvoikko", ["pyvoikko"], ["uraohjaus"])


def test_a_library_asked_for_and_absent_is_said():
    process = python("-c", WITHOUT_LIBRARY, "sana", OPINRAITTI_ANALYSER="native")
    assert process.returncode == 1
    assert "apt-get install libvoikko1 voikko-fi" in process.stderr.splitlines()[-1]


def test_these_tests_run_with_the_analyser_asked_for():
    """CI names it, so that a library lost on the way does not leave the other one tested twice."""
    library = {"native": "libvoikko", "wheel": "pyvoikko"}.get(os.environ.get("OPINRAITTI_ANALYSER"))
    assert analyser().split()[0] in ([library] if library else ["libvoikko", "pyvoikko"])
    assert analyser().split()[0] in sys.modules
