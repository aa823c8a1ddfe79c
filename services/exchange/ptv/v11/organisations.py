"""An Organization of PTV v11 as an OrganisationRecord."""

from network.enums import OrganisationKind
from services.enums import ContactKind
from services.exchange.neutral import OrganisationRecord
from services.exchange.ptv.contacts import Contacts, Tell, web_pages
from services.exchange.ptv.payload import foreign_id, modified, part, texts, word
from services.exchange.ptv.v11.identity import DESCRIPTION, SUMMARY, identity, joined, names, require_published

_KINDS = {
    "State": OrganisationKind.STATE,
    "Municipality": OrganisationKind.MUNICIPALITY,
    "RegionalOrganization": OrganisationKind.REGIONAL,
    "Organization": OrganisationKind.ASSOCIATION,
    "Company": OrganisationKind.COMPANY,
    "Region": OrganisationKind.WELLBEING_COUNTY,
    "SotePublic": OrganisationKind.WELLBEING_COUNTY,
    "SotePrivate": OrganisationKind.COMPANY,
}


def organisation(payload: dict, tell: Tell) -> OrganisationRecord:
    """Raises Refused."""
    foreign = identity(payload)
    require_published(payload)
    contacts = Contacts(tell)
    contacts.phones(payload, "phoneNumbers")
    contacts.emails(payload, "emails")
    key = "organizationDescriptions"
    return OrganisationRecord(
        foreign_id=foreign,
        names=names(payload, "organizationNames"),
        kind=_KINDS.get(word(payload, "organizationType"), OrganisationKind.OTHER).value,
        business_id=word(payload, "businessCode"),
        parent=foreign_id(payload, "parentOrganizationId") or None,
        municipality=word(part(payload, "municipality"), "code") or None,
        descriptions=joined(texts(payload, key, *SUMMARY), texts(payload, key, *DESCRIPTION)),
        website=web_pages(payload, tell),
        email=contacts.first(ContactKind.EMAIL),
        phone=contacts.first(ContactKind.PHONE),
        modified=modified(payload),
        raw=payload,
    )
