"""Codes of a service: classes, groups, life events, industries, ontology; and what can be read from them."""

from services.enums import ServiceKind, TermScheme
from services.exchange.neutral import TermRef
from services.exchange.ptv.payload import entries, texts, word

_LISTS = (
    ("serviceClasses", TermScheme.SERVICE_CLASS),
    ("targetGroups", TermScheme.TARGET_GROUP),
    ("lifeEvents", TermScheme.LIFE_EVENT),
    ("industrialClasses", TermScheme.INDUSTRY),
    ("ontologyTerms", TermScheme.ONTOLOGY),
)
_KOKO = "http://www.yso.fi/onto/koko/"
_ONTOLOGIES = "http://www.yso.fi/onto/"

# What a service is, when its classes say it clearly. Guidance wins: a school's guidance has the school's classes too.
KIND_OF_CLASS = {
    "P6.4": ServiceKind.GUIDANCE, "P10.2": ServiceKind.GUIDANCE, "P28.5": ServiceKind.GUIDANCE,
    "P4.13": ServiceKind.ADVICE, "P5.17": ServiceKind.ADVICE, "P9.6": ServiceKind.ADVICE, "P11.1": ServiceKind.ADVICE,
    "P6.5": ServiceKind.INFORMATION,
    "P6.6": ServiceKind.TRAINING, "P6.7": ServiceKind.TRAINING, "P6.8": ServiceKind.TRAINING, "P6.9": ServiceKind.TRAINING,
    "P6.10": ServiceKind.TRAINING, "P6.11": ServiceKind.TRAINING, "P6.12": ServiceKind.TRAINING, "P22.3": ServiceKind.TRAINING,
    "P25.7": ServiceKind.LEISURE_STUDY,
    "P4.8": ServiceKind.SUPPORT, "P4.11": ServiceKind.SUPPORT, "P6.14": ServiceKind.SUPPORT, "P10.4": ServiceKind.SUPPORT,
    "P10.7": ServiceKind.SUPPORT, "P10.8": ServiceKind.SUPPORT, "P28.3": ServiceKind.SUPPORT, "P28.4": ServiceKind.SUPPORT,
}  # fmt: skip
# People who may become entrepreneurs or who invent are individuals, whatever the list they stand in.
_INDIVIDUALS = ("KR2.2", "KR2.4", "KR2.8")


def terms(payload: dict) -> tuple[TermRef, ...]:
    """All codes of the service, each once, with today's or the older address as PTV gives it."""
    found = {}
    for key, scheme in _LISTS:
        for entry in entries(payload, key):
            uri = word(entry, "uri")
            code = word(entry, "code") or code_of(uri)
            if code:
                label = texts(entry, "name", one_line=True)
                found.setdefault((scheme, code, uri), TermRef(scheme=scheme.value, code=code, uri=uri, labels=label))
    return tuple(found.values())


def code_of(uri: str) -> str:
    """“p18023” of KOKO's address, “yso/p1234” of another ontology's; else the address's last part."""
    if uri.startswith(_ONTOLOGIES) and not uri.startswith(_KOKO):
        return uri.removeprefix(_ONTOLOGIES)
    return uri.rstrip("/").rpartition("/")[2].rpartition(":")[2]


def kind(found: tuple[TermRef, ...]) -> str | None:
    """A ServiceKind when the service classes agree on one, or one of them is guidance; else None."""
    kinds = {KIND_OF_CLASS[term.code] for term in found if term.scheme == TermScheme.SERVICE_CLASS and term.code in KIND_OF_CLASS}
    if ServiceKind.GUIDANCE in kinds:
        return ServiceKind.GUIDANCE.value
    return kinds.pop().value if len(kinds) == 1 else None


def audience(found: tuple[TermRef, ...]) -> dict[str, bool | None]:
    """`for_individuals` and `for_employers` from the target groups; None when they do not tell."""
    groups = {term.code for term in found if term.scheme == TermScheme.TARGET_GROUP}
    individuals = any(code.startswith("KR1") or code in _INDIVIDUALS for code in groups)
    employers = any(code.startswith("KR2") and code not in _INDIVIDUALS for code in groups)
    if not (individuals or employers):
        return {"for_individuals": None, "for_employers": None}
    return {"for_individuals": individuals, "for_employers": employers}
