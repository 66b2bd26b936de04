"""The canonical form of an entry, version 1: what is hashed, and so what can never change.

JSON with sorted keys and no spaces (a subset of RFC 8785: strings, integers, lists, null), UTF-8. A random salt in
every entry keeps a published hash from confirming a guess about its content.
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from bluelamp.core.merkle import leaf_hash, root_of

VERSION = 1
SHEET_SIZE = 1_000  # subjects: an entry with more keeps them on sheets
_SHEETS = "ledger.sheet"
_to_json = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


class Content(NamedTuple):
    """A row of ``ledger_entry``, every column of it, in the order of the table's model."""

    id: UUID
    version: int
    at: datetime
    actor_kind: str
    actor_id: UUID
    roles: Sequence[str]
    act: str
    action: str
    subjects: Sequence[str]
    matter_id: UUID | None
    purpose: str
    recipients: Sequence[str]
    note_digest: bytes | None
    batch_root: bytes | None
    batch_size: int | None
    salt: bytes
    txid: int


def encode(entry: Content) -> bytes:
    """The bytes of an entry's leaf. Raises ``ValueError`` for a version this code does not know."""
    if entry.version != VERSION:
        raise ValueError(f"Ledger entries of version {entry.version} are not known here.")
    content = {
        "v": entry.version,
        "id": str(entry.id),
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": [entry.actor_kind, str(entry.actor_id), *entry.roles],
        "act": entry.act,
        "action": entry.action,
        "subjects": entry.subjects,
        "matter": str(entry.matter_id) if entry.matter_id else None,
        "purpose": entry.purpose,
        "recipients": entry.recipients,
        "note": _hex(entry.note_digest),
        "batch": [_hex(entry.batch_root), entry.batch_size],
        "salt": _hex(entry.salt),
        "tx": entry.txid,
    }
    return _to_json(content).encode()


def hash_entry(entry: Content) -> bytes:
    return leaf_hash(encode(entry))


def note_digest(salt: bytes, text: str) -> bytes:
    """The commitment to a reason's words."""
    return sha256(salt + text.encode()).digest()


def sheets_subject(subjects: Sequence[str]) -> str:
    """What stands in an entry for subjects kept on sheets: how many, and the Merkle root over them in their order."""
    root = root_of(leaf_hash(name.encode()) for name in subjects)
    return f"{_SHEETS}:{len(subjects)}:{root.hex()}"


def has_sheets(subjects: Sequence[str]) -> bool:
    return len(subjects) == 1 and subjects[0].startswith(_SHEETS)


def _hex(value: bytes | None) -> str | None:
    return None if value is None else value.hex()
