"""A ServiceChannel of PTV v11, of any of its five kinds, as a ChannelRecord."""

from services.enums import ChannelKind, ContactKind
from services.exchange.findings import Refused
from services.exchange.neutral import ChannelRecord, Texts
from services.exchange.ptv.contacts import Contacts, Tell
from services.exchange.ptv.links import web_address
from services.exchange.ptv.payload import entries, flag, foreign_id, languages, modified, part, texts, word
from services.exchange.ptv.phones import Unusable
from services.exchange.ptv.v11.hours import hours
from services.exchange.ptv.v11.identity import DESCRIPTION, SUMMARY, identity, joined, names, require_published
from services.exchange.ptv.v11.places import place, postal_code, street

KINDS = {
    "ServiceLocation": ChannelKind.PLACE,
    "Phone": ChannelKind.PHONE,
    "EChannel": ChannelKind.E_SERVICE,
    "WebPage": ChannelKind.WEB_PAGE,
    "PrintableForm": ChannelKind.FORM,
}
_LEVELS = {
    "FullyCompliant": {
        "fi": "Täyttää saavutettavuusvaatimukset.",
        "sv": "Uppfyller tillgänglighetskraven.",
        "en": "Meets the accessibility requirements.",
    },
    "PartiallyCompliant": {
        "fi": "Täyttää saavutettavuusvaatimukset osittain.",
        "sv": "Uppfyller tillgänglighetskraven delvis.",
        "en": "Meets the accessibility requirements in part.",
    },
    "NonCompliant": {
        "fi": "Ei täytä saavutettavuusvaatimuksia.",
        "sv": "Uppfyller inte tillgänglighetskraven.",
        "en": "Does not meet the accessibility requirements.",
    },
}
_RETURN_TO = {"fi": "Palautusosoite:", "sv": "Returadress:", "en": "Return address:"}


def channel(payload: dict, tell: Tell) -> ChannelRecord:
    """Raises Refused."""
    foreign = identity(payload)
    kind = KINDS.get(word(payload, "serviceChannelType"))
    if kind is None:
        raise Refused(f"the channel type is {word(payload, 'serviceChannelType')[:40] or 'missing'}")
    require_published(payload)
    organisation = foreign_id(payload, "organizationId")
    if not organisation:
        raise Refused("no organisation is named")
    named = names(payload, "serviceChannelNames")
    key = "serviceChannelDescriptions"
    described = joined(texts(payload, key, *SUMMARY), texts(payload, key, *DESCRIPTION))
    return ChannelRecord(
        foreign_id=foreign,
        organisation=organisation,
        kind=kind.value,
        names=named,
        descriptions=joined(described, _return_address(payload, set(named), tell)),
        place=place(payload, foreign, organisation, named, tell) if kind == ChannelKind.PLACE else None,
        contacts=_contacts(payload, set(named), tell),
        hours=hours(payload, tell),
        languages=languages(payload),
        needs_login=flag(payload, "requiresAuthentication"),
        accessibility=_accessibility(payload, set(named), tell),
        modified=modified(payload),
        raw=payload,
    )


def _contacts(payload: dict, spoken: set[str], tell: Tell):
    """Places keep their e-mails in `emails` on the wire, in `supportEmails` in the documentation: both are read."""
    contacts = Contacts(tell)
    contacts.phones(payload, "phoneNumbers")
    contacts.phones(payload, "supportPhones")
    contacts.emails(payload, "emails")
    contacts.emails(payload, "supportEmails")
    contacts.links(payload, "channelUrls", url="value", label="", kind=ContactKind.FORM)
    contacts.links(payload, "webPages")
    for attachment in entries(payload, "attachments"):
        kind = ContactKind.FORM if word(attachment, "type") == "Form" else ContactKind.WEB
        contacts.links({"attachments": [attachment]}, "attachments", label="name", kind=kind)
    return contacts.merged(spoken)


def _return_address(payload: dict, spoken: set[str], tell: Tell) -> Texts:
    """Where a form is sent, in words; a Finnish address serves every language of the channel."""
    found: dict[str, list[str]] = {}
    for delivery in entries(payload, "deliveryAddresses"):
        given = part(delivery, "streetAddress") or part(delivery, "postOfficeBoxAddress")
        parts = (
            texts(delivery, "receiver", one_line=True),
            texts(delivery, "deliveryAddressInText"),
            street(given),
            texts(given, "postOfficeBox", one_line=True),
        )
        offices, code = texts(given, "postOffice", one_line=True), postal_code(given, tell)
        for language in spoken & set(_RETURN_TO):
            lines = [text.get(language) or text.get("fi", "") for text in parts]
            lines.append(f"{code} {offices.get(language) or offices.get('fi', '')}".strip())
            told = [line for line in lines if line]
            if told:
                found.setdefault(language, []).append("\n".join([_RETURN_TO[language], *told]))
    return {language: "\n\n".join(blocks) for language, blocks in found.items()}


def _accessibility(payload: dict, spoken: set[str], tell: Tell) -> Texts:
    """Level, WCAG level and statement of an e-service: a list in the documentation, fields of the channel on the wire."""
    found: dict[str, list[str]] = {}

    def add(level: str, wcag: str, codes: set[str]) -> None:
        for code in codes & set(_RETURN_TO):
            words = (_LEVELS.get(level, {}).get(code, ""), f"WCAG {wcag.removeprefix('Level')}" if wcag else "")
            found.setdefault(code, []).extend(text for text in words if text)

    add(word(payload, "accessibilityClassificationLevel"), word(payload, "wcagLevel"), spoken)
    for page in entries(payload, "accessibilityStatementWebPage"):
        _statement(found, page, word(page, "url"), word(page, "value"), tell)
    for told in entries(payload, "accessibilityClassification"):
        add(word(told, "accessibilityClassificationLevel"), word(told, "wcagLevel"), {word(told, "language").lower()})
        address, name = word(told, "accessibilityStatementWebPage"), word(told, "accessibilityStatementWebPageName")
        _statement(found, told, address, name, tell)
    return {code: "\n".join(dict.fromkeys(lines)) for code, lines in found.items() if lines}


def _statement(found: dict[str, list[str]], entry: dict, address: str, name: str, tell: Tell) -> None:
    try:
        url = web_address(address)
    except Unusable as problem:
        tell(f"accessibility statement: {problem} was left out")
        return
    if url:
        code = word(entry, "language").lower() or "fi"
        found.setdefault(code, []).append(f"{name}: {url}" if name else url)
