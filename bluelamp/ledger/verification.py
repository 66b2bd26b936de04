"""Recomputing everything: is the ledger what was sealed, entry for entry?"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import connection, transaction

from bluelamp.core.merkle import Frontier
from bluelamp.ledger.checkpoint import Checkpoint, is_signed
from bluelamp.ledger.contents import Standing, Words, standings, subjects_on_sheets
from bluelamp.ledger.encoding import VERSION, Content, has_sheets, hash_entry, note_digest, sheets_subject
from bluelamp.ledger.keys import public_key
from bluelamp.ledger.models import Entry, Leaf
from bluelamp.ledger.tree import Place, TreeFiles

_CHUNK = 1_000  # entries in memory at once; with all their subjects, a hundred megabytes at the very most

_UNSEALED = """
SELECT count(*) FROM ledger_entry e
WHERE NOT EXISTS (SELECT FROM ledger_leaf l WHERE l.entry_id = e.id AND l.index < %s)
"""
# The sealer had given a place to everything below the horizon. In a database restored elsewhere, transactions are
# numbered anew, and a horizon above the present number says nothing.
_BEHIND = """
SELECT e.id::text FROM ledger_entry e
WHERE e.txid < %s::text::xid8 AND pg_snapshot_xmin(pg_current_snapshot()) >= %s::text::xid8
  AND NOT EXISTS (SELECT FROM ledger_leaf l WHERE l.entry_id = e.id AND l.index < %s)
ORDER BY e.txid, e.id LIMIT 1
"""
# Reasons that are gone although no erasure of them was recorded.
_LOST_REASONS = """
SELECT count(*) FROM ledger_entry e
WHERE e.note_digest IS NOT NULL AND NOT EXISTS (SELECT FROM ledger_note n WHERE n.entry_id = e.id)
  AND NOT EXISTS (
    SELECT FROM ledger_entry x
    WHERE x.act = 'erasure' AND x.subjects @> ARRAY[('ledger.note:' || e.id)::varchar])
