"""What every PTV record must have before its contents matter: an id, the state “Published”, a name."""

from dataclasses import dataclass, field

from services.exchange.findings import Refused
from services.exchange.neutral import Texts
from services.exchange.ptv.payload import foreign_id, texts, word

NAME, ALTERNATIVE = ("Name",), ("AlternativeName", "AlternateName")
SUMMARY, DESCRIPTION = ("Summary", "ShortDescription"), ("Description",)
# States in which the source itself has taken the record out of public use.
WITHDRAWN = ("Deleted", "Draft", "OldPublished", "Removed", "Archived", "Withdrawn")


class NotPublished(Refused):
    """The source has the record, but not for the public."""


@dataclass
class Told:
    """What could not be taken from one record, each said once."""

    texts: list[str] = field(default_factory=list)

    def __call__(self, text: str) -> None:
        if text not in self.texts:
            self.texts.append(text)


def identity(payload: dict) -> str:
    """The PTV id. Raises Refused."""
    found = foreign_id(payload)
    if not found:
        raise Refused("the id is missing")
    return found


def require_published(payload: dict) -> None:
    status = word(payload, "publishingStatus")
    if status in WITHDRAWN:
        raise NotPublished(f"publishingStatus is {status}, not Published")
    if status != "Published":
        raise Refused(f"publishingStatus is {status[:40] or 'missing'}, not Published")


def names(payload: dict, key: str) -> Texts:
    """The names of type Name; there may be no Finnish one. Raises Refused when there is none at all."""
    found = texts(payload, key, *NAME, one_line=True)
    if not found:
        raise Refused("there is no name")
    return found


def joined(summary: Texts, description: Texts) -> Texts:
    """Both texts of each language in one; a summary that the description repeats is left out."""
    found = {}
    for code in {**summary, **description}:
        short, long = summary.get(code, ""), description.get(code, "")
        found[code] = long if short in long else f"{short}\n\n{long}".strip()
    return found
