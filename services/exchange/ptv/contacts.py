"""Telephones, e-mails and links of a payload as contacts: several are kept, the same in each language becomes one."""

from collections.abc import Callable
from dataclasses import dataclass, field

from services.enums import Charge, ContactKind
from services.exchange.neutral import Contact, Texts
from services.exchange.ptv.links import email, link
from services.exchange.ptv.payload import entries, flag, language, word
from services.exchange.ptv.phones import Unusable, phone_number

CHARGES = {
    "Chargeable": Charge.PRICED, "Charged": Charge.PRICED,
    "FreeOfCharge": Charge.FREE, "Free": Charge.FREE,
    "Other": Charge.OTHER,
}  # fmt: skip
_PHONES = {"": ContactKind.PHONE, "Phone": ContactKind.PHONE, "Sms": ContactKind.SMS, "Fax": ContactKind.FAX}
Tell = Callable[[str], None]


def charge(payload: dict, key: str = "serviceChargeType") -> str:
    return CHARGES.get(word(payload, key), Charge.UNKNOWN).value


@dataclass
class Found:
    """A contact value and the languages it is given in."""

    kind: str
    value: str
    languages: set[str] = field(default_factory=set)
    label: Texts = field(default_factory=dict)
    charge: str = Charge.UNKNOWN.value
    charge_info: Texts = field(default_factory=dict)


class Contacts:
    """Collects the contacts of one record; `tell` hears of values that cannot be used, without the values."""

    def __init__(self, tell: Tell):
        self.tell = tell
        self.found: dict[tuple[str, str], Found] = {}

    def _add(self, kind: str, value: str, entry: dict, *, label: str = "") -> Found:
        same = value.casefold() if kind == ContactKind.EMAIL else value
        found = self.found.setdefault((kind, same), Found(kind, value))
        found.languages.add(_language(entry))
        if label:
            found.label.setdefault(_language(entry), label)
        return found

    def phones(self, payload: dict, key: str) -> None:
        for entry in entries(payload, key):
            kind = _PHONES.get(word(entry, "type"), ContactKind.PHONE).value
            try:
                national = bool(flag(entry, "isFinnishServiceNumber"))
                value = phone_number(word(entry, "number"), word(entry, "prefixNumber"), service_number=national)
            except Unusable as problem:
                self.tell(f"{key}: {problem} was left out")
                continue
            if value:
                found = self._add(kind, value, entry, label=word(entry, "additionalInformation"))
                if found.charge == Charge.UNKNOWN:
                    found.charge = charge(entry)
                told = word(entry, "chargeDescription")
                if told:
                    found.charge_info.setdefault(_language(entry), told)

    def emails(self, payload: dict, key: str) -> None:
        for entry in entries(payload, key):
            try:
                value = email(word(entry, "value"))
            except Unusable as problem:
                self.tell(f"{key}: {problem} was left out")
                continue
            if value:
                self._add(ContactKind.EMAIL.value, value, entry, label=word(entry, "description"))

    def links(self, payload: dict, key: str, *, url: str = "url", label: str = "value", kind=ContactKind.WEB) -> None:
        """Addresses at `url` of each entry; an http(s) address becomes a contact of `kind`."""
        for entry in entries(payload, key):
            try:
                found_kind, value = link(word(entry, url), kind)
            except Unusable as problem:
                self.tell(f"{key}: {problem} was left out")
                continue
            if value:
                self._add(ContactKind(found_kind).value, value, entry, label=word(entry, label) if label else "")

    def merged(self, spoken: set[str]) -> tuple[Contact, ...]:
        """The contacts in the order they came; one that is given in all languages `spoken`, or several, is for all."""
        return tuple(
            Contact(
                kind=found.kind,
                value=found.value,
                language="" if len(found.languages) > 1 or found.languages >= spoken else next(iter(found.languages)),
                label=found.label,
                charge=found.charge,
                charge_info=found.charge_info,
            )
            for found in self.found.values()
        )

    def first(self, kind: str) -> str:
        """The first value of the kind, or ""."""
        return next((found.value for found in self.found.values() if found.kind == kind), "")


def _language(entry: dict) -> str:
    """The entry's language; one that gives none is read as Finnish."""
    return language(entry) if entry.get("language") else "fi"


def web_pages(payload: dict, tell: Tell) -> Texts:
    """{language: the first web address}."""
    pages: Texts = {}
    for entry in entries(payload, "webPages"):
        contacts = Contacts(tell)
        contacts.links({"webPages": [entry]}, "webPages", label="")
        value = contacts.first(ContactKind.WEB)
        if value:
            pages.setdefault(_language(entry), value)
    return pages
