"""What belongs together, tied in the database, each with a message a person can read."""

from django.db.models import CheckConstraint, F, Q


def rule(condition: Q, *, name: str, message) -> CheckConstraint:
    return CheckConstraint(condition=condition, name=name, violation_error_message=message)


def both_or_neither(first: str, second: str, *, name: str, message) -> CheckConstraint:
    """Either both columns are null or neither is."""
    both = Q(**{f"{first}__isnull": False, f"{second}__isnull": False})
    neither = Q(**{f"{first}__isnull": True, f"{second}__isnull": True})
    return rule(both | neither, name=name, message=message)


def in_order(first: str, second: str, *, name: str, message) -> CheckConstraint:
    """`first <= second` where both are told."""
    return rule(
        Q(**{f"{first}__isnull": True}) | Q(**{f"{second}__isnull": True}) | Q(**{f"{first}__lte": F(second)}),
        name=name,
        message=message,
    )


def exactly_one(first: str, second: str, *, name: str, message) -> CheckConstraint:
    """One of the two columns is null, the other is not."""
    one = Q(**{f"{first}__isnull": False, f"{second}__isnull": True})
    other = Q(**{f"{first}__isnull": True, f"{second}__isnull": False})
    return rule(one | other, name=name, message=message)
