from django.db import migrations

from network.loading import load_areas, load_municipalities


def forwards(apps, schema_editor):
    load_municipalities(apps.get_model("network", "Municipality"))
    load_areas(apps.get_model("network", "Area"))


class Migration(migrations.Migration):
    """Municipalities (2025) and the areas made of them: reference data every installation needs."""

    dependencies = [("network", "0001_initial")]
    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
