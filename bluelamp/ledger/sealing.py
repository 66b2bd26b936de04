"""Sealing: every committed entry gets its place in the tree within a second, under a signed checkpoint.

Whatever is committed and has no place yet gets one, in the order of transaction numbers, which keeps cause before
effect. It waits for nobody: an open transaction's own entry comes later. Places are written to the database first,
then to disk, then signed; a kill between two of these steps is mended at the next start, because each can be redone
from the one before.
"""

import logging
import threading
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from bluelamp.core.clock import now
from bluelamp.core.merkle import Frontier
from bluelamp.ledger.checkpoint import Checkpoint, is_signed, sign
from bluelamp.ledger.contents import contents
from bluelamp.ledger.encoding import Content, hash_entry
from bluelamp.ledger.keys import signing_key
from bluelamp.ledger.models import Leaf
from bluelamp.ledger.tree import Place, TreeFiles

logger = logging.getLogger(__name__)
_PAUSE = 0.2  # seconds between looks: well under the second within which an entry is sealed
_ALARM = 30.0  # seconds between alarms while the ledger is broken
_BATCH = 5_000

# Transactions numbered below the first are over: what they wrote is visible to every later statement. Those from the
# second on have not begun: they may follow from something that this round has already walked past.
_SNAPSHOT = """
SELECT pg_snapshot_xmin(now)::text::bigint, pg_snapshot_xmax(now)::text::bigint FROM pg_current_snapshot() now
"""
_UNSEALED = """
SELECT e.id, e.txid FROM ledger_entry e
WHERE e.txid >= %s::text::xid8 AND e.txid < %s::text::xid8
  AND NOT EXISTS (SELECT FROM ledger_leaf l WHERE l.entry_id = e.id)
ORDER BY e.txid, e.id LIMIT %s
"""
# Whether there is anything to do: all that most looks ask.
_ANYTHING = """
SELECT EXISTS (SELECT FROM ledger_leaf WHERE index >= %s) OR EXISTS (
    SELECT FROM ledger_entry e
    WHERE e.txid >= %s::text::xid8 AND NOT EXISTS (SELECT FROM ledger_leaf l WHERE l.entry_id = e.id)
)
"""


class BrokenLedgerError(Exception):
    """Database and sealed tree contradict each other: sealing stops, so that ``ledger verify`` can show where."""


class _Round(NamedTuple):
    """One walk through all that waits, batch by batch. What commits behind its back waits for the next."""

    horizon: int  # every transaction below is over
    end: int  # none from here on had begun
    start: int  # the transaction to go on from


