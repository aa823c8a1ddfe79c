from django.db import migrations

from opinraitti.lib.append_only import protect, unprotect

TABLES = {
    "opinraitti_auditevent": (),
    "opinraitti_readrecord": (),
    "opinraitti_seal": (("chain", "number"),),
}
PERSONS_INDEX = "read_persons"


def forwards(apps, schema_editor):
    for table, unique in TABLES.items():
        protect(table, unique=unique)
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"CREATE INDEX {PERSONS_INDEX} ON opinraitti_readrecord USING gin (persons)")


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX {PERSONS_INDEX}")
    for table in TABLES:
        unprotect(table)


class Migration(migrations.Migration):
    """The trace can only grow; and who has looked at one person is found fast where there are many."""

    dependencies = [("opinraitti", "0003_trace")]
    operations = [migrations.RunPython(forwards, backwards)]
