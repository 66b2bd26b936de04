"""Recomputing everything: is the ledger what was sealed, entry for entry?"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from uuid import UUID

from django.db import connection, transaction

from bluelamp.core.errors import NotFound
from bluelamp.core.merkle import root_of
from bluelamp.ledger.checkpoint import Checkpoint, verify
from bluelamp.ledger.encoding import hash_entry, note_digest
from bluelamp.ledger.keys import public_key
from bluelamp.ledger.models import Entry, Leaf, Note
from bluelamp.ledger.tree import HASH_BYTES, TreeFiles

_CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class Fault:
    """The first place where the ledger is not what was sealed."""

    index: int | None
    entry: str | None
    what: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """``sealed`` entries lie under the checkpoint, ``unsealed`` are committed and wait for the next one."""

    entries: int
    sealed: int
    unsealed: int
    ok: bool
    first_bad: Fault | None


@dataclass(frozen=True, slots=True)
class Proof:
    """Shows that ``leaf`` is number ``index`` of the ``checkpoint``'s entries (RFC 9162, 2.1.3)."""

    entry: UUID
    leaf: bytes
    index: int
    path: tuple[bytes, ...]
    checkpoint: Checkpoint


def verify_ledger(folder: Path) -> Verdict:
    """Check signature, tree, and every sealed entry in its order. Reads the whole ledger once, streaming."""
    tree = TreeFiles(folder)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        entries = Entry.objects.count()
        fault, size = _check_files(tree, folder)
        fault = fault or _check_entries(tree.leaves(size), size)
    return Verdict(entries, size, max(entries - size, 0), fault is None, fault)


def prove(entry_id: UUID, folder: Path) -> Proof:
    """The inclusion proof of a sealed entry; ``NotFound`` while it is not sealed."""
    leaf = Leaf.objects.filter(entry_id=entry_id).first()
    tree = TreeFiles(folder)
    checkpoint = tree.checkpoint()
    if leaf is None or checkpoint is None or leaf.index >= checkpoint.size:
        raise NotFound("No sealed entry has this number. If it is new, wait a second and try again.", field="entry")
    path = tree.path(leaf.index, checkpoint.size)
    return Proof(entry_id, bytes(leaf.hash), leaf.index, tuple(path), checkpoint)


def _check_files(tree: TreeFiles, folder: Path) -> tuple[Fault | None, int]:
    """The checkpoint is signed and the leaf hashes on disk lead to its root."""
    try:
        checkpoint = tree.checkpoint()
    except ValueError:
        return Fault(None, None, "The checkpoint cannot be read."), 0
    if checkpoint is None:
        lost = Leaf.objects.exists() or tree.size() > 0
        return (Fault(None, None, "Entries were sealed, but the checkpoint is gone.") if lost else None), 0
    key = public_key(folder)
    if key is None or not verify(checkpoint, key):
        return Fault(None, None, "The checkpoint's signature is not the sealer's."), checkpoint.size
    hashes = tree.leaves(checkpoint.size)
    pieces = (hashes[at : at + HASH_BYTES] for at in range(0, len(hashes), HASH_BYTES))
    if len(hashes) != checkpoint.size * HASH_BYTES or root_of(pieces) != checkpoint.root:
        return Fault(None, None, "The kept leaf hashes do not lead to the signed root."), checkpoint.size
    return None, checkpoint.size


def _check_entries(hashes: bytes, size: int) -> Fault | None:
    """Each sealed hash against the entry that stands at its place now."""
    for index, place in zip_longest(range(size), _sealed(size)):
        if index is None or place is None:
            return Fault(index, None, "A sealed entry was removed." if place is None else "An entry was inserted.")
        found_index, entry_id, entry, note = place
        name = str(entry_id)
        if found_index != index:
            return Fault(index, name, "A sealed entry was removed.")
        if entry is None:
            return Fault(index, name, "A sealed entry was removed.")
        if hash_entry(entry) != hashes[index * HASH_BYTES : (index + 1) * HASH_BYTES]:
            return Fault(index, name, "A sealed entry was altered, inserted or moved.")
        if note is not None and not _note_fits(entry, note):
            return Fault(index, name, "The reason kept with a sealed entry was altered.")
    return None


def _sealed(size: int) -> Iterator[tuple[int, UUID, Entry | None, Note | None]]:
    """Place, entry and reason of all sealed entries in their order, in bounded memory."""
    for start in range(0, size, _CHUNK):
        places = list(
            Leaf.objects.filter(index__gte=start, index__lt=min(start + _CHUNK, size))
            .order_by("index")
            .values_list("index", "entry_id")
        )
        ids = [entry_id for _, entry_id in places]
        entries, notes = Entry.objects.in_bulk(ids), Note.objects.in_bulk(ids)
        for index, entry_id in places:
            yield index, entry_id, entries.get(entry_id), notes.get(entry_id)


def _note_fits(entry: Entry, note: Note) -> bool:
    return entry.note_digest is not None and bytes(entry.note_digest) == note_digest(bytes(note.salt), note.text)
