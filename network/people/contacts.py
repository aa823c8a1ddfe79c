"""What the public sees of a person: as much as the person has chosen, in one organisation at a time."""

from dataclasses import dataclass

from network.enums import SpokenLanguage
from network.models import Membership, Organisation, User


@dataclass(frozen=True)
class Contact:
    """A contact person on an organisation's public page; what is not shown is ""."""

    name: str
    title: str
    advises_on: str
    speaks: tuple[str, ...]
    email: str
    phone: str

    @property
    def languages(self) -> list[str]:
        return language_names(self.speaks)


def language_names(codes) -> list[str]:
    """The languages in words, in the order of `SpokenLanguage`; a code that is none is left out."""
    return [str(language.label) for language in SpokenLanguage if language in codes]


def contact(person, place) -> Contact | None:
    """Of a person and a membership, or of what is being typed of them; None for who is not shown."""
    if not place.is_public:
        return None
    return Contact(
        name=person.name,
        title=place.title,
        advises_on=place.advises_on,
        speaks=tuple(person.speaks),
        email=person.email if place.is_email_public else "",
        phone=person.phone if place.is_phone_public else "",
    )


def contacts_of(organisation: Organisation) -> list[Contact]:
    """Those whom the organisation's page shows today."""
    return [
        contact(row.user, row) for row in Membership.objects.public().filter(organisation=organisation).select_related("user")
    ]


def shown_of(user: User) -> dict[int, Contact]:
    """{organisation: what its page shows of the person today}."""
    rows = Membership.objects.public().filter(user=user).select_related("user")
    return {row.organisation_id: contact(row.user, row) for row in rows}
