"""PTV's coordinates: ETRS-TM35FIN (EPSG:3067) as texts, `latitude` the northing and `longitude` the easting, in metres."""

from functools import lru_cache

from pyproj import Transformer

from services.exchange.findings import Refused
from services.exchange.ptv.contacts import Tell
from services.exchange.ptv.payload import word

# The projection's area of use around Finland, metres: what lies outside is swapped or in another system.
_NORTHING, _EASTING = (6_570_000, 7_800_000), (40_000, 770_000)
_KNOWN_STATES = {"", "ok", "enteredbyuser", "enteredbyar"}


@lru_cache(maxsize=1)
def _to_degrees() -> Transformer:
    return Transformer.from_crs(3067, 4326, always_xy=True)


def degrees(northing: float, easting: float) -> tuple[float, float]:
    """(latitude, longitude) in WGS84 degrees, six decimals (a decimetre)."""
    longitude, latitude = _to_degrees().transform(easting, northing)
    return round(latitude, 6), round(longitude, 6)


def _metres(address: dict, key: str) -> float | None:
    text = word(address, key).replace(",", ".").replace(" ", "")
    try:
        return float(text) if text else None
    except ValueError:
        raise Refused(f"{key} is not a number") from None


def point(address: dict, tell: Tell) -> tuple[float, float] | None:
    """(latitude, longitude) of a PTV address, or None when it has no coordinates that can be Finnish."""
    if word(address, "coordinateState").lower() not in _KNOWN_STATES:
        return None
    northing, easting = _metres(address, "latitude"), _metres(address, "longitude")
    if not northing or not easting:
        return None
    if not (_NORTHING[0] <= northing <= _NORTHING[1] and _EASTING[0] <= easting <= _EASTING[1]):
        tell("coordinates that are not northing and easting in Finland were left out")
        return None
    return degrees(northing, easting)
