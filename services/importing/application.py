"""Writes a plan: rows in the order they refer to each other, their sources, the trace, the search documents."""

from collections.abc import Callable
from datetime import datetime

from opinraitti.lib import audit
from opinraitti.lib.text import localised, unique_slug
from opinraitti.models import AuditEvent
from services import directory_state
from services.importing.comparison import TABLES, Plan
from services.importing.report import Outcome
from services.importing.table import CHUNK, Planned, Table, in_chunks
from services.importing.vanishing import archive
from services.models import Service, SourceRecord
from services.search import index

_WITH_STATUS = ("archived_at", "published_at")
# Rows whose change is seen in the search documents of services, and the way from a service to them.
_SHOWN_BY = (
    ("organisation", "organisation"),
    ("organisation", "other_organisations"),
    ("channel", "connections__channel"),
    ("service_point", "connections__channel__service_point"),
)


class TakenSlugs:
    """What `unique_slug` asks of a QuerySet, answered from memory: thousands of slugs without a query each."""

    def __init__(self, model):
        self._taken = set(model.objects.values_list("slug", flat=True))
        self._base = ""

    def filter(self, *, slug__startswith: str) -> "TakenSlugs":
        self._base = slug__startswith
        return self

    def values_list(self, _field: str, *, flat: bool) -> list[str]:
        return [slug for slug in self._taken if slug.startswith(self._base)]

    def give(self, text: str) -> str:
        slug = unique_slug(self, text)
        self._taken.add(slug)
        return slug


class Application:
    """One writing of one plan, inside the caller's transaction. `by`: whoever acts, with `audit_name`."""

    def __init__(self, plan: Plan, *, by, now: datetime, progress: Callable[[str], None]):
        self.plan, self.world, self.by, self.now, self.progress = plan, plan.world, by, now, progress
        self.events: list[AuditEvent] = []

    def run(self) -> None:
        self.world.vocabulary.save()
        for table in TABLES:
            planned = self.plan.planned[table.kind]
            if planned:
                self.progress(f"writing {len(planned)} rows of the kind {table.kind}")
                self._write(table, planned)
        self._tie(self.plan.refreshed)
        for row in archive(self.plan.gone, self.now):
            self._trace(row, Outcome.ARCHIVED)
        if self.events:
            AuditEvent.objects.bulk_create(self.events, batch_size=CHUNK)
            self._write_search_documents()
            directory_state.touch()

    def _write(self, table: Table, planned: list[Planned]) -> None:
        new = [one for one in planned if one.new]
        slugs = TakenSlugs(table.model) if hasattr(table.model, "slug") and new else None
        for one in planned:
            for column, value in table.columns(one.record, self.world).items():
                setattr(one.row, column, value)
            if one.new and slugs:
                one.row.slug = slugs.give(localised(one.row.name, "fi").text)
        table.model.objects.bulk_create([one.row for one in new], batch_size=CHUNK)
        for one in new:
            self.world.created(table.kind, one.record.foreign_id, one.row.pk)
        for one in planned:
            if not one.new and one.fields:
                self._save(one)
        table.write_parts(planned, self.world)
        self._tie(planned)
        for one in planned:
            self._trace(one.row, Outcome.ADDED if one.new else Outcome.CHANGED, sorted(one.fields | one.parts) if one.tie else [])

    def _save(self, one: Planned) -> None:
        columns = {field.name for field in one.row._meta.concrete_fields}
        changing = one.fields | ({"changed_at"} & columns)
        if "status" in one.fields:
            changing |= set(_WITH_STATUS) & columns
        one.row.save(update_fields=changing)

    def _tie(self, planned: list[Planned]) -> None:
        """What the source now says, and that it has the record: added, or put over what is there."""
        rows = [
            SourceRecord(
                source=self.world.source,
                foreign_id=one.record.foreign_id,
                target_kind=one.kind,
                digest=one.digest,
                raw=getattr(one.record, "raw", None),
                modified=getattr(one.record, "modified", None),
                seen_at=self.now,
                gone_at=None,
                **{f"{one.kind}_id": one.row.pk},
            )
            for one in planned
        ]
        SourceRecord.objects.bulk_create(
            rows,
            batch_size=CHUNK,
            update_conflicts=True,
            unique_fields=["source", "target_kind", "foreign_id"],
            update_fields=["digest", "raw", "modified", "seen_at", "gone_at"],
        )

    def _trace(self, row, outcome: Outcome, fields: list[str] | None = None) -> None:
        details = {"source": self.world.source} | ({"fields": fields} if fields else {})
        self.events.append(audit.event(by=self.by, action=f"import.{outcome}", subject=row, details=details))

    def _gone(self, kind: str) -> set[int]:
        return {tie.target for tie in self.plan.gone.get(kind, {}).values()}

    def _write_search_documents(self) -> None:
        """Of the services written or archived, and of those that show something of another row that has changed."""
        services = {one.row.pk for one in self.plan.planned["service"]} | self._gone("service")
        for kind, path in _SHOWN_BY:
            changed = {one.row.pk for one in self.plan.planned[kind] if not one.new} | self._gone(kind)
            for pks in in_chunks(changed):
                services.update(Service.objects.filter(**{f"{path}__in": pks}).values_list("pk", flat=True))
        if services:
            self.progress(f"writing the search documents of {len(services)} services")
        for pks in in_chunks(services):
            index.write(Service.objects.filter(pk__in=pks))
