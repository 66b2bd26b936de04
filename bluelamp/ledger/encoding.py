"""The canonical form of an entry, version 1: what is hashed, and so what can never change.

JSON with sorted keys and no spaces (a subset of RFC 8785: strings, integers, lists, null), UTF-8. A random salt in
every entry keeps a published hash from confirming a guess about its content.
"""

import json
from datetime import UTC
from hashlib import sha256

from bluelamp.core.merkle import leaf_hash
from bluelamp.ledger.models import Entry

VERSION = 1


def encode(entry: Entry) -> bytes:
    """The bytes of an entry's leaf. Raises ``ValueError`` for a version this code does not know."""
    if entry.version != VERSION:
        raise ValueError(f"Ledger entries of version {entry.version} are not known here.")
    content = {
        "v": entry.version,
        "id": str(entry.id),
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": [entry.actor_kind, str(entry.actor_id), *sorted(entry.roles)],
        "act": entry.act,
        "action": entry.action,
        "subjects": list(entry.subjects),
        "matter": str(entry.matter_id) if entry.matter_id else None,
        "purpose": entry.purpose,
        "recipients": list(entry.recipients),
        "note": _hex(entry.note_digest),
        "batch": [_hex(entry.batch_root), entry.batch_size],
        "salt": _hex(entry.salt),
    }
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def hash_entry(entry: Entry) -> bytes:
    return leaf_hash(encode(entry))


def note_digest(salt: bytes, text: str) -> bytes:
    """The commitment to a reason's words."""
    return sha256(salt + text.encode()).digest()


def _hex(value: bytes | memoryview | None) -> str | None:
    return None if value is None else bytes(value).hex()
