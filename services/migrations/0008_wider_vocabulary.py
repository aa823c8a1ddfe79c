from django.db import migrations

from services.loading import load_synonyms


def forwards(apps, schema_editor):
    load_synonyms(apps.get_model("services", "Synonym"))


class Migration(migrations.Migration):
    """The portal's own words as `services/data/` has them now; rows of the working group stay."""

    dependencies = [("services", "0007_renewed_vocabulary")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
