"""The database as an import of one source sees it."""

from dataclasses import dataclass
from datetime import datetime

from services.importing.geography import Geography
from services.importing.report import KINDS
from services.importing.vocabulary import Vocabulary
from services.models import SourceRecord

# Differs from every key, so that a reference to a row still to be written counts as a change.
PENDING = -1


@dataclass(frozen=True)
class Tie:
    """A SourceRecord without its payload: `pk` its own key, `target` the key of our row; `gone` when the source lost it."""

    pk: int
    target: int
    digest: str
    gone: bool
    modified: datetime | None


class World:
    """`ties[kind][foreign_id]`, what arrives in this run, vocabularies and geography: loaded in a few queries.

    `foreign[kind]` is `ties` the other way, {key of our row: foreign id}; `refused` gives the reason by kind and id.
    """

    def __init__(self, source: str):
        self.source = source
        self.ties: dict[str, dict[str, Tie]] = {kind: {} for kind in KINDS}
        self.foreign: dict[str, dict[int, str]] = {kind: {} for kind in KINDS}
        self.arriving: dict[str, set[str]] = {kind: set() for kind in KINDS}
        self.refused: dict[tuple[str, str], str] = {}
        self._created: dict[tuple[str, str], int] = {}
        columns = ("pk", "target_kind", "foreign_id", "digest", "gone_at", "modified", *(f"{kind}_id" for kind in KINDS))
        for row in SourceRecord.objects.filter(source=source).values_list(*columns):
            pk, kind, foreign_id, digest, gone_at, modified, *targets = row
            target = targets[KINDS.index(kind)]
            self.ties[kind][foreign_id] = Tie(pk, target, digest, gone_at is not None, modified)
            self.foreign[kind][target] = foreign_id
        self.vocabulary = Vocabulary()
        self.geography = Geography()

    def has(self, kind: str, foreign_id: str | None) -> bool:
        """Whether the id is tied to a row of ours, or will be by this run."""
        return foreign_id in self.ties[kind] or foreign_id in self.arriving[kind]

    def pk(self, kind: str, foreign_id: str | None) -> int | None:
        """The key of our row; PENDING while the row is still to be written; None when there is none."""
        tie = self.ties[kind].get(foreign_id)
        if tie:
            return tie.target
        return self._created.get((kind, foreign_id)) or (PENDING if foreign_id in self.arriving[kind] else None)

    def created(self, kind: str, foreign_id: str, pk: int) -> None:
        self._created[kind, foreign_id] = pk
        self.foreign[kind][pk] = foreign_id
