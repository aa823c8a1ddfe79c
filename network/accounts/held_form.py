"""A form that was sent before its person had shown enough: held in the session, sealed, until it may be sent again.

Unlike `ParkedForm` it needs no new session: the person is signed in and only has to prove it once more.
"""

import json
from time import time as now

from opinraitti.lib.secrets import Unreadable, seal, unseal

_KEY, _SEALED_FOR = "held_form", "held form"
_NOT_KEPT = ("csrfmiddlewaretoken",)
# As long as a code from the mail lives. Later nobody remembers what would be sent.
LONGEST_SECONDS = 900


def hold(request) -> None:
    """Keeps the fields and the address of this POST; a form held before gives way. Files cannot be kept."""
    fields = [(name, value) for name, values in request.POST.lists() if name not in _NOT_KEPT for value in values]
    request.session[_KEY] = seal(json.dumps({"path": request.get_full_path(), "fields": fields, "at": now()}), _SEALED_FOR)


def held(request) -> dict | None:
    """`path` and `fields` (pairs) of the held form, unless there is none or it has waited too long."""
    try:
        form = json.loads(unseal(request.session.get(_KEY, ""), _SEALED_FOR))
    except Unreadable:
        return None
    return form if now() - form["at"] < LONGEST_SECONDS else None


def let_go(request) -> None:
    request.session.pop(_KEY, None)
