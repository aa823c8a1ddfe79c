"""Where a service location is: the street address to visit, never the post-office box; degrees; ways in."""

from services.exchange.neutral import PlaceRecord, Texts
from services.exchange.ptv.contacts import Tell
from services.exchange.ptv.coordinates import point
from services.exchange.ptv.payload import entries, part, texts, word

_TO_VISIT = ("", "location", "visiting")
_SUBTYPES = {"other": "otherAddress", "postofficebox": "postOfficeBoxAddress", "abroad": "locationAbroad"}


def place(payload: dict, foreign_id: str, organisation: str, names: Texts, tell: Tell) -> PlaceRecord:
    """The service point of a ServiceLocation; of a channel that gives only a box, the place without a street."""
    addresses = entries(payload, "addresses")
    visited = [address for address in addresses if _kind(address) in ("streetAddress", "otherAddress", "locationAbroad")]
    visited.sort(key=lambda address: word(address, "type").lower() not in _TO_VISIT)
    if len([address for address in visited if word(address, "type").lower() in _TO_VISIT]) > 1:
        tell("addresses: only the first address to visit was taken")
    chosen = visited[0] if visited else next(iter(addresses), {})
    return PlaceRecord(
        foreign_id=foreign_id,
        organisation=organisation,
        names=names,
        accessibility=_accessibility(chosen),
        **_address(chosen, tell),
    )


def _kind(address: dict) -> str:
    """The key that holds the address; its subType decides, because other keys may hold leftovers."""
    told = _SUBTYPES.get(word(address, "subType").lower())
    keys = (told,) if told else ("streetAddress", "otherAddress", "locationAbroad", "postOfficeBoxAddress")
    return next((key for key in keys if address.get(key)), "")


def _address(address: dict, tell: Tell) -> dict:
    kind = _kind(address)
    if kind == "locationAbroad":
        return {"street": texts(address, kind, one_line=True)}
    given = part(address, kind) if kind else {}
    if kind in ("", "postOfficeBoxAddress"):
        tell("addresses: there is no street address to visit")
    where = point(given, tell) if kind in ("streetAddress", "otherAddress") else None
    return {
        "street": street(given),
        "postal_code": postal_code(given, tell),
        "post_office": texts(given, "postOffice", one_line=True),
        "municipality": word(part(given, "municipality"), "code") or None,
        "latitude": where[0] if where else None,
        "longitude": where[1] if where else None,
        "directions": texts(given, "additionalInformation") if kind != "postOfficeBoxAddress" else {},
    }


def street(address: dict) -> Texts:
    """{language: “Kauppakatu 1”}; a number may lack."""
    number = word(address, "streetNumber")
    number = "" if number.lower() == "none" else number
    return {code: f"{name} {number}".strip() for code, name in texts(address, "street", one_line=True).items()}


def postal_code(address: dict, tell: Tell) -> str:
    code = word(address, "postalCode")
    if code and not (len(code) == 5 and code.isascii() and code.isdecimal()):
        tell("a postal code that is not five digits was left out")
        return ""
    return code


def _accessibility(address: dict) -> Texts:
    """The sentences of all entrances, a heading and a list for each group, per language."""
    parts: dict[str, list[str]] = {}
    for entrance in entries(address, "entrances"):
        for group in entries(entrance, "accessibilitySentences"):
            headings = texts(group, "sentenceGroup", one_line=True)
            lines: dict[str, list[str]] = {}
            for sentence in entries(group, "sentences"):
                for code, text in texts(sentence, "sentence", one_line=True).items():
                    lines.setdefault(code, []).append(f"- {text}")
            for code, told in lines.items():
                parts.setdefault(code, []).append("\n".join([headings.get(code, ""), *told]).strip())
    return {code: "\n\n".join(blocks) for code, blocks in parts.items()}
