from django.db import migrations

from services.loading import load_languages, load_terms


def forwards(apps, schema_editor):
    load_languages(apps.get_model("services", "Language"))
    load_terms(apps.get_model("services", "Term"))


class Migration(migrations.Migration):
    """Languages, national code lists and our own vocabulary: reference data every installation needs."""

    dependencies = [("services", "0001_initial")]
    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
