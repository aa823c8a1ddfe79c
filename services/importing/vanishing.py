"""What a complete import no longer has: archived, never deleted, and not too much at once."""

from datetime import datetime

from services.enums import ServiceStatus
from services.exchange.findings import Refusal
from services.importing.incoming import Incoming
from services.importing.world import Tie, World
from services.models import Channel, Service, SourceRecord

# A tenth: a short answer of the source must not empty the directory.
VANISHING_SHARE = 0.1
_ARCHIVED = ("channel", "service")


class ImportRefused(Exception):
    """The whole import was refused and nothing was written; the message says why in a sentence."""


def unidentified(refused: list[Refusal]) -> bool:
    return any(refusal.still_there and not refusal.foreign_id for refusal in refused)


def vanished(world: World, incoming: Incoming, refused: list[Refusal], share: float) -> dict[str, dict[str, Tie]]:
    """{kind: {foreign id: tie}} of what the source had and the input has not.

    Nothing when a part of the input could not be read at all: nobody knows whose record it was.
    Raises ImportRefused when that is more than `share` (0–1) of the source's services or of its channels.
    """
    if unidentified(refused):
        return {kind: {} for kind in world.ties}
    there = {(refusal.kind, refusal.foreign_id) for refusal in refused if refusal.still_there}
    there |= {("service_point", foreign_id) for kind, foreign_id in there if kind == "channel"}
    gone: dict[str, dict[str, Tie]] = {}
    for kind, ties in world.ties.items():
        known = {foreign_id: tie for foreign_id, tie in ties.items() if not tie.gone}
        seen = incoming.records[kind]
        gone[kind] = {key: tie for key, tie in known.items() if key not in seen and (kind, key) not in there}
        if kind in _ARCHIVED and len(gone[kind]) > len(known) * share:
            raise ImportRefused(
                f"{len(gone[kind])} of {len(known)} {kind}s of {world.source} would vanish, more than {share:.0%}: "
                "nothing was done. Check that the input is whole."
            )
    return gone


def archive(gone: dict[str, dict[str, Tie]], now: datetime) -> list[Channel | Service]:
    """Archives the rows and marks their sources; returns the rows that were still in public use or in draft."""
    archived: list[Channel | Service] = []
    for kind, ties in gone.items():
        SourceRecord.objects.filter(pk__in=[tie.pk for tie in ties.values()]).update(gone_at=now)
        if kind in _ARCHIVED:
            model = {"channel": Channel, "service": Service}[kind]
            rows = model.objects.filter(pk__in=[tie.target for tie in ties.values()]).exclude(status=ServiceStatus.ARCHIVED)
            archived += list(rows)
    Channel.objects.filter(pk__in=[row.pk for row in archived if isinstance(row, Channel)]).update(status=ServiceStatus.ARCHIVED)
    Service.objects.filter(pk__in=[row.pk for row in archived if isinstance(row, Service)]).update(
        status=ServiceStatus.ARCHIVED, archived_at=now, changed_at=now
    )
    return archived
