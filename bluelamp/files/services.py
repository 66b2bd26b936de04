"""Handing in, keeping and discarding files."""

from collections.abc import Iterable
from uuid import UUID

from bluelamp.access.services import check
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.errors import NotFound
from bluelamp.files import names, policies
from bluelamp.files.enums import FileState
from bluelamp.files.inspection import Inspection
from bluelamp.files.locks import lock_content
from bluelamp.files.models import StoredFile
from bluelamp.files.store import store
from bluelamp.files.types import Arrived, Blob, Draft
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service


@service
def stage(*, actor: Actor, chunks: Iterable[bytes], name: str, max_bytes: int, allowed: frozenset[str]) -> StoredFile:
    """Take in a file: stream it to the store, hashing as it arrives, and record that it was collected.

    ``allowed`` is a set of media types (``files.types``), judged by content. Raises ``Invalid`` or ``TooLarge``
    with ``field="file"`` as soon as it is certain, ``StorageFull`` or ``StorageUnavailable`` when the store fails;
    nothing is recorded then. Psycopg opens a transaction with its first statement, so a slow sender holds none.
    """
    check(actor=actor, action="files.file.stage")
    shown = names.to_show(name)
    inspection = Inspection(name=shown, max_bytes=max_bytes, allowed=allowed)
    draft = store().receive(inspection.watch(chunks))
    return _finalised(actor, draft, _stored(actor, draft.blob, name, inspection.media_type))


@service
def stage_arrived(*, actor: Actor, arrived: Arrived) -> StoredFile:
    """The same for an upload that arrived piece by piece: inspected and hashed already, it goes the same way."""
    check(actor=actor, action="files.file.stage")
    stored = _stored(actor, arrived.blob, arrived.name, arrived.media_type)
    stored.id = arrived.file_id
    return _finalised(actor, store().adopt(arrived.path, arrived.blob), stored)


@service
def keep(*, actor: Actor, file_id: UUID, matter_id: UUID, given: bool = False, needs: str = "") -> StoredFile:
    """Make a staged file part of a matter. Doing it twice for the same matter changes nothing.

    ``given``: to whoever the matter belongs to, who does not see what officers add for themselves. ``needs``: an action
    that a reader must be allowed on the matter as well; what was kept before stays as open as it was.
    """
    stored = _locked(file_id)
    check(actor=actor, action="files.file.keep", state=stored.state, matter=matter_id)
    policies.check_can_hand_on(actor, stored)
    if stored.state == FileState.KEPT and stored.matter_id == matter_id:
        return stored
    stored.state = policies.MACHINE.next(stored.state, "keep")
    stored.matter_id, stored.kept_at, stored.given = matter_id, now(), given
    stored.needs = needs
    stored.save(update_fields=["state", "matter_id", "kept_at", "given", "needs"])
    record(actor=actor, act=Act.COMBINATION, action="files.file.keep", subjects=[stored], matter=matter_id)
    return stored


@service
def discard(*, actor: Actor, file_id: UUID, reason: str = "") -> StoredFile:
    """Put a file aside to be erased in a week. Its bytes go only when no other file has the same content."""
    stored = _locked(file_id)
    check(actor=actor, action="files.file.discard", state=stored.state, matter=stored.matter_id)
    if stored.state == FileState.STAGED:
        policies.check_can_hand_on(actor, stored)
    stored.state = policies.MACHINE.next(stored.state, "discard")
    stored.discarded_at = now()
    stored.save(update_fields=["state", "discarded_at"])
    record(
        actor=actor,
        act=Act.ALTERATION,
        action="files.file.discard",
        subjects=[stored],
        matter=stored.matter_id,
        reason=reason,
    )
    return stored


def _finalised(actor: Actor, draft: Draft, stored: StoredFile) -> StoredFile:
    try:
        lock_content(draft.blob.sha256)
        store().finalise(draft)
        stored.save(force_insert=True)
        record(actor=actor, act=Act.COLLECTION, action="files.file.stage", subjects=[stored])
    except BaseException:
        store().drop(draft)
        raise
    return stored


def _stored(actor: Actor, blob: Blob, name: str, media_type: str) -> StoredFile:
    return StoredFile(
        sha256=blob.sha256,
        size=blob.size,
        media_type=media_type,
        name=names.to_show(name),
        original_name=names.as_given(name),
        staged_by=actor.id,
    )


def _locked(file_id: UUID) -> StoredFile:
    stored: StoredFile | None = StoredFile.objects.select_for_update().filter(pk=file_id).first()
    if stored is None:
        raise NotFound("We cannot find this file. Choose it again.", field="file")
    return stored
