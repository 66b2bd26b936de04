"""The sealed tree outside the database: which entry stands where, hash files by level, and signed checkpoints.

``entries`` holds the ids of the sealed entries one after another, ``level-00`` their leaf hashes, ``level-01`` the
nodes over pairs of those, and so on: any complete subtree's hash is one seek away, so a proof costs O(log n). Whoever
can write the database cannot write here.
"""

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from bluelamp.core.merkle import Frontier, node_hash
from bluelamp.ledger.checkpoint import Checkpoint

HASH_BYTES = 32
_ID_BYTES = 16
_LEVELS = 64
_ENTRIES = "entries"
_LATEST = "checkpoint"
_DAILY = "daily"


class Place(NamedTuple):
    """An entry and the hash under which it was sealed."""

    entry_id: UUID
    hash: bytes


class TreeFiles:
    """The files of one ledger. One writer (the sealer, who holds ``lock``), any number of readers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def lock(self) -> Iterator[bool]:
        """The right to write here, until the block or the process ends; False when another has it."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self.folder / "lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
            yield True

    def size(self) -> int:
        """How many leaf hashes are kept."""
        path = self._level(0)
        return path.stat().st_size // HASH_BYTES if path.exists() else 0

    def places(self, start: int, count: int) -> list[Place]:
        """``count`` places from ``start``, or as many as are kept."""
        ids = _piece(self.folder / _ENTRIES, start * _ID_BYTES, count * _ID_BYTES)
        hashes = _piece(self._level(0), start * HASH_BYTES, count * HASH_BYTES)
        kept = min(len(ids) // _ID_BYTES, len(hashes) // HASH_BYTES)
        return [
            Place(
                UUID(bytes=ids[at * _ID_BYTES : (at + 1) * _ID_BYTES]),
                hashes[at * HASH_BYTES : (at + 1) * HASH_BYTES],
            )
            for at in range(kept)
        ]

    def append(self, places: Sequence[Place], frontier: Frontier) -> None:
        """Add places and force them to the disk; ``frontier`` is that of the tree kept so far and grows with it."""
        start = frontier.size
        grown: dict[int, bytearray] = {}
        for place in places:
            for level, node in frontier.append(place.hash):
                grown.setdefault(level, bytearray()).extend(node)
        _extend(self.folder / _ENTRIES, start * _ID_BYTES, b"".join(place.entry_id.bytes for place in places))
        for level in sorted(grown, reverse=True):  # leaves last: their count says how much is complete
            _extend(self._level(level), (start >> level) * HASH_BYTES, bytes(grown[level]))

    def cut(self, size: int) -> None:
        """Forget places beyond ``size``: they were never under a checkpoint."""
        _shorten(self.folder / _ENTRIES, size * _ID_BYTES)
        for level in range(_LEVELS):
            _shorten(self._level(level), (size >> level) * HASH_BYTES)

    def frontier(self, size: int) -> Frontier:
        """The right edge of the tree over the first ``size`` leaves. ``IndexError`` when a node is missing."""
        peaks, start = [], 0
        for level in reversed(range(size.bit_length())):
            if size >> level & 1:
                peaks.append((level, self._node(level, start >> level)))
                start += 1 << level
        return Frontier.resume(size, peaks)

    def path(self, index: int, size: int) -> list[bytes]:
        """The inclusion proof of a leaf in the tree over ``size`` leaves, from the leaf up (RFC 9162, 2.1.3)."""
        return self._path(index, 0, size)

    def _path(self, index: int, start: int, count: int) -> list[bytes]:
        if count == 1:
            return []
        half = 1 << ((count - 1).bit_length() - 1)
        if index < half:
            return [*self._path(index, start, half), self._root(start + half, count - half)]
        return [*self._path(index - half, start + half, count - half), self._root(start, half)]

    def _root(self, start: int, count: int) -> bytes:
        """The hash over ``count`` leaves from ``start``, which is a multiple of the next power of two."""
        level = (count - 1).bit_length()
        if count == 1 << level:
            return self._node(level, start >> level)
        half = 1 << (level - 1)
        return node_hash(self._root(start, half), self._root(start + half, count - half))

    def _node(self, level: int, index: int) -> bytes:
        """The hash of the complete subtree over leaves from ``index * 2**level``."""
        found = _piece(self._level(level), index * HASH_BYTES, HASH_BYTES)
        if len(found) != HASH_BYTES:
            raise IndexError(f"The tree has no node {index} at level {level}.")
        return found

    def checkpoint(self) -> Checkpoint | None:
        """The latest signed statement about the tree. ``ValueError`` when it cannot be read."""
        path = self.folder / _LATEST
        return Checkpoint.parse(path.read_text(encoding="utf-8")) if path.exists() else None

    def keep(self, checkpoint: Checkpoint, today: date) -> None:
        """Make ``checkpoint`` the latest and the last of today, each all or nothing."""
        _replace(self.folder / _LATEST, checkpoint.text())
        daily = self.folder / _DAILY
        daily.mkdir(exist_ok=True, mode=0o700)
        _replace(daily / today.isoformat(), checkpoint.text())

    def daily(self) -> dict[str, Checkpoint]:
        """The last checkpoint of each day, by date. ``ValueError`` when one cannot be read."""
        found = sorted((self.folder / _DAILY).glob("????-??-??"))
        return {path.name: Checkpoint.parse(path.read_text(encoding="utf-8")) for path in found}

    def _level(self, level: int) -> Path:
        return self.folder / f"level-{level:02d}"


def _piece(path: Path, start: int, count: int) -> bytes:
    try:
        with path.open("rb") as file:
            file.seek(start)
            return file.read(count)
    except FileNotFoundError:
        return b""


def _shorten(path: Path, size: int) -> None:
    if path.exists() and path.stat().st_size > size:
        os.truncate(path, size)


def _extend(path: Path, at: int, data: bytes) -> None:
    """Write at ``at`` and forget what a killed writer left beyond."""
    with path.open("r+b" if path.exists() else "w+b") as file:
        file.seek(at)
        file.write(data)
        file.truncate()
        file.flush()
        os.fsync(file.fileno())


def _replace(path: Path, text: str) -> None:
    draft = path.with_name(f"{path.name}.draft")
    with draft.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
