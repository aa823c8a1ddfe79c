"""What a question is taken to mean: forms and compounds of its words, places, providers, people, ways, and what is elsewhere."""

from datetime import date

import pytest

from network.models import FormerName, Succession
from services import directory_state
from services.enums import ChannelKind
from services.models import Synonym
from services.search.request import Facet
from tests import builders
from tests.builders import answer, found

pytestmark = pytest.mark.django_db
CASES = {
    "kajaani": "kajaani kajaanin kajaania kajaanissa kajaanista kajaaniin kajaanilla kajaanille KAJAANISSA kajana",
    "kuhmo": "kuhmo kuhmon kuhmossa kuhmosta kuhmoon",
    "suomussalmi": "suomussalmi suomussalmen suomussalmella suomussalmelta suomussalmelle",
    "hyrynsalmi": "hyrynsalmella hyrynsalmelle",
    "puolanka": "puolanka puolangan puolangalla puolangalta puolangalle",
    "ristijarvi": "ristijärvi ristijärven ristijärvellä ristijärvelle",
    "paltamo": "paltamossa paltamoon",
    "sotkamo": "sotkamossa sotkamosta sotkamoon",
}


@pytest.mark.parametrize(
    ("name", "questions"),
    [
        ("Uraohjaus", "uraohjausta uraohjaukseen URAOHJAUKSESSA ura-ohjaus ohjaus ohjausta"),
        ("Työpaja nuorille", "työpajoista työpajassa paja työpajojen"),
        ("Ohjaus ja neuvonta", "uraohjaus opinto-ohjaus neuvontapalvelu"),
        ("TE-toimiston asiakaspalvelu", "te-toimisto TE-toimistosta asiakaspalveluun"),
        ("Yhteishaku", "yhteishaussa yhteishakuun"),
        ("Maahanmuuttajien kotoutuminen", "maahanmuuttaja maahanmuuttajalle kotoutumisen"),
        ("10-luokka", "10-luokalle kymppiluokka"),
    ],
)
def test_forms_compounds_and_their_parts_find(name, questions):
    service = builders.service(name)
    builders.service("Kuvataidekoulu")
    for question in questions.split():
        assert found(question)[:1] == [service.slug], question


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("Uraohjaus", "ura ohjaus"),
        ("Ammatinvalinta", "ammatin valinta"),
        ("Mielenterveys", "mielen terveys"),
        ("Oppisopimuskoulutus", "oppisopimus koulutusta"),
        ("Etsivä nuorisotyö", "etsivä nuoriso työ"),
        ("Opinto-ohjaus", "opinto ohjaus"),
    ],
)
def test_a_compound_written_apart_is_the_compound(name, question):
    builders.service(" ".join(f"{word} palvelu" for word in question.split()))
    whole = builders.service(name)
    assert whole.slug in found(question)[:2]


@pytest.mark.parametrize(("name", "question"), [("Career guidance", "guiding careers"), ("Vocational training", "TRAININGS")])
def test_english_forms_find(name, question):
    service = builders.service({"fi": "Palvelu", "en": name})
    assert found(question) == found(question, language="sv") == [service.slug]


@pytest.mark.parametrize("question", ["yrkesvägledningen", "vägledning", "Yrkesvägledningar"])
def test_swedish_forms_find(question):
    service = builders.service({"fi": "Palvelu", "sv": "Yrkesvägledning och vägledning"})
    assert found(question, language="en") == [service.slug]


@pytest.mark.parametrize("place", CASES)
def test_a_place_in_any_form_is_preferred_said_and_can_be_undone(place):
    other = builders.service("Uraohjaus aikuisille", municipalities=[builders.municipality("kuusamo")])
    here = builders.service("Uraohjaus nuorille", municipalities=[builders.municipality(place)])
    for form in CASES[place].split():
        for question in (f"uraohjaus {form}", f"{form} uraohjaus"):
            results = answer(question)
            (understood,) = results.understood
            assert (understood.key, understood.facet, understood.value) == (f"kunta:{place}", Facet.MUNICIPALITY, place)
            assert understood.said == form.lower()
            assert results.notices == ()
            assert found(question) == [here.slug, other.slug], question
            undone = answer(question, undone=frozenset({understood.key}))
            assert undone.understood == ()
            assert undone.total == 2
            assert found(question, undone=frozenset({understood.key}))[0] == other.slug, "by name again"


