"""Telephone numbers: which of them ring somewhere, and how a person reads them.

A number is E.164 (“+358401234567”) or a national service number (“116117”); one that is not certain is written with
“x” (“08 xxx xx12”) so that it cannot be dialled.
"""

import re

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

FINLAND = 358
_NUMBER = re.compile(r"\+?[0-9]{3,15}")
_UNDIALABLE = re.compile(r"[0-9 ]*x[0-9x ]*")


def is_dialable(value: str) -> bool:
    return bool(_NUMBER.fullmatch(value.replace(" ", "")))


def is_phone(value: str) -> bool:
    """Whether the value is a number without spaces, or one that clearly cannot be dialled."""
    return bool(_NUMBER.fullmatch(value) or _UNDIALABLE.fullmatch(value))


def readable(value: str) -> str:
    """The number in groups: Finnish ones as dialled in Finland, others with their country code."""
    if not value.startswith("+"):
        return value
    try:
        number = phonenumbers.parse(value)
    except NumberParseException:
        return value
    national = number.country_code == FINLAND
    return phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL if national else PhoneNumberFormat.INTERNATIONAL)


def kept(value: str) -> str:
    """A number as a person typed it, in the form in which it is kept; "" stays. Raises ValueError when it is none."""
    typed = " ".join(value.split())
    bare = typed.replace(" ", "")
    if not typed or _UNDIALABLE.fullmatch(typed.lower()):
        return typed.lower()
    if bare.isascii() and bare.isdecimal() and len(bare) in range(3, 7):
        return bare
    try:
        number = phonenumbers.parse(typed, "FI")
    except NumberParseException as fault:
        raise ValueError("This is not a telephone number.") from fault
    if not phonenumbers.is_possible_number(number) or number.extension:
        raise ValueError("This is not a telephone number.")
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)
