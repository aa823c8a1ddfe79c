"""A GET writes nothing. Every request of every test passes through here, so no page has to be told."""

import re
from contextlib import ExitStack

import pytest
from django.db import connections

from network.accounts.enrolment_views import CODES_SEEN
from network.accounts.session_clock import DOOR as LAST_SEEN
from network.accounts.session_store import DOOR as SESSIONS
from network.accounts.single_sign_on_views import DOOR as SINGLE_SIGN_ON
from opinraitti.lib.doors import open_door
from opinraitti.lib.reads import READS, REFUSALS
from services.search.tally import DOOR as TALLIES

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
_WRITES = re.compile(
    r"\s*(?:INSERT|UPDATE|DELETE|REPLACE|MERGE|TRUNCATE)\b"
    r"|\s*WITH\b.*?\b(?:INSERT\s+INTO|(?<!FOR )UPDATE|DELETE\s+FROM)\b",
    re.IGNORECASE | re.DOTALL,
)
# What may go through which door (opinraitti/lib/doors.py): the name, and how the statement (or one of them) begins.
DOORS = {
    TALLIES: 'INSERT INTO "services_searchtally" ',
    READS: 'INSERT INTO "opinraitti_readrecord" ',
    SESSIONS: ('INSERT INTO "django_session" ', 'UPDATE "django_session" ', 'DELETE FROM "django_session" '),
    LAST_SEEN: ('INSERT INTO "usersessions_usersession" ', 'UPDATE "usersessions_usersession" '),
    # Signing in at the provider ends with a GET: the person comes back by a link.
    SINGLE_SIGN_ON: (
        'UPDATE "socialaccount_socialaccount" ',
        'INSERT INTO "socialaccount_socialaccount" ',
        'UPDATE "network_user" ',
        'INSERT INTO "post_office_email" ',
        'INSERT INTO "usersessions_usersession" ',
        'DELETE FROM "usersessions_usersession" ',
        'INSERT INTO "opinraitti_auditevent" ',
    ),
    CODES_SEEN: 'UPDATE "mfa_authenticator" ',
    REFUSALS: 'INSERT INTO "opinraitti_auditevent" ',
}


def let_through(sql: str) -> bool:
    return open_door() in DOORS and sql.startswith(DOORS[open_door()])


def is_write(sql: str) -> bool:
    return bool(_WRITES.match(sql))


class ReadOnlyGetMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in SAFE_METHODS:
            return self.get_response(request)

        def refuse_writes(execute, sql, params, many, context):
            if is_write(sql) and not let_through(sql):
                # Not an Exception: no view can catch it.
                pytest.fail(f"{request.method} {request.path} wrote to the database: {sql[:200]}")
            return execute(sql, params, many, context)

        with ExitStack() as held:
            for connection in connections.all():
                held.enter_context(connection.execute_wrapper(refuse_writes))
            return self.get_response(request)
