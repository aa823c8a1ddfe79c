"""What may be asked: the parameters of each address, and how they become a search.

Strict, unlike the pages: an unknown name, a second value where one is meant or a value out of bounds is answered
400 with a sentence, so that a program does not take a misspelt filter for a result.
"""

from collections.abc import Mapping
from typing import Annotated, Literal

from ninja import Schema
from ninja.parser import Parser
from pydantic import ConfigDict, Field, StringConstraints

from opinraitti.lib.text import clean
from services.api.problems import Problem
from services.enums import ChannelKind, ServiceKind, TermScheme
from services.search.request import MAX_LENGTH, Facet, SearchRequest, Sort

Lang = Literal["fi", "sv", "en", "fi-simple"]
DEFAULT_LANGUAGE = "fi"
MAX_PAGE, MAX_VALUES = 100_000, 50
_THRESHOLDS = {
    "free": "maksuton",
    "no_appointment": "ilman-ajanvarausta",
    "drop_in": "avoin",
    "no_identification": "nimetta",
    "no_language_requirement": "kielitaidotta",
    "may_bring_a_friend": "kaverin-kanssa",
    "interpreter": "tulkki",
}
_AUDIENCES = {"individuals": "itselle", "employers": "yritykselle"}
_YES = {"true": "kylla"}
_SORTS = {"relevance": Sort.RELEVANCE, "name": Sort.NAME, "distance": Sort.DISTANCE}
# Name in the interface -> the facet, and what its values are called on the pages where they are called otherwise.
FACETS: Mapping[str, tuple[Facet, Mapping[str, str]]] = {
    "kind": (Facet.KIND, {}),
    "situation": (Facet.SITUATION, {}),
    "group": (Facet.GROUP, {}),
    "topic": (Facet.TOPIC, {}),
    "municipality": (Facet.MUNICIPALITY, {}),
    "channel": (Facet.CHANNEL, {}),
    "service_language": (Facet.LANGUAGE, {}),
    "threshold": (Facet.THRESHOLD, _THRESHOLDS),
    "audience": (Facet.AUDIENCE, _AUDIENCES),
    "provider": (Facet.PROVIDER, {}),
    "new_clients": (Facet.NEW_CLIENTS, _YES),
    "open_now": (Facet.OPEN, _YES),
}

_Code = Annotated[str, StringConstraints(min_length=1, max_length=120)]
_Values = Annotated[list[_Code], Field(max_length=MAX_VALUES)]
_Kind, _Channel, _Scheme = Literal[*ServiceKind.values], Literal[*ChannelKind.values], Literal[*TermScheme.values]


class StrictParser(Parser):
    """Refuses a second value where the operation takes one."""

    def parse_querydict(self, data, list_fields, request):
        twice = [name for name in data if name not in list_fields and len(data.getlist(name)) > 1]
        if twice:
            raise Problem(400, f"{clean(twice[0])[:50]}: give one value.")
        return super().parse_querydict(data, list_fields, request)


class Asked(Schema):
    """Parameters of every address."""

    model_config = ConfigDict(extra="forbid")

    lang: Lang | None = Field(
        None,
        description="The language of the texts, as strings; without it each text is an object of all its languages. "
        "A text that lacks the language comes in another, named in `fallback`.",
        examples=["fi"],
    )

    def only_known(self, request) -> None:
        """Raises Problem when the address has parameters that this one does not know."""
        unknown = sorted(set(request.GET) - set(type(self).model_fields))
        if unknown:
            known = ", ".join(type(self).model_fields)
            raise Problem(400, f"There is no parameter “{clean(unknown[0])[:50]}”. There are: {known}.")


class AskedPage(Asked):
    page: int = Field(1, ge=1, le=MAX_PAGE, description="Pages are numbered from 1.", examples=[1])
    page_size: int = Field(20, ge=1, le=100, description="Rows a page.", examples=[20])


class AskedTerms(AskedPage):
    scheme: list[_Scheme] = Field(
        [], max_length=len(TermScheme), description="Only these vocabularies.", examples=[["opinraitti_situation"]]
    )


class AskedServices(AskedPage):
    """The question of the service list. Several values of one parameter widen it, but all of `threshold` must hold."""

    q: str = Field(
        "", max_length=MAX_LENGTH, description="Words in any language, inflected or misspelt.", examples=["uraohjaus Kuhmossa"]
    )
    kind: list[_Kind] = Field([], max_length=len(ServiceKind), description="What the person gets.", examples=[["guidance"]])
    situation: _Values = Field([], description="Codes of `opinraitti_situation`: any of them.", examples=[["tyoton"]])
    group: _Values = Field([], description="Codes of `opinraitti_group`: any of them.", examples=[["aikuiset"]])
    topic: _Values = Field([], description="Codes of `opinraitti_topic`: any of them.", examples=[["uranvalinta"]])
    municipality: _Values = Field(
        [], description="Slugs of municipalities; services for the whole country come along.", examples=[["kuhmo"]]
    )
    channel: list[_Channel] = Field(
        [], max_length=len(ChannelKind), description="How one reaches the service.", examples=[["phone"]]
    )
    service_language: _Values = Field([], description="Languages the service speaks (ISO 639).", examples=[["sv"]])
    threshold: list[Literal[*_THRESHOLDS]] = Field(
        [], max_length=len(_THRESHOLDS), description="What makes it easy to come: all must hold.", examples=[["free"]]
    )
    audience: list[Literal[*_AUDIENCES]] = Field(
        [], max_length=len(_AUDIENCES), description="For whom the service is.", examples=[["individuals"]]
    )
    provider: _Values = Field([], description="Slugs of organisations.", examples=[["kuhmon-kaupunki"]])
    new_clients: Literal["true"] | None = Field(None, description="Only services that take new clients now.", examples=["true"])
    open_now: Literal["true"] | None = Field(None, description="Only services where somebody answers now.", examples=["true"])
    on_site: Literal["true"] | None = Field(
        None, description="With `municipality`: only services with a place to visit there.", examples=["true"]
    )
    sort: Literal[*_SORTS] | None = Field(
        None, description="Without it: by relevance with words, by name without. `distance` needs a municipality."
    )

    def search_request(self) -> SearchRequest:
        return SearchRequest(
            words=clean(self.q),
            chosen={facet: self._chosen(name, names) for name, (facet, names) in FACETS.items() if getattr(self, name)},
            on_site=bool(self.on_site),
            sort=_SORTS[self.sort] if self.sort else None,
            page=self.page,
            size=self.page_size,
            language=self.lang or DEFAULT_LANGUAGE,
        )

    def _chosen(self, name: str, names: Mapping[str, str]) -> tuple[str, ...]:
        given = getattr(self, name)
        values = [given] if isinstance(given, str) else given
        return tuple(dict.fromkeys(names.get(value, clean(value)) for value in values))


def sort_name(sort: Sort) -> str:
    return next(name for name, value in _SORTS.items() if value == sort)


def public_value(name: str, value: str) -> str:
    """What a value of a facet is called in the interface: “maksuton” of `threshold` is “free”."""
    return next((ours for ours, theirs in FACETS[name][1].items() if theirs == value), value)
