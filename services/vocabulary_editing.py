"""Changes to the vocabularies, made by a person: each is audited and shows in the next search."""

from django.db import transaction

from opinraitti.lib import audit
from services import directory_state
from services.enums import SynonymOrigin
from services.models import Service, Synonym, Term
from services.search import index


@transaction.atomic
def save_synonym(*, by, synonym: Synonym, changed: list[str]) -> None:
    """Saves a new or changed entry. It is the editors' from now on: no migration renews it."""
    action = "synonym.changed" if synonym.pk else "synonym.added"
    synonym.origin = SynonymOrigin.EDITED
    synonym.save()
    audit.record(by=by, action=action, subject=synonym, details={"fields": sorted(changed)})
    directory_state.touch()


@transaction.atomic
def save_term(*, by, term: Term, changed: list[str]) -> None:
    """Saves the words of a term; the services that bear it are found by the new ones at once."""
    term.save()
    audit.record(by=by, action="term.changed", subject=term, details={"fields": sorted(changed)})
    index.write(Service.objects.public().filter(terms=term))
    directory_state.touch()
