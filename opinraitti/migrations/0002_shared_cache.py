from django.core.management import call_command
from django.db import migrations

TABLE = "opinraitti_cache"


def forwards(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


def backwards(apps, schema_editor):
    schema_editor.execute(f"DROP TABLE {schema_editor.quote_name(TABLE)}")


class Migration(migrations.Migration):
    """The table of the cache that all processes share: limits on guessing are counted there."""

    dependencies = [("opinraitti", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
