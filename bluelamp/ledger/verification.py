"""Recomputing everything: is the ledger what was sealed, entry for entry?

One fault never hides another: whoever can write the database can make a harmless one first.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import connection, transaction

from bluelamp.core.merkle import Frontier
from bluelamp.ledger.checkpoint import Checkpoint, is_signed
from bluelamp.ledger.contents import Standing, Words, contents, standings, subjects_on_sheets
from bluelamp.ledger.encoding import VERSION, Content, has_sheets, hash_entry, note_digest, sheets_subject
from bluelamp.ledger.keys import public_key
from bluelamp.ledger.models import Entry, Leaf
from bluelamp.ledger.tree import Place, TreeFiles

_MOST_FAULTS = 10_000  # named one by one; further ones are counted
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
ORDER BY e.txid, e.id LIMIT %s
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
    """A place where the ledger is not what was sealed."""

    index: int | None
    entry: str | None
    what: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """``sealed`` entries lie under the checkpoint, ``unsealed`` are committed and wait for the next one.

    ``first_bad`` is the first of ``faults``; ``more_faults`` counts those beyond the ten thousand that are named.
    ``reasons_lost`` counts reasons that are gone without an erasure on the ledger; the entries themselves stand.
    """

    entries: int
    sealed: int
    unsealed: int
    ok: bool
    first_bad: Fault | None
    reasons_lost: int = 0
    faults: tuple[Fault, ...] = ()
    more_faults: int = 0


class _Faults:
    """What was found, in its order and in bounded memory."""

    def __init__(self) -> None:
        self.named: list[Fault] = []
        self.more = 0

    def add(self, fault: Fault) -> None:
        if len(self.named) < _MOST_FAULTS:
            self.named.append(fault)
        else:
            self.more += 1

    def add_first(self, fault: Fault) -> None:
        self.named.insert(0, fault)

    @property
    def first(self) -> Fault | None:
        return self.named[0] if self.named else None


def verify_ledger(
    folder: Path, known: Checkpoint | None = None, progress: Callable[[int], None] = lambda _: None
) -> Verdict:
    """Check signatures, tree and every sealed entry in its order. Reads the whole ledger once, in bounded memory.

    ``known`` is a checkpoint that somebody kept elsewhere: the ledger must still lead to it. ``progress`` is told
    how many entries are done.
    """
    tree, faults = TreeFiles(folder), _Faults()
    checkpoint, fault = _signed(tree, known)  # before the snapshot, which then holds all that the checkpoint covers
    size = checkpoint.size if checkpoint else 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        entries = Entry.objects.count()
        if fault := fault or (_never_sealed(tree) if checkpoint is None else None):
            faults.add(fault)
        else:
            if checkpoint is not None:
                _walk(tree, checkpoint, _witnesses(tree, checkpoint, known), progress, faults)
                _behind(checkpoint, faults)
            _pending(size, faults)
        cursor.execute(_UNSEALED, [size])
        unsealed: int = cursor.fetchone()[0]
        cursor.execute(_LOST_REASONS)
        lost: int = cursor.fetchone()[0]
    first = faults.first
    return Verdict(entries, size, unsealed, first is None, first, lost, tuple(faults.named), faults.more)


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
    tree: TreeFiles,
    checkpoint: Checkpoint,
    witnesses: dict[int, bytes],
    progress: Callable[[int], None],
    faults: _Faults,
) -> None:
    """Every kept hash against the signed roots, and every entry against its hash."""
    frontier, departed = Frontier(), False
    for start, places in _chunks(tree, checkpoint.size):
        _differences(start, places, faults)
        for place in places:
            frontier.append(place.hash)
            if not departed and frontier.size in witnesses and witnesses[frontier.size] != frontier.root():
                departed = True  # and so is every later one
                faults.add(Fault(frontier.size - 1, str(place.entry_id), "Here the tree is not the one once signed."))
        progress(frontier.size)
    if frontier.size < checkpoint.size:
        faults.add(Fault(frontier.size, None, "The kept hashes end here, before the checkpoint does."))
    elif frontier.root() != checkpoint.root:
        where = faults.first or Fault(None, None, "")
        faults.add_first(Fault(where.index, where.entry, "The kept hashes do not lead to the signed root."))


def _chunks(tree: TreeFiles, size: int) -> Iterator[tuple[int, list[Place]]]:
    start = 0
    while places := tree.places(start, min(_CHUNK, size - start)):
        yield start, places
        start += len(places)


def _differences(start: int, places: list[Place], faults: _Faults) -> None:
    found = standings([place.entry_id for place in places], start)
    for index, (place, standing) in enumerate(zip(places, found, strict=True), start):
        if what := _difference(place, standing):
            faults.add(Fault(index, str(place.entry_id), what))


def _difference(place: Place, standing: Standing) -> str:
    """What is wrong with an entry, in words; nothing when it stands as it was sealed."""
    content = standing.content
    if content is None:
        return "This sealed entry was removed."
    if content.version != VERSION or hash_entry(content) != place.hash:
        return "This sealed entry was altered."
    return _kept_apart(content, standing.note) or _misplaced(place, standing)


def _misplaced(place: Place, standing: Standing) -> str:
    if standing.leaf is None:
        return "The place of this sealed entry was removed."
    if standing.leaf.entry_id == place.entry_id and standing.leaf.hash != place.hash:
        return "The hash kept in the database with this sealed entry is not its own."
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


def _behind(checkpoint: Checkpoint, faults: _Faults) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_BEHIND, [str(checkpoint.horizon), str(checkpoint.horizon), checkpoint.size, _MOST_FAULTS])
        for (entry,) in cursor:
            faults.add(Fault(None, entry, "This entry was inserted behind the seal."))


def _pending(size: int, faults: _Faults) -> None:
    """Places that no checkpoint covers yet: each follows the one before and holds its entry's hash."""
    outside = Leaf.objects.exclude(index__range=(0, size - 1)).order_by("index")
    expected, rest = size, outside
    while leaves := list(rest[:_CHUNK]):
        found = contents([leaf.entry_id for leaf in leaves])
        for leaf in leaves:
            if what := _untrue(leaf, expected, found.get(leaf.entry_id)):
                faults.add(Fault(leaf.index, str(leaf.entry_id), what))
            expected = max(expected, leaf.index + 1)
        rest = outside.filter(index__gt=leaves[-1].index)


def _untrue(leaf: Leaf, expected: int, content: Content | None) -> str:
    """What is wrong with a place that waits, in words; nothing when the sealer may have written it."""
    if leaf.index != expected:
        return "This place waits for its seal, but it does not follow the one before."
    if content is None:
        return "This place waits for its seal, but it belongs to no entry."
    if hash_entry(content) != bytes(leaf.hash):
        return "This place waits for its seal, but its hash is not that of its entry."
    return ""
