"""A Service of PTV v11 as a ServiceRecord."""

from services.enums import ProviderRole
from services.exchange.findings import Refused
from services.exchange.neutral import Connection, OrganisationRecord, Provider, ServiceRecord, Texts
from services.exchange.ptv.contacts import Tell, charge
from services.exchange.ptv.links import web_address
from services.exchange.ptv.payload import entries, foreign_id, languages, modified, part, texts, word
from services.exchange.ptv.phones import Unusable
from services.exchange.ptv.v11.areas import area
from services.exchange.ptv.v11.hours import hours
from services.exchange.ptv.v11.identity import ALTERNATIVE, DESCRIPTION, SUMMARY, identity, joined, names, require_published
from services.exchange.ptv.v11.terms import audience, kind, terms

_ROLES = {"OtherResponsible": ProviderRole.CO_RESPONSIBLE, "Producer": ProviderRole.PRODUCER}
# Field of ServiceRecord -> the types of PTV's serviceDescriptions that fill it.
_DESCRIPTIONS = {
    "summaries": SUMMARY,
    "descriptions": DESCRIPTION,
    "how_to": ("UserInstruction", "ServiceUserInstruction"),
    "deadline": ("DeadLine", "DeadLineAdditionalInfo"),
    "processing_time": ("ProcessingTime", "ProcessingTimeAdditionalInfo"),
    "validity": ("ValidityTime", "ValidityTimeAdditionalInfo"),
    "charge_info": ("ChargeTypeAdditionalInfo",),
}
# What the national description brings when it is asked for (`serviceWithGD`): the same types behind a mark.
_NATIONAL = "GD_"


def service(payload: dict, tell: Tell, general: dict[str, Texts] | None = None) -> ServiceRecord:
    """`general`: national descriptions by id, for payloads that only refer to theirs. Raises Refused."""
    foreign = identity(payload)
    if word(payload, "type") != "Service":
        raise Refused(f"the type is {word(payload, 'type')[:40] or 'missing'}: only services are taken")
    require_published(payload)
    found = terms(payload)
    responsible = responsible_id(payload)
    if entries(payload, "serviceVouchers"):
        tell("service vouchers have no place here and were left out")
    return ServiceRecord(
        foreign_id=foreign,
        organisation=responsible,
        names=names(payload, "serviceNames"),
        alternative_names=texts(payload, "serviceNames", *ALTERNATIVE, one_line=True),
        **{field: texts(payload, "serviceDescriptions", *types) for field, types in _DESCRIPTIONS.items()},
        general_descriptions=national_text(payload, general or {}, tell),
        for_whom=texts(payload, "requirements"),
        keywords=_keywords(payload),
        charge=charge(payload),
        kind=kind(found),
        **audience(found),
        terms=found,
        languages=languages(payload),
        **area(payload, tell),
        laws=_laws(payload, tell),
        providers=_providers(payload, responsible, tell),
        connections=tuple(_connection(entry, tell) for entry in entries(payload, "serviceChannels")),
        modified=modified(payload),
        raw=payload,
    )


def general_description(payload: dict) -> tuple[str, Texts]:
    """(id, texts) of a national general description."""
    return identity(payload), joined(texts(payload, "descriptions", *SUMMARY), texts(payload, "descriptions", *DESCRIPTION))


def national_text(payload: dict, general: dict[str, Texts], tell: Tell) -> Texts | None:
    """The national text; None when the service has one that this input does not hold."""
    summary, description = (
        texts(payload, "serviceDescriptions", *(f"{_NATIONAL}{kind}" for kind in kinds)) for kinds in (SUMMARY, DESCRIPTION)
    )
    wanted = foreign_id(payload, "generalDescriptionId")
    if summary or description or not wanted:
        return joined(summary, description)
    if wanted not in general:
        tell("the text of the general description is not in the input")
    return general.get(wanted)


def _keywords(payload: dict) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for entry in entries(payload, "keywords"):
        for code, words in texts({"keywords": [entry]}, "keywords", one_line=True).items():
            found.setdefault(code, []).append(words)
    return {code: tuple(dict.fromkeys(words)) for code, words in found.items()}


def _laws(payload: dict, tell: Tell) -> tuple[tuple[str, str], ...]:
    """(name, address) of each law, in Finnish when there is Finnish; the address may be ""."""
    laws = []
    for law in entries(payload, "legislation"):
        pages = texts(law, "webPages", one_line=True) or {
            word(page, "language") or "fi": word(page, "url") for page in entries(law, "webPages")
        }
        named = texts(law, "names", one_line=True)
        address = pages.get("fi") or next(iter(pages.values()), "")
        try:
            address = web_address(address)
        except Unusable as problem:
            tell(f"legislation: {problem} was left out")
            address = ""
        if named:
            laws.append((named.get("fi") or next(iter(named.values())), address))
    return tuple(laws)


def _organisation(entry: dict) -> tuple[str, str]:
    """(id, name) of the organisation of an `organizations` entry."""
    given = part(entry, "organization")
    return foreign_id(given) or foreign_id(entry, "organizationId"), word(given, "name")


def responsible_id(payload: dict) -> str:
    """The id of the first responsible organisation. Raises Refused when none is named."""
    for entry in entries(payload, "organizations"):
        if word(entry, "roleType") == "Responsible" and _organisation(entry)[0]:
            return _organisation(entry)[0]
    main = foreign_id(part(payload, "mainOrganization"))
    if not main:
        raise Refused("no responsible organisation is named")
    return main


def _providers(payload: dict, responsible: str, tell: Tell) -> tuple[Provider, ...]:
    """The others; the responsible one that produces its own service is not said twice."""
    found = []
    for entry in entries(payload, "organizations"):
        organisation, role = _organisation(entry)[0], word(entry, "roleType")
        if not organisation:
            tell("a producer that is no organisation of PTV was left out")
        elif organisation != responsible:
            found.append(Provider(organisation=organisation, role=_ROLES.get(role, ProviderRole.CO_RESPONSIBLE).value))
    return tuple(dict.fromkeys(found))


def _connection(entry: dict, tell: Tell) -> Connection:
    channel = foreign_id(part(entry, "serviceChannel"))
    if not channel:
        raise Refused("a connection names no channel")
    if part(entry, "contactDetails"):
        tell("contact details of a connection have no place here and were left out")
    return Connection(
        channel=channel,
        descriptions=joined(texts(entry, "description", *DESCRIPTION), texts(entry, "description", "ChargeTypeAdditionalInfo")),
        charge=charge(entry),
        hours=hours(entry, tell),
    )


def stubs(payload: dict) -> list[OrganisationRecord]:
    """The organisations the service names, known by name only."""
    named = [_organisation(entry) for entry in entries(payload, "organizations")]
    named.append((foreign_id(part(payload, "mainOrganization")), word(part(payload, "mainOrganization"), "name")))
    return [OrganisationRecord(foreign_id=found, names={"fi": name}, stub=True) for found, name in named if found and name]
