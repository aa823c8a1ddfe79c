"""Tables to which rows are added and nothing else: the database itself refuses to change, delete or replace a row.

A migration that lets Django make such a table anew (on SQLite: most alterations) loses its triggers and must end with
`protect`; `tests/test_audit_append_only.py` notices when they are missing.
"""

from collections.abc import Iterable

from django.db import connection

FUNCTION = "opinraitti_append_only"
_REFUSAL = "Rows of this table are only ever added: changing, deleting and replacing them is refused."
# One function for all tables; ERRCODE 23001 (restrict_violation) reaches Django as IntegrityError, as on SQLite.
_POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
END $$
"""


def protect(table: str, *, unique: Iterable[tuple[str, ...]] = ()) -> None:
    """Makes the triggers of the table. `unique`: its unique columns beside `id`."""
    if connection.vendor == "postgresql":
        _execute(_POSTGRESQL_FUNCTION, *_on_postgresql(table))
    else:
        _execute(*_on_sqlite(table, (("id",), *unique)))


def unprotect(table: str) -> None:
    """For the way back of a migration, and for tests that empty the tables or play the intruder."""
    if connection.vendor == "postgresql":
        _execute(f'DROP TRIGGER {table}_only_added ON "{table}"')
    else:
        _execute(*(f"DROP TRIGGER {table}_{name}" for name in ("no_update", "no_delete", "no_replace")))


def _execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _on_postgresql(table: str) -> list[str]:
    return [
        f'CREATE TRIGGER {table}_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON "{table}" '
        f"FOR EACH STATEMENT EXECUTE FUNCTION {FUNCTION}()",
        # ALWAYS: also where `session_replication_role` would keep ordinary triggers silent.
        f'ALTER TABLE "{table}" ENABLE ALWAYS TRIGGER {table}_only_added',
    ]


def _on_sqlite(table: str, keys: tuple[tuple[str, ...], ...]) -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    same = " OR ".join("(" + " AND ".join(f'"{column}" = NEW."{column}"' for column in key) + ")" for key in keys)
    known = f'WHEN EXISTS (SELECT 1 FROM "{table}" WHERE {same})'
    return [
        f'CREATE TRIGGER {table}_no_update BEFORE UPDATE ON "{table}" {refuse}',
        f'CREATE TRIGGER {table}_no_delete BEFORE DELETE ON "{table}" {refuse}',
        # INSERT OR REPLACE deletes the row it replaces without waking the trigger above.
        f'CREATE TRIGGER {table}_no_replace BEFORE INSERT ON "{table}" {known} {refuse}',
    ]
