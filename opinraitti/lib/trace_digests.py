"""What is sealed: the one form of a row of the trace, whatever database holds it, and the digests made of it.

A row is JSON in ASCII: an object of its columns with sorted keys and no spaces, moments as microseconds since 1970 (UTC),
what is null or an empty text left out. So a column that is added later, empty in the old rows, does not change them.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from struct import Struct

from django.conf import settings
from django.db import models

from opinraitti.lib.secrets import derived_key
from opinraitti.models import AuditEvent, ReadRecord, Seal

_EPOCH, _MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)
_encoded = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode
# Its id and its digest.
_PACKED = Struct(">q32s")
# {id: digest}, in the order of the ids.
Digests = dict[int, bytes]


@dataclass(frozen=True)
class Chain:
    """One table and the seals over it."""

    name: str
    model: type[models.Model]

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    def seals(self):
        return Seal.objects.filter(chain=self.name).order_by("number")

    def digests(self, *, after: int | None, upto: int, limit: int | None = None) -> Digests:
        """Of the rows after one id and up to another, at most `limit` of them."""
        rows = self.model.objects.filter(pk__lte=upto).order_by("pk")
        rows = rows if after is None else rows.filter(pk__gt=after)
        columns = [field.attname for field in self.model._meta.concrete_fields]
        return {row[0]: _digest(columns, row) for row in rows.values_list(*columns)[:limit]}


CHAINS = (Chain("events", AuditEvent), Chain("reads", ReadRecord))


def microseconds(moment: datetime) -> int:
    return (moment - _EPOCH) // _MICROSECOND


def _digest(columns: list[str], row: tuple) -> bytes:
    told = {column: value for column, value in zip(columns, row, strict=True) if value is not None and value != ""}
    told["at"] = microseconds(told["at"])
    return hashlib.sha256(_encoded(told).encode()).digest()


def packed(digests: Digests) -> bytes:
    return b"".join(_PACKED.pack(*row) for row in digests.items())


def unpacked(rows: bytes) -> Digests:
    return dict(_PACKED.iter_unpack(rows))


def keys() -> list[bytes]:
    """The present key first, then those of former `SECRET_KEY`s."""
    return [derived_key(secret, "seals of the trace") for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def _content(seal: Seal) -> bytes:
    head = {
        "chain": seal.chain,
        "number": seal.number,
        "sealed_at": microseconds(seal.sealed_at),
        "first_id": seal.first_id,
        "last_id": seal.last_id,
        "count": seal.count,
        "previous": bytes(seal.previous).hex(),
    }
    return _encoded(head).encode() + b"\n" + bytes(seal.rows)


def mac(seal: Seal, key: bytes) -> bytes:
    return hmac.digest(key, _content(seal), "sha256")


def is_genuine(seal: Seal, known: list[bytes]) -> bool:
    return any(hmac.compare_digest(mac(seal, key), bytes(seal.mac)) for key in known)


def digest(seal: Seal | None) -> bytes:
    """What the next seal remembers of this one; of none before the first."""
    return hashlib.sha256(_content(seal) + bytes(seal.mac)).digest() if seal else b""


def witness(seal: Seal) -> str:
    """“events:12:3f9a…”: enough to know the seal again; kept outside the database it betrays a chain that was cut short."""
    return f"{seal.chain}:{seal.number}:{digest(seal).hex()[:32]}"
