from django.db import migrations


class Migration(migrations.Migration):
    """What a service is found by is its search document now."""

    dependencies = [("services", "0004_search_document")]
    operations = [migrations.RemoveField(model_name="service", name="search_text")]
