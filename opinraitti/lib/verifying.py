"""Holds the trace against its seals, and names the first row that was altered, taken away or put in."""

from dataclasses import dataclass

from opinraitti.lib.trace_digests import Chain, Digests, digest, is_genuine, keys, packed, unpacked, witness
from opinraitti.models import Seal


@dataclass(frozen=True)
class Verdict:
    """`fault`: what is wrong first, as a sentence; "" when everything sealed is as it was. `last`: the last good seal."""

    chain: Chain
    fault: str
    last: Seal | None
    sealed_rows: int
    unsealed_rows: int


def verify(chain: Chain) -> Verdict:
    known, last, count, fault = keys(), None, 0, ""
    while not fault and (seal := _next(chain, last)):
        fault = _fault_of_seal(chain, seal, last, known) or _fault_of_rows(chain, seal, last)
        if not fault:
            last, count = seal, count + seal.count
    unsealed = chain.model.objects.filter(pk__gt=last.last_id) if last else chain.model.objects
    return Verdict(chain, fault, last, count, unsealed.count())


def _next(chain: Chain, last: Seal | None) -> Seal | None:
    return chain.seals().filter(number__gt=last.number if last else 0).first()


def _fault_of_seal(chain: Chain, seal: Seal, last: Seal | None, known: list[bytes]) -> str:
    expected = last.number + 1 if last else 1
    if seal.number != expected:
        return f"seal {expected} of {chain.name} is missing"
    if not is_genuine(seal, known):
        return (
            f"seal {seal.number} of {chain.name} has been altered, or was made with a SECRET_KEY "
            "that is no longer among SECRET_KEY_FALLBACKS"
        )
    if bytes(seal.previous) != digest(last):
        return f"seal {seal.number} of {chain.name} does not follow the seal before it: that one has been replaced"
    return ""


def _fault_of_rows(chain: Chain, seal: Seal, last: Seal | None) -> str:
    found = chain.digests(after=last and last.last_id, upto=seal.last_id)
    # Nearly always equal as a whole; row by row only to name the one that is not.
    return "" if packed(found) == bytes(seal.rows) else _first_difference(chain, unpacked(bytes(seal.rows)), found)


def _first_difference(chain: Chain, sealed: Digests, found: Digests) -> str:
    for key in sorted(sealed.keys() | found.keys()):
        row = f"row {key} of {chain.table}"
        if key not in found:
            return f"{row} is missing: it has been deleted since it was sealed"
        if key not in sealed:
            return f"{row} has been added among rows that were sealed before"
        if sealed[key] != found[key]:
            return f"{row} has been altered since it was sealed"
    raise AssertionError("The packed rows differ, so one of the rows does.")


def contradicts(chain: Chain, told: str) -> str:
    """What is wrong when the seal that `told` names (`trace_digests.witness`) is not there as it was; "" when it is."""
    _name, number, _digest = told.split(":")
    seal = chain.seals().filter(number=int(number)).first()
    if seal is None:
        return f"seal {number} of {chain.name} has existed and is gone: the end of the chain has been cut off"
    return "" if witness(seal) == told else f"seal {number} of {chain.name} is not the one that was made then"
