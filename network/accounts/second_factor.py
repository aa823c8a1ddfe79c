"""Whether the person of a session has shown a second factor in it.

allauth keeps in the session how its person was recognised; any factor beyond the first is recorded there as `mfa`
(a code, a key, a recovery code, or the word of the single sign-on that it asked for one).
"""

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication

METHOD = "mfa"


def has_second_factor(request) -> bool:
    return any(record.get("method") == METHOD for record in get_authentication_records(request, request.user))


def note_second_factor(request, user, kind: str) -> None:
    """`kind` says which: totp, webauthn, provider, demo."""
    record_authentication(request, user, method=METHOD, type=kind)
