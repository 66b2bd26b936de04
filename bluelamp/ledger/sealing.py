"""Sealing: every committed entry gets its place in the tree within a second, under a signed checkpoint.

The order is that of transaction numbers below the snapshot horizon (``pg_snapshot_xmin``): by then no transaction
that could still add an earlier entry is open. Rows are placed first, then hashed to disk, then signed; a kill between
two of these steps is mended at the next start, because each can be redone from the one before.
"""

import logging
import threading
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from bluelamp.ledger.checkpoint import sign
from bluelamp.ledger.encoding import hash_entry
from bluelamp.ledger.keys import signing_key
from bluelamp.ledger.models import Entry, Leaf
from bluelamp.ledger.tree import TreeFiles

logger = logging.getLogger(__name__)
_PAUSE = 0.2  # seconds between looks: well under the second within which an entry is sealed
_ALARM = 30.0  # seconds between alarms while the ledger is broken
_BATCH = 5_000
_LOCK = 0x1ED6E4  # advisory lock: one sealer at a time

# Every entry below the horizon that has no leaf. After the first round, older transactions are known to be done.
_UNSEALED = """
SELECT e.id, pg_snapshot_xmin(pg_current_snapshot())::text FROM ledger_entry e
WHERE e.txid >= %s::xid8 AND e.txid < pg_snapshot_xmin(pg_current_snapshot())
  AND NOT EXISTS (SELECT FROM ledger_leaf l WHERE l.entry_id = e.id)
ORDER BY e.txid, e.id LIMIT %s
"""


class BrokenLedgerError(Exception):
    """The database lost or gained sealed places: sealing stops, so that ``ledger verify`` can show where."""


class Sealer:
    """Seals one ledger. Hold ``lock()`` while using it."""

    def __init__(self, folder: Path) -> None:
        self.tree = TreeFiles(folder)
        self.key = signing_key(folder)
        self._done_below = "0"

    def recover(self) -> None:
        """Make the files agree with the placed leaves after a kill or a restored backup of the database.

        Files may be behind (killed after placing) but never hold leaves that the database did not place first;
        leaves under a checkpoint are never cut, so a database that lost sealed entries is found by ``verify``.
        """
        checkpoint = self.tree.checkpoint()
        sealed = checkpoint.size if checkpoint else 0
        if self.tree.size() > sealed:
            self.tree.cut(sealed)
        while rest := self._leaves_from(self.tree.size()):
            self._to_disk(rest)

    def seal(self) -> int:
        """Seal what is waiting, up to one batch; returns how many entries."""
        with transaction.atomic():
            placed = self._place()
        if placed:
            self._to_disk(placed)
        return len(placed)

    def _place(self) -> list[bytes]:
        with connection.cursor() as cursor:
            cursor.execute(_UNSEALED, [self._done_below, _BATCH])
            rows = cursor.fetchall()
            if not rows:
                return []
            cursor.execute("SELECT coalesce(max(index) + 1, 0) FROM ledger_leaf")
            start: int = cursor.fetchone()[0]
        if start != self.tree.size():
            raise BrokenLedgerError(
                f"{start} entries are placed in the database but {self.tree.size()} were sealed."
            )
        if len(rows) < _BATCH:
            self._done_below = rows[0][1]
        entries = Entry.objects.in_bulk([row[0] for row in rows])
        leaves = [
            Leaf(index=start + offset, entry_id=entry_id, hash=hash_entry(entries[entry_id]))
            for offset, (entry_id, _) in enumerate(rows)
        ]
        Leaf.objects.bulk_create(leaves)
        return [bytes(leaf.hash) for leaf in leaves]

    def _leaves_from(self, index: int) -> list[bytes]:
        found = Leaf.objects.filter(index__gte=index).order_by("index").values_list("hash", flat=True)[:_BATCH]
        return [bytes(value) for value in found]

    def _to_disk(self, leaves: list[bytes]) -> None:
        root = self.tree.append(leaves)
        self.tree.keep(sign(self.tree.size(), root, self.key))


def lock() -> bool:
    """Become the one sealer for as long as this connection lives."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        return bool(cursor.fetchone()[0])


def run(stop: threading.Event) -> None:
    """Seal until told to stop; survives a lost database."""
    while not stop.is_set():
        try:
            _run_connected(stop)
        except BrokenLedgerError as error:
            logger.critical("Sealing has stopped: %s Run `bluelamp ledger verify`.", error)
            stop.wait(_ALARM)
        except DatabaseError as error:
            logger.warning("The sealer lost the database (%s) and tries again.", type(error).__name__)
        finally:
            connection.close()
        stop.wait(_PAUSE)


def _run_connected(stop: threading.Event) -> None:
    if not lock():
        return
    sealer = Sealer(settings.BLUELAMP_LEDGER_DIR)
    sealer.recover()
    while not stop.is_set():
        if not sealer.seal():
            stop.wait(_PAUSE)
