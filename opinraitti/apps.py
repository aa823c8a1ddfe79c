from django.apps import AppConfig
from django.core.checks import Tags, register


class OpinraittiConfig(AppConfig):
    name = "opinraitti"
    verbose_name = "Opinraitti"

    def ready(self):
        # The check reads models, which are there only now.
        from opinraitti.checks import no_demo_data_in_production

        register(no_demo_data_in_production, Tags.database)
