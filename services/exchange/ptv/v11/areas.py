"""Where people may use a service from: the whole country, or municipalities and named areas."""

from network.enums import AreaSort
from services.enums import AreaKind
from services.exchange.neutral import AreaRef
from services.exchange.ptv.contacts import Tell
from services.exchange.ptv.payload import entries, word

# v11's names and those of version 7.
_KINDS = {
    "Nationwide": AreaKind.NATIONWIDE, "WholeCountry": AreaKind.NATIONWIDE,
    "NationwideExceptAlandIslands": AreaKind.MAINLAND, "WholeCountryExceptAlandIslands": AreaKind.MAINLAND,
    "LimitedType": AreaKind.LIMITED, "AreaType": AreaKind.LIMITED,
}  # fmt: skip
_SORTS = {
    "Region": AreaSort.REGION, "Province": AreaSort.REGION,
    "BusinessSubRegion": AreaSort.SUB_REGION, "BusinessRegions": AreaSort.SUB_REGION,
    "WellbeingServiceCounties": AreaSort.WELLBEING_COUNTY, "WellbeingServiceCounty": AreaSort.WELLBEING_COUNTY,
}  # fmt: skip


def area(payload: dict, tell: Tell) -> dict:
    """`area_kind`, `municipalities` and `areas` of a ServiceRecord.

    An area that lists its municipalities is those; one that only gives its code stays a reference.
    """
    kind = _KINDS.get(word(payload, "areaType"))
    if kind is None:
        tell("the area of the service is not told")
        kind = AreaKind.LIMITED
    if kind != AreaKind.LIMITED:
        return {"area_kind": kind.value, "municipalities": (), "areas": ()}
    codes, references = [], []
    for given in entries(payload, "areas"):
        listed = [word(municipality, "code") for municipality in entries(given, "municipalities")]
        codes += [code for code in listed if code]
        sort, code = _SORTS.get(word(given, "type")), word(given, "code")
        if sort and code and not listed:
            references.append(AreaRef(sort=sort.value, code=code))
        elif not listed:
            tell(f"an area of the kind “{word(given, 'type')[:40]}” was left out")
    return {
        "area_kind": kind.value,
        "municipalities": tuple(sorted(set(codes))),
        "areas": tuple(dict.fromkeys(references)),
    }
