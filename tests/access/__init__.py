"""The access table: every URL name and what each kind of visitor gets. A URL without a row fails the test."""

from tests.access import accounts, mail, members, people, public, sessions, trace, work

TABLE = (*public.ROWS, *accounts.ROWS, *sessions.ROWS, *work.ROWS, *members.ROWS, *people.ROWS, *trace.ROWS, *mail.ROWS)