def test_a_place_without_services_is_told():
    service = builders.service(municipalities=[builders.municipality("kuhmo")])
    results = answer("uraohjausta helsingissä")
    assert [hit.service for hit in results.hits] == [service.pk]
    assert results.understood == ()
    (notice,) = results.notices
    assert "Helsinki" in notice
    assert answer("uraohjaus kuhmossa").notices == ()


def test_a_provider_is_known_by_all_its_names():
    old = builders.organisation("Kuhmon työllisyystoimisto", ended_on=date(2024, 12, 31), network_role="former")
    heir = builders.organisation("Rajaseudun työllisyysalue")
    Succession.objects.create(predecessor=old, successor=heir, on=date(2025, 1, 1))
    FormerName.objects.create(organisation=heir, name={"fi": "Korpimaan kuntayhtymä"}, valid_to=date(2020, 12, 31))
    other = builders.service("Aikuisten uraohjaus", summary={"fi": "Rajaseudun, Kuhmon ja Korpimaan väelle."})
    here = builders.service("Uraohjausta työttömille", organisation=heir)
    for name in ("rajaseudun työllisyysalueen", "kuhmon työllisyystoimiston", "korpimaan kuntayhtymän"):
        results = answer(f"{name} uraohjaus")
        assert [(one.key, one.label) for one in results.understood] == [(f"toimija:{heir.slug}", "Rajaseudun työllisyysalue")]
        assert found(f"{name} uraohjaus") == [here.slug, other.slug], name
    assert answer("rajaseudun uraohjaus").understood == ()


def test_the_longer_name_is_meant():
    city = builders.organisation("Kajaanin kaupunki")
    builders.service(organisation=city, municipalities=[builders.municipality("kajaani")])
    assert [one.key for one in answer("kajaanin kaupungin uraohjaus").understood] == [f"toimija:{city.slug}"]
    assert [one.key for one in answer("kajaanin uraohjaus").understood] == ["kunta:kajaani"]


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("alle 30-vuotiaalle", "kohderyhma:nuoret"),
        ("nuorelle", "kohderyhma:nuoret"),
        ("aikuiselle", "kohderyhma:aikuiset"),
        ("för unga", "kohderyhma:nuoret"),
        ("for young people", "kohderyhma:nuoret"),
        ("puhelimella", "kanava:phone"),
        ("netissä", "kanava:e_service"),
    ],
)
def test_for_whom_and_how_are_preferred(said, key):
    facet, _colon, value = key.partition(":")
    other = builders.service("Uraohjaus aamulla", terms=[builders.term("opinraitti_group", "tyottomat")])
    terms = [builders.term("opinraitti_group", value)] if facet == Facet.GROUP else []
    here = builders.service("Uraohjaus illalla", terms=terms)
    if facet == Facet.CHANNEL:
        builders.channel(here, ChannelKind(value))
        builders.written(here)
    assert found("uraohjaus") == [other.slug, here.slug]
    results = answer(f"uraohjaus {said}")
    assert key in [one.key for one in results.understood]
    assert found(f"uraohjaus {said}") == [here.slug, other.slug]


def entry(**fields) -> None:
    Synonym.objects.create(**fields)
    directory_state.touch()


def test_a_word_leads_to_what_it_means_and_back_only_when_told():
    builders.service("Purjehdus")
    sewing = builders.service("Ompelu")
    entry(said=["zuludiskossa"], means=["ompelu"])
    assert found("zuludisko") == [sewing.slug], "in any form"
    disco = builders.service("Zuludisko")
    assert found("ompelu") == [sewing.slug]
    assert found("zuludisko")[0] == disco.slug, "the word itself before what it means"
    Synonym.objects.filter(said=["zuludiskossa"]).update(both_ways=True)
    directory_state.touch()
    assert set(found("ompelussa")) == {sewing.slug, disco.slug}
    Synonym.objects.filter(said=["zuludiskossa"]).update(active=False)
    directory_state.touch()
    assert found("ompelu") == [sewing.slug]


def test_a_phrase_counts_in_its_order_and_words_together_anywhere():
    sewing, sailing = builders.service("Ompelu"), builders.service("Purjehdus")
    entry(said=["kvantti zuludisko"], means=["ompelu"])
    entry(said_all=["marsupilami", "xylofoni"], means=["purjehdus"])
    assert found("missä on kvantti zuludisko") == [sewing.slug]
    assert found("zuludisko kvantti") == found("kvantti") == []
    assert found("xylofoni ja vihreä marsupilami") == [sailing.slug]
    assert found("xylofoni") == []


