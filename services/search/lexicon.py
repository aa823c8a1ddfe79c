"""Names a question may say and facets may show: places, providers, terms, languages. Read with the index."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from network.models import FormerName, Municipality, Organisation, Succession
from opinraitti.lib.text import folded, localised, values
from services.enums import ChannelKind, ServiceKind
from services.models import Language, Term
from services.search import vocabulary
from services.search.analysis import spoken, tokens
from services.search.compact import Keys
from services.search.documents import EMPLOYERS, INDIVIDUALS, TERM_FACETS, THRESHOLDS, YES
from services.search.names import alphabetical
from services.search.phrases import Phrase, Phrases
from services.search.request import Facet
from services.search.spelling import Spelling
from services.search.vocabulary import Vocabulary, said_keys

_FIXED = {
    Facet.KIND: dict(ServiceKind.choices),
    Facet.CHANNEL: dict(ChannelKind.choices),
    Facet.THRESHOLD: {value: label for value, (label, _field) in THRESHOLDS.items()},
    Facet.AUDIENCE: {INDIVIDUALS: _("Itsellesi tai läheisellesi"), EMPLOYERS: _("Yritykselle tai työnantajalle")},
    Facet.NEW_CLIENTS: {YES: _("Ottaa uusia asiakkaita")},
    Facet.OPEN: {YES: _("Auki nyt")},
}
# In the order of their names rather than of their list.
_BY_NAME = (Facet.MUNICIPALITY, Facet.PROVIDER)
Named = tuple[Facet, tuple[str, ...]]


class Labels(dict):
    """{value: label} in the order in which they are offered; `places`: {value: its place in it}."""

    def __init__(self, labels):
        super().__init__(labels)
        self.places = {value: place for place, value in enumerate(self)}


@dataclass(frozen=True)
class Lexicon:
    """`labels`: {facet: {value: i18n text}}. `names`: of places and providers; they lead to `named`, (facet, values).

    `centres`: {municipality: (latitude, longitude)}. `known_keys`: of all words of the vocabulary and of names.
    `languages`: {folded name: code}.
    """

    vocabulary: Vocabulary
    spelling: Spelling
    labels: Mapping[Facet, Mapping[str, object]]
    centres: Mapping[str, tuple[float, float]]
    names: Phrases
    named: tuple[Named, ...]
    known_keys: Keys
    languages: Mapping[str, str]
    _spoken: dict[str, dict[Facet, Labels]] = field(default_factory=dict)

    def labels_in(self, language: str) -> Mapping[Facet, Labels]:
        """{facet: {value: label}} in one language, which must be the active one; places and providers by name."""
        if language not in self._spoken:
            spoken = {}
            for facet, labels in self.labels.items():
                told = {value: _told(label, language) for value, label in labels.items()}
                spoken[facet] = Labels(
                    sorted(told.items(), key=lambda item: alphabetical(item[1])) if facet in _BY_NAME else told
                )
            self._spoken[language] = spoken
        return self._spoken[language]


def _told(label, language: str) -> str:
    return localised(label, language).text if hasattr(label, "data") else str(label)


def read(spelled: Mapping[str, int], old: Lexicon | None = None) -> Lexicon:
    """The lexicon as the database has it now; `spelled`: the words of the directory and how often they occur."""
    places = list(Municipality.objects.all())
    known = vocabulary.read(old and old.vocabulary)
    counts = dict.fromkeys(known.words, 1)
    counts |= {word: 1 for place in places for name in values(place.name).values() for word in tokens(name)}
    # Of equally near words the directory's own is likelier than one that only the vocabulary knows.
    counts |= {word: count + 1 for word, count in spelled.items()}
    labels = {facet: _FIXED.get(facet, {}) for facet in Facet}
    labels[Facet.MUNICIPALITY] = {place.slug: place.name for place in places}
    languages = list(Language.objects.all())
    labels[Facet.LANGUAGE] = {language.code: language.name for language in languages}
    labels[Facet.PROVIDER] = {row.slug: row.name for row in Organisation.objects.only("slug", "name")}
    for term in Term.objects.filter(scheme__in=TERM_FACETS).only("scheme", "code", "label"):
        facet = TERM_FACETS[term.scheme]
        labels[facet] = {**labels[facet], term.code: term.label}
    found = list(_names(places))
    names = Phrases((phrase, number) for number, (phrase, _named) in enumerate(found))
    return Lexicon(
        vocabulary=known,
        spelling=Spelling(counts),
        labels=labels,
        centres={place.slug: (place.latitude, place.longitude) for place in places if place.latitude is not None},
        names=names,
        named=tuple(named for _phrase, named in found),
        known_keys=Keys(known.following.keys, known.anywhere.keys, names.keys),
        languages={folded(name): language.code for language in languages for name in values(language.name).values()},
    )


def _names(places) -> Iterator[tuple[Phrase, Named]]:
    """What municipalities and organisations are and were called, and whom each name means today."""
    found = [(name, Facet.MUNICIPALITY, (place.slug,)) for place in places for name in set(values(place.name).values())]
    successors: dict[int, set[str]] = {}
    for row in Succession.objects.select_related("successor"):
        successors.setdefault(row.predecessor_id, set()).add(row.successor.slug)
    for row in Organisation.objects.only("name", "slug", "ended_on"):
        slugs = tuple(sorted(successors.get(row.pk, ()))) if row.ended_on else (row.slug,)
        found += [(name, Facet.PROVIDER, slugs) for name in set(values(row.name).values()) if slugs]
    for row in FormerName.objects.select_related("organisation"):
        slugs = tuple(sorted(successors.get(row.organisation_id, {row.organisation.slug})))
        found += [(name, Facet.PROVIDER, slugs) for name in set(values(row.name).values())]
    for name, facet, slugs in found:
        if phrase := [said_keys(word) for word in spoken(name)]:
            yield phrase, (facet, slugs)
