from django.core.management.base import BaseCommand

from services.search import index


class Command(BaseCommand):
    help = "Writes the search index anew. Needed when the analyser has changed; the portal goes on searching meanwhile."

    def add_arguments(self, parser):
        parser.add_argument("--if-stale", action="store_true", help="only when documents are missing or of another analyser")

    def handle(self, *, if_stale, **options):
        if if_stale and not index.stale():
            self.stdout.write("The search index is as it should be.")
            return
        count = index.rebuild(self._tell)
        self.stdout.write(f"The search index holds {count} services, made by {index.made_by()}.")

    def _tell(self, done: int, total: int) -> None:
        self.stdout.write(f"{done} of {total} services ({100 * done // max(total, 1)} %)")
        self.stdout.flush()