def test_a_situation_is_preferred_and_said_where_the_service_is_meant_for_it():
    unemployed = builders.term("opinraitti_situation", "tyoton")
    other, meant = builders.service("Ompelu"), builders.service("Ompelupaja", terms=[unemployed])
    entry(kind="situation", said_all=["kvantti", "loppui"], means=["ompelu", "ompelupaja"], situation="tyoton")
    reasons = {hit.service: hit.reasons for hit in answer("kvantti loppui").hits}
    assert set(reasons) == {other.pk, meant.pk}
    assert [(one.situation, one.text) for one in reasons[meant.pk] if one.situation] == [(True, str(unemployed.label))]
    assert not [one for one in reasons[other.pk] if one.situation]


def test_what_is_known_is_not_corrected():
    builders.service("Uraohjaus", summary={"fi": "Kaveri mukaan."})
    for known in ("uraohjausta", "työkkäri", "Kuhmossa", "helsingissä", "kaverille", "osaaminen"):
        assert answer(known).suggestion == "", known
    assert answer("uraohjus kuhmossa ja muualla").suggestion == "uraohjaus kuhmossa ja muualla"


def test_a_simple_word_that_finnish_knows_is_no_slip():
    builders.service("Maista metsää")
    assert answer("ei maistu").suggestion == ""


def test_two_mistakes_count_only_where_the_beginning_is_right():
    builders.service("Zuludiskossa")
    assert answer("zuluidskosa").suggestion == "zuludiskossa"
    assert answer("kuludiskosa").suggestion == ""


def test_what_one_has_not_got_is_what_one_did_not_get():
    sewing = builders.service("Ompelu")
    entry(said_all=["soutaa", "marsupilami"], means=["ompelu"])
    for said in ("soudin marsupilamin", "en ole soutanut marsupilamia", "en soutanut mitään marsupilamia"):
        assert found(said) == [sewing.slug], said


def test_a_word_spelt_as_it_is_said_is_read_as_it_is_written():
    service = builders.service("Talveksi metsätöihin")
    results = answer("mie tahtosin talveks mettätöihin")
    assert [hit.service for hit in results.hits] == [service.pk]
    assert results.suggestion == ""


def test_a_word_that_was_meant_as_a_little_word_finds_nothing_by_itself():
    builders.service("Jotakin ihan muuta")
    sewing = builders.service("Ompelu")
    entry(said=["jotakin"], means=["ompelu"])
    assert found("ompelu jotakim") == [sewing.slug]


@pytest.mark.parametrize("said", ["amiksen", "amikseen", "amiksesta", "amis"])
def test_slang_that_no_dictionary_has_is_known_in_every_form(said):
    sewing = builders.service("Ompelu")
    entry(said_all=["zuludisko", "amis"], means=["ompelu"])
    assert found(f"{said} zuludisko") == [sewing.slug]


def test_a_compound_that_nothing_knows_means_what_its_parts_mean():
    sewing = builders.service("Ompelu")
    entry(said=["kitara"], means=["ompelu"])
    assert found("kitaransoitto") == [sewing.slug]
    playing = builders.service("Kitaransoitto")
    assert found("kitaransoitto") == [playing.slug], "not when some service has the whole"


def test_out_of_scope_is_what_is_asked_for_and_not_what_one_would_become():
    builders.service("Ompelu")
    entry(kind="out_of_scope", said=["kirjastonhoitaja"], instead={"fi": "Kirjastonhoitaja on kirjastossa."})
    entry(said_all=["kirjastonhoitaja", "haluta"], means=["ompelu"])
    assert answer("kirjastonhoitaja").notices == ("Kirjastonhoitaja on kirjastossa.",)
    assert answer("haluan kirjastonhoitajaksi").notices == ()
    entry(said=["kurssi"], means=["ompelu"])
    assert answer("kirjastonhoitajakurssi").notices == ()


def test_a_number_tells_nothing_by_itself_beside_words():
    points = builders.service("Polkuopinnot", summary={"fi": "45 opintopistettä."})
    sewing = builders.service("Ompelu")
    assert found("ompelu 45") == [sewing.slug]
    assert found("45") == [points.slug]
