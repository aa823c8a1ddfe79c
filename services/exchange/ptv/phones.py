"""Telephone numbers as PTV keeps them: digits without the trunk zero, the prefix apart, service numbers without one."""

import re

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

from services.exchange.ptv.plain import line

# Numbers of the whole country: dialled as they stand, and some of them only in Finland.
_NATIONAL = {
    PhoneNumberType.TOLL_FREE, PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST, PhoneNumberType.UAN,
}  # fmt: skip
_ONLY_IN_FINLAND = {PhoneNumberType.TOLL_FREE, PhoneNumberType.PREMIUM_RATE}
_SHORT = re.compile(r"112|116\d{3}")
_NOTHING = re.compile(r"none|null|undefined", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s().\-–/]")


class Unusable(ValueError):
    """A contact value nobody could use; the message says why, without the value."""


def _digits(text: str) -> str:
    digits = _BETWEEN.sub("", _NOTHING.sub("", line(text)).replace("(0)", ""))
    if not re.fullmatch(r"\+?[0-9]*", digits):
        raise Unusable("a telephone number that cannot be read")
    return f"+{digits[2:]}" if digits.startswith("00") else digits


def phone_number(number: str, prefix: str = "", *, service_number: bool = False) -> str:
    """E.164 (“+358401234567”) or a national service number (“0295025500”, “116117”); "" when there is none.

    Raises Unusable when what stands there is no telephone number.
    """
    digits, prefix = _digits(number), _digits(prefix)
    if not digits.strip("+0"):
        return ""
    if _SHORT.fullmatch(digits) or (service_number and (not prefix or digits.startswith("0"))):
        if not re.fullmatch(r"[0-9]{3,15}", digits):
            raise Unusable("a service number of unlikely length")
        return digits
    if prefix and not digits.startswith("+"):
        digits = f"+{prefix.lstrip('+')}{digits.removeprefix('0')}"
    try:
        parsed = phonenumbers.parse(digits, "FI")
    except NumberParseException:
        raise Unusable("a telephone number that cannot be read") from None
    if not phonenumbers.is_possible_number(parsed):
        raise Unusable("a telephone number of unlikely length")
    sort = phonenumbers.number_type(parsed)
    if parsed.country_code == 358 and sort in (_ONLY_IN_FINLAND if prefix or digits.startswith("+") else _NATIONAL):
        return f"0{parsed.national_number}"
    return phonenumbers.format_number(parsed, PhoneNumberFormat.E164)
