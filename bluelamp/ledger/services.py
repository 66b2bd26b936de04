"""Writing to the ledger, always inside the writer's own transaction."""

import os
from collections.abc import Iterable
from uuid import UUID

from django.db import connection, models, transaction

from bluelamp.core.actor import Actor
from bluelamp.core.errors import NotFound, UnrecordedWrite
from bluelamp.core.merkle import Frontier, leaf_hash
from bluelamp.ledger.encoding import SHEET_SIZE, note_digest, sheets_subject
from bluelamp.ledger.enums import Act, Purpose
from bluelamp.ledger.models import Entry, Note, Sheet
from bluelamp.ledger.noting import subject

_SALT_BYTES = 16
_COLUMNS = [field for field in Entry._meta.concrete_fields if field.name != "txid"]  # which the database fills in
_INSERT = f"""
INSERT INTO "{Entry._meta.db_table}" ({", ".join(f'"{field.column}"' for field in _COLUMNS)})
VALUES ({", ".join("%s" for _ in _COLUMNS)})
"""  # noqa: S608 - names of our own columns


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

    More than a thousand subjects are kept on sheets beside the entry, which then holds their number and root.
    Raises ``UnrecordedWrite`` outside a transaction: an entry lives and dies with what it is about.
    """
    entry = _entry(actor, act, action, matter, purpose)
    entry.recipients = list(recipients)
    return _add(entry, subjects, reason)


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
    entry = _entry(actor, act, action, matter, purpose)
    frontier = Frontier()
    for leaf in leaves:
        frontier.append(leaf_hash(leaf))
    entry.batch_root, entry.batch_size = frontier.root(), frontier.size
    return _add(entry, subjects, reason)


def erase_note(*, actor: Actor, entry: UUID, reason: str) -> UUID:
    """Erase the words of an entry's reason for good; returns the entry of the erasure. The seal stays whole.

    Only the database role that owns the tables can: the application's has no right to delete here.
    """
    with transaction.atomic():
        matter = Entry.objects.filter(pk=entry).values_list("matter_id", flat=True).first()
        if not Note.objects.filter(pk=entry).delete()[0]:
            raise NotFound("This entry keeps no reason, or it was erased before.", field="entry")
        return record(
            actor=actor,
            act=Act.ERASURE,
            action="ledger.note.erase",
            subjects=[f"ledger.note:{entry}"],
            matter=matter,
            reason=reason,
        )


def _entry(actor: Actor, act: Act, action: str, matter: UUID | None, purpose: Purpose | None) -> Entry:
    return Entry(
        actor_kind=actor.kind.value,
        actor_id=actor.id,
        roles=sorted(role.value for role in actor.roles),
        act=Act(act).value,
        action=action,
        matter_id=matter,
        purpose="" if purpose is None else Purpose(purpose).value,
        salt=os.urandom(_SALT_BYTES),
    )


def _add(entry: Entry, subjects: Iterable[models.Model | str], reason: str) -> UUID:
    if not connection.in_atomic_block:
        raise UnrecordedWrite(f"{entry.action} was recorded outside a transaction.")
    names = [subject(row) for row in subjects]
    entry.subjects = names if len(names) <= SHEET_SIZE else [_keep_on_sheets(entry, names)]
    if reason:
        note = Note(entry_id=entry.id, salt=os.urandom(_SALT_BYTES), text=reason)
        entry.note_digest = note_digest(bytes(note.salt), reason)
        note.save(force_insert=True)
    _insert(entry)
    return entry.id


def _insert(entry: Entry) -> None:
    """By a statement made once: this is the commonest write of all, and Django would make it anew each time."""
    with connection.cursor() as cursor:
        cursor.execute(
            _INSERT, [field.get_db_prep_save(getattr(entry, field.attname), connection) for field in _COLUMNS]
        )


def _keep_on_sheets(entry: Entry, names: list[str]) -> str:
    Sheet.objects.bulk_create(
        Sheet(entry_id=entry.id, number=number, subjects=names[start : start + SHEET_SIZE])
        for number, start in enumerate(range(0, len(names), SHEET_SIZE))
    )
    return sheets_subject(names)