"""


@dataclass(frozen=True, slots=True)
class Fault:
    """The first place where the ledger is not what was sealed."""

    index: int | None
    entry: str | None
    what: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """``sealed`` entries lie under the checkpoint, ``unsealed`` are committed and wait for the next one.

    ``reasons_lost`` counts reasons that are gone without an erasure on the ledger; the entries themselves stand.
    """

    entries: int
    sealed: int
    unsealed: int
    ok: bool
    first_bad: Fault | None
    reasons_lost: int = 0


def verify_ledger(
    folder: Path, known: Checkpoint | None = None, progress: Callable[[int], None] = lambda _: None
) -> Verdict:
    """Check signatures, tree and every sealed entry in its order. Reads the whole ledger once, in bounded memory.

    ``known`` is a checkpoint that somebody kept elsewhere: the ledger must still lead to it. ``progress`` is told
    how many entries are done.
    """
    tree = TreeFiles(folder)
    checkpoint, fault = _signed(tree, known)  # before the snapshot, which then holds all that the checkpoint covers
    size = checkpoint.size if checkpoint else 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        entries = Entry.objects.count()
        if checkpoint is None:
            fault = fault or _never_sealed(tree)
        else:
            fault = fault or _walk(tree, checkpoint, _witnesses(tree, checkpoint, known), progress)
            fault = fault or _behind(checkpoint)
        cursor.execute(_UNSEALED, [size])
        unsealed: int = cursor.fetchone()[0]
        cursor.execute(_LOST_REASONS)
        lost: int = cursor.fetchone()[0]
    return Verdict(entries, size, unsealed, fault is None, fault, lost)


def _signed(tree: TreeFiles, known: Checkpoint | None) -> tuple[Checkpoint | None, Fault | None]:
    """The latest checkpoint, and what is wrong with it or with the one that was kept elsewhere."""
    try:
        checkpoint, kept = tree.checkpoint(), list(tree.daily().values())
    except ValueError:
        return None, Fault(None, None, "The checkpoint cannot be read.")
    key = public_key(tree.folder)
    for one in (checkpoint, known, *kept):
        if one is not None and (key is None or not is_signed(one, key)):
            return checkpoint, Fault(None, None, "The checkpoint's signature is not the sealer's.")
    if any(one.size > (checkpoint.size if checkpoint else 0) for one in (known, *kept) if one):
        return checkpoint, Fault(None, None, "The ledger ends before a checkpoint that was signed earlier.")
    return checkpoint, None


def _never_sealed(tree: TreeFiles) -> Fault | None:
    if tree.size():
        return Fault(None, None, "Entries were sealed, but the checkpoint is gone.")
    first = Leaf.objects.order_by("index").first()
    if first is None or first.index == 0:  # placed, not yet sealed
        return None
    return Fault(0, None, "A sealed entry was removed.")


def _witnesses(tree: TreeFiles, latest: Checkpoint, known: Checkpoint | None) -> dict[int, bytes]:
    """The roots that were signed on the way to the latest, by size."""
    signed = [*tree.daily().values(), *([known] if known else [])]
    return {one.size: one.root for one in signed if (one.size, one.root) != (latest.size, latest.root)}


def _walk(
    tree: TreeFiles, checkpoint: Checkpoint, witnesses: dict[int, bytes], progress: Callable[[int], None]
) -> Fault | None:
    """Every kept hash against the signed roots, and every entry against its hash."""
    frontier, fault = Frontier(), None
    for start, places in _chunks(tree, checkpoint.size):
        if fault is None:
            fault = _first_difference(start, places)
        for place in places:
            frontier.append(place.hash)
            if frontier.size in witnesses and witnesses[frontier.size] != frontier.root():
                where = Fault(frontier.size - 1, str(place.entry_id), "Here the tree is not the one once signed.")
                return fault or where
        progress(frontier.size)
    if frontier.size < checkpoint.size:
        return fault or Fault(frontier.size, None, "The kept hashes end here, before the checkpoint does.")
    if frontier.root() != checkpoint.root:
        where = fault or Fault(None, None, "")
        return Fault(where.index, where.entry, "The kept hashes do not lead to the signed root.")
    return fault


def _chunks(tree: TreeFiles, size: int) -> Iterator[tuple[int, list[Place]]]:
    start = 0
    while places := tree.places(start, min(_CHUNK, size - start)):
        yield start, places
        start += len(places)


def _first_difference(start: int, places: list[Place]) -> Fault | None:
    found = standings([place.entry_id for place in places], start)
    for index, (place, standing) in enumerate(zip(places, found, strict=True), start):
        if what := _difference(place, standing):
            return Fault(index, str(place.entry_id), what)
    return None


def _difference(place: Place, standing: Standing) -> str:
    """What is wrong with an entry, in words; nothing when it stands as it was sealed."""
    content = standing.content
    if content is None:
        return "This sealed entry was removed."
    if content.version != VERSION or hash_entry(content) != place.hash:
        return "This sealed entry was altered."
    return _misplaced(place, standing) or _kept_apart(content, standing.note)


def _misplaced(place: Place, standing: Standing) -> str:
    if standing.leaf is None:
        return "The place of this sealed entry was removed."
    if standing.leaf != place:
        return f"At the place of this sealed entry stands another, inserted or moved: {standing.leaf.entry_id}."
    return ""


def _kept_apart(content: Content, note: Words | None) -> str:
    """The reason's words and the subjects on sheets, which the entry holds only the digests of."""
    if note is not None and content.note_digest != note_digest(note.salt, note.text):
        return "The reason kept with this sealed entry was altered."
    if has_sheets(content.subjects) and [sheets_subject(subjects_on_sheets(content.id))] != content.subjects:
        return "The subjects kept with this sealed entry were altered."
    return ""


def _behind(checkpoint: Checkpoint) -> Fault | None:
    with connection.cursor() as cursor:
        cursor.execute(_BEHIND, [str(checkpoint.horizon), str(checkpoint.horizon), checkpoint.size])
        row = cursor.fetchone()
    return Fault(None, row[0], "This entry was inserted behind the seal.") if row else None