class Sealer:
    """Seals one ledger. Hold the files' ``lock()`` while using it, and call ``recover`` first."""

    def __init__(self, folder: Path) -> None:
        self.tree = TreeFiles(folder)
        self.key = signing_key(folder)
        self._frontier = Frontier()
        self._signed_horizon = 0
        self._done_below = 0  # every entry of a transaction numbered below has its place
        self._round: _Round | None = None

    def recover(self) -> None:
        """Make the files agree with the placed leaves after a kill, or raise ``BrokenLedgerError``.

        What lies under a checkpoint never changes: files that lost some of it are filled again from the database,
        and must then lead to the root that was signed.
        """
        checkpoint = self._checkpoint()
        size = checkpoint.size if checkpoint else 0
        self.tree.cut(size)
        self._frontier = self.tree.frontier(self.tree.size())
        if checkpoint:
            self._refill(checkpoint)
            self._signed_horizon = checkpoint.horizon
        self._seal_placed()

    def seal(self) -> int:
        """Seal what is waiting, up to one batch; returns how many entries."""
        if not self._round and not self._is_anything():
            return 0
        self._seal_placed()
        with transaction.atomic():
            begun = self._round or _Round(*_snapshot(), self._done_below)
            waiting = _waiting(begun)
            if waiting and self._overtaken():
                return 0
            places = self._place([entry_id for entry_id, _ in waiting])
        complete = len(waiting) < _BATCH
        if places:
            self._to_disk(places, begun.horizon if complete else self._signed_horizon)
        if complete:
            self._done_below, self._round = begun.horizon, None
        else:
            self._round = begun._replace(start=waiting[-1][1])
        return len(places)

    def _is_anything(self) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(_ANYTHING, [self._frontier.size, str(self._done_below)])
            found: bool = cursor.fetchone()[0]
        return found

    def _seal_placed(self) -> None:
        """Seal what has a place and no signature: a killed sealer left it, or it is another hand's."""
        while rest := _recomputed(self._frontier.size):
            self._to_disk(rest, self._signed_horizon)

    def _overtaken(self) -> bool:
        """True when somebody has just placed something: the next round seals that first."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT coalesce(max(index) + 1, 0) FROM ledger_leaf")
            start: int = cursor.fetchone()[0]
        if start < self._frontier.size:
            raise BrokenLedgerError(
                f"{start} entries have a place in the database, but {self._frontier.size} were sealed."
            )
        return start > self._frontier.size

    def _place(self, ids: list[UUID]) -> list[Place]:
        found = contents(ids)
        places = [Place(entry_id, hash_entry(found[entry_id])) for entry_id in ids]
        start = self._frontier.size
        Leaf.objects.bulk_create(
            [Leaf(index=start + at, entry_id=place.entry_id, hash=place.hash) for at, place in enumerate(places)]
        )
        return places

    def _to_disk(self, places: list[Place], horizon: int) -> None:
        self.tree.append(places, self._frontier)
        checkpoint = Checkpoint(self._frontier.size, self._frontier.root(), horizon)
        self.tree.keep(sign(checkpoint, self.key), now().date())
        self._signed_horizon = horizon

    def _checkpoint(self) -> Checkpoint | None:
        try:
            found = self.tree.checkpoint()
        except ValueError as error:
            raise BrokenLedgerError("The checkpoint cannot be read.") from error
        if found is not None and not is_signed(found, self.key.public_key()):
            raise BrokenLedgerError("The checkpoint was not signed by this sealer.")
        return found

    def _refill(self, checkpoint: Checkpoint) -> None:
        kept = self.tree.size()
        while missing := checkpoint.size - self._frontier.size:
            try:
                places = _placed(self._frontier.size, min(missing, _BATCH))
            except BrokenLedgerError:
                self.tree.cut(kept)
                raise
            if not places:
                break
            self.tree.append(places, self._frontier)
        if self._frontier.size != checkpoint.size or self._frontier.root() != checkpoint.root:
            self.tree.cut(kept)
            raise BrokenLedgerError("The hash files do not lead to the signed root.")


def _snapshot() -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(_SNAPSHOT)
        horizon, end = cursor.fetchone()
        return int(horizon), int(end)


def _waiting(begun: _Round) -> list[tuple[UUID, int]]:
    """Entries without a place, one batch of them: id and transaction."""
    with connection.cursor() as cursor:
        cursor.execute(_UNSEALED, [str(begun.start), str(begun.end), _BATCH])
        return [(entry_id, int(txid)) for entry_id, txid in cursor.fetchall()]


def _placed(start: int, count: int) -> list[Place]:
    rows = Leaf.objects.filter(index__gte=start).order_by("index").values_list("index", "entry_id", "hash")[:count]
    for expected, (index, entry_id, _) in enumerate(rows, start):
        if index != expected:
            raise BrokenLedgerError(f"Place {expected} is missing before {index}, which entry {entry_id} has.")
    return [Place(entry_id, bytes(value)) for _, entry_id, value in rows]


def _recomputed(start: int) -> list[Place]:
    """Places from ``start``, one batch, each with the hash of its entry as it stands and not the one beside it."""
    placed = _placed(start, _BATCH)
    found = contents([place.entry_id for place in placed])
    return [_true(index, place, found.get(place.entry_id)) for index, place in enumerate(placed, start)]


def _true(index: int, place: Place, content: Content | None) -> Place:
    if content is None:
        raise BrokenLedgerError(f"Place {index} belongs to no entry: {place.entry_id}.")
    computed = hash_entry(content)
    if computed != place.hash:
        logger.critical("The hash at place %d is not that of its entry %s: another hand wrote it.", index, content.id)
    return Place(place.entry_id, computed)


def run(stop: threading.Event) -> None:
    """Seal until told to stop; survives a lost database."""
    tree = TreeFiles(settings.BLUELAMP_LEDGER_DIR)
    while not stop.is_set():
        with tree.lock() as mine:
            if mine:
                _run_locked(stop)
        stop.wait(_PAUSE)


def _run_locked(stop: threading.Event) -> None:
    try:
        sealer = Sealer(settings.BLUELAMP_LEDGER_DIR)
        sealer.recover()
        while not stop.is_set():
            if sealer.seal() < _BATCH:  # many at once cost hardly more than one: a signature, a disk, a check
                stop.wait(_PAUSE)
    except (BrokenLedgerError, IndexError) as error:
        logger.critical("Sealing has stopped: %s Run `bluelamp ledger verify`.", error)
        stop.wait(_ALARM)
    except DatabaseError as error:
        logger.warning("The sealer lost the database (%s) and tries again.", type(error).__name__)
    finally:
        connection.close()
