"""Writing to the ledger, always inside the writer's own transaction."""

import os
from collections.abc import Iterable
from uuid import UUID

from django.db import connection, models

from bluelamp.core.actor import Actor
from bluelamp.core.errors import UnrecordedWrite
from bluelamp.core.merkle import Frontier, leaf_hash
from bluelamp.ledger.encoding import note_digest
from bluelamp.ledger.enums import Act, Purpose
from bluelamp.ledger.models import Entry, Note
from bluelamp.ledger.reading import subject

_SALT_BYTES = 16


def record(
    *,
    actor: Actor,
    act: Act,
    action: str,
    subjects: Iterable[models.Model | str],
    matter: UUID | None = None,
    purpose: Purpose | None = None,
    reason: str = "",
    recipients: Iterable[str] = (),
) -> UUID:
    """Add one entry. ``action`` reads ``room.noun.verb``; ``recipients`` are opaque ids, for disclosures.

    Raises ``UnrecordedWrite`` outside a transaction: an entry lives and dies with what it is about.
    """
    entry = _entry(actor, act, action, subjects, matter=matter, purpose=purpose)
    entry.recipients = list(recipients)
    return _add(entry, reason)


def record_batch(
    *,
    actor: Actor,
    act: Act,
    action: str,
    leaves: Iterable[bytes],
    subjects: Iterable[models.Model | str] = (),
    matter: UUID | None = None,
    purpose: Purpose | None = None,
    reason: str = "",
) -> UUID:
    """Add one entry for a bulk load: the Merkle root over ``leaves`` stands for every row of the batch."""
    entry = _entry(actor, act, action, subjects, matter=matter, purpose=purpose)
    frontier = Frontier()
    for leaf in leaves:
        frontier.append(leaf_hash(leaf))
    entry.batch_root, entry.batch_size = frontier.root(), frontier.size
    return _add(entry, reason)


def _entry(
    actor: Actor,
    act: Act,
    action: str,
    subjects: Iterable[models.Model | str],
    *,
    matter: UUID | None,
    purpose: Purpose | None,
) -> Entry:
    return Entry(
        actor_kind=actor.kind.value,
        actor_id=actor.id,
        roles=sorted(role.value for role in actor.roles),
        act=Act(act).value,
        action=action,
        subjects=[subject(row) for row in subjects],
        matter_id=matter,
        purpose="" if purpose is None else Purpose(purpose).value,
        salt=os.urandom(_SALT_BYTES),
    )


def _add(entry: Entry, reason: str) -> UUID:
    if not connection.in_atomic_block:
        raise UnrecordedWrite(f"{entry.action} was recorded outside a transaction.")
    if reason:
        note = Note(entry_id=entry.id, salt=os.urandom(_SALT_BYTES), text=reason)
        entry.note_digest = note_digest(bytes(note.salt), reason)
        note.save(force_insert=True)
    entry.save(force_insert=True)
    return entry.id
