"""The vocabulary: what comes with `migrate`, what the database refuses, and whose words a reload leaves alone."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from services import loading
from services.enums import ChannelKind
from services.models import SearchTally, Synonym, Term

pytestmark = pytest.mark.django_db

BROKEN = {
    "mitä ihminen sanoo": {"said": [], "means": ["työnhaku"]},
    "mitä sana tarkoittaa": {"said": ["duuni"]},
    "Valitse elämäntilanne": {"kind": "situation", "said_all": ["saada", "potkut"]},
    "mistä apua saa": {"kind": "out_of_scope", "said": ["hammaslääkäri"]},
    "Valitse kohderyhmä": {"kind": "target", "said": ["aikuiselle"]},
    "Valitse asiointitapa": {"kind": "channel", "said": ["netissä"]},
    "enemmän kuin 0": {"said": ["duuni"], "means": ["työnhaku"], "weight": 0},
    "enintään 1": {"said": ["duuni"], "means": ["työnhaku"], "weight": 1.1},
    "on tunnus": {"said": ["duuni"], "means": ["työnhaku"], "origin": "portal"},
}


@pytest.mark.parametrize("words", BROKEN)
def test_form_and_database_refuse_half_an_entry(words):
    row = Synonym(**BROKEN[words])
    with pytest.raises(ValidationError, match=words):
        row.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.parametrize("said", ["duuni", [""], [3], {"duuni": 1}])
def test_words_are_a_list_of_words(said):
    with pytest.raises(ValidationError, match="luettelo sanoista"):
        Synonym(said=said, means=["työnhaku"]).full_clean()


def test_the_working_group_may_add_many_words_of_its_own():
    for word in ("duunipaikka", "hommat"):
        row = Synonym(said=[word], means=["työnhaku"])
        row.full_clean()
        row.save()
    assert Synonym.objects.filter(key=None).count() == 2


def test_more_searches_without_results_than_searches_is_refused():
    row = SearchTally(day="2026-11-24", term="duuni", language="fi", searches=1, without_results=2)
    with pytest.raises(ValidationError, match="Tuloksettomia hakuja on enemmän"):
        row.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_every_entry_of_the_files_is_a_row_that_the_form_accepts():
    rows = loading.synonym_rows()
    assert Synonym.objects.filter(origin="portal").count() == len(rows) > 1600
    for row in Synonym.objects.all():
        row.clean_fields()


def test_no_two_entries_of_the_files_are_the_same_row():
    files = [*loading._DATA.glob("synonyms_*.toml")]
    entries = sum(len(loading._toml(path.name)["synonym"]) for path in files)
    terms = loading._toml("ontology_labels.toml")["term"]
    assert len(loading.synonym_rows()) == entries + sum(language in term for term in terms for language in ("fi", "sv", "en"))


def test_the_ontology_weighs_less_and_repeats_nothing():
    ontology = Synonym.objects.filter(key__startswith="ontology:")
    by_hand = Synonym.objects.exclude(key__startswith="ontology:")
    for language in ("fi", "sv", "en"):
        known = {word.casefold() for row in by_hand.filter(language=language) for word in row.said}
        said = {word.casefold() for row in ontology.filter(language=language) for word in row.said}
        assert said
        assert not said & known
    assert set(ontology.values_list("weight", flat=True)) == {0.6}


def test_every_code_an_entry_names_exists():
    used = set(Synonym.objects.exclude(situation="").values_list("situation", flat=True))
    assert used <= set(Term.objects.filter(scheme="opinraitti_situation").values_list("code", flat=True))
    used = set(Synonym.objects.exclude(group="").values_list("group", flat=True))
    assert used <= set(Term.objects.filter(scheme="opinraitti_group").values_list("code", flat=True))
    assert set(Synonym.objects.exclude(channel="").values_list("channel", flat=True)) <= set(ChannelKind.values)


def test_what_is_elsewhere_is_told_in_every_language_of_the_pages():
    for row in Synonym.objects.filter(kind="out_of_scope"):
        assert set(row.instead.data) == {"fi", "fi-simple", "sv", "en"}, row.key


def test_old_names_slang_and_sentences_are_there():
    assert "TE-toimisto" in Synonym.objects.get(key="synonym:fi:työkkäri").means
    assert Synonym.objects.get(key="situation:fi:lukio vai ammattikoulu").situation == "peruskoulu-paattyy"


def test_a_reload_renews_own_rows_and_leaves_the_edited_alone(monkeypatch):
    own = Synonym.objects.create(said=["hommii"], means=["työnhaku"])
    edited, plain, gone = Synonym.objects.filter(kind="synonym", language="fi")[:3]
    Synonym.objects.filter(pk=edited.pk).update(means=["aivan muu"], origin="edited", active=False)
    rows = loading.synonym_rows()
    rows[plain.key] = rows[plain.key] | {"means": ["uusi merkitys"]}
    rows[edited.key] = rows[edited.key] | {"means": ["portaalin merkitys"]}
    del rows[gone.key]
    rows["synonym:fi:aivan uusi"] = {"kind": "synonym", "language": "fi", "said": ["aivan uusi"], "means": ["työnhaku"]}
    monkeypatch.setattr(loading, "synonym_rows", lambda: rows)

    loading.load_synonyms(Synonym)

    assert Synonym.objects.get(pk=own.pk).means == ["työnhaku"]
    kept = Synonym.objects.get(pk=edited.pk)
    assert (kept.means, kept.active) == (["aivan muu"], False)
    assert Synonym.objects.get(pk=plain.pk).means == ["uusi merkitys"]
    assert not Synonym.objects.filter(pk=gone.pk).exists()
    assert Synonym.objects.get(key="synonym:fi:aivan uusi").weight == 1.0
