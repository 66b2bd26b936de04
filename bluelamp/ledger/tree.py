"""The sealed tree outside the database: hash files by level, and signed checkpoints.

``level-00`` holds the leaf hashes one after another, ``level-01`` the nodes over pairs of them, and so on: any
complete subtree's hash is one seek away, so a proof costs O(log n). Whoever can write the database cannot write here.
"""

import os
from pathlib import Path

from bluelamp.core.merkle import Frontier, node_hash
from bluelamp.ledger.checkpoint import Checkpoint

HASH_BYTES = 32
_LATEST = "checkpoint"
_ALL = "checkpoints"


class TreeFiles:
    """The files of one ledger. One writer (the sealer), any number of readers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def size(self) -> int:
        """How many leaf hashes are kept."""
        path = self._level(0)
        return path.stat().st_size // HASH_BYTES if path.exists() else 0

    def node(self, level: int, index: int) -> bytes:
        """The hash of the complete subtree over leaves from ``index * 2**level``. ``IndexError`` when missing."""
        try:
            with self._level(level).open("rb") as file:
                file.seek(index * HASH_BYTES)
                found = file.read(HASH_BYTES)
        except FileNotFoundError:
            found = b""
        if len(found) != HASH_BYTES:
            raise IndexError(f"The tree has no node {index} at level {level}.")
        return found

    def leaves(self, count: int) -> bytes:
        """The first ``count`` leaf hashes in one string."""
        path = self._level(0)
        return path.read_bytes()[: count * HASH_BYTES] if path.exists() else b""

    def append(self, leaves: list[bytes]) -> bytes:
        """Add leaf hashes, force them to the disk and return the new root."""
        frontier = self.frontier(self.size())
        grown: dict[int, bytearray] = {}
        for leaf in leaves:
            for level, node in frontier.append(leaf):
                grown.setdefault(level, bytearray()).extend(node)
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for level in sorted(grown, reverse=True):  # leaves last: their count says how much is complete
            _extend(self._level(level), self._complete(level), bytes(grown[level]))
        return frontier.root()

    def cut(self, size: int) -> None:
        """Forget leaves beyond ``size``: they were never under a checkpoint."""
        for level in range(size.bit_length() + 64):
            path = self._level(level)
            if not path.exists():
                break
            os.truncate(path, (size >> level) * HASH_BYTES)

    def frontier(self, size: int) -> Frontier:
        """The right edge of the tree over the first ``size`` leaves."""
        peaks, start = [], 0
        for level in reversed(range(size.bit_length())):
            if size >> level & 1:
                peaks.append((level, self.node(level, start >> level)))
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
            return self.node(level, start >> level)
        half = 1 << (level - 1)
        return node_hash(self._root(start, half), self._root(start + half, count - half))

    def checkpoint(self) -> Checkpoint | None:
        """The latest signed statement about the tree. ``ValueError`` when it cannot be read."""
        path = self.folder / _LATEST
        return Checkpoint.parse(path.read_text(encoding="utf-8")) if path.exists() else None

    def keep(self, checkpoint: Checkpoint) -> None:
        """Make ``checkpoint`` the latest, all or nothing, and add it to the history."""
        draft = self.folder / f"{_LATEST}.draft"
        text = checkpoint.text()
        with draft.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        with (self.folder / _ALL).open("a", encoding="utf-8") as history:
            history.write(text + "\n")
        draft.replace(self.folder / _LATEST)

    def _level(self, level: int) -> Path:
        return self.folder / f"level-{level:02d}"

    def _complete(self, level: int) -> int:
        """How many bytes of a level belong to the leaves kept: a killed writer may have left more."""
        return (self.size() >> level) * HASH_BYTES


def _extend(path: Path, at: int, data: bytes) -> None:
    with path.open("r+b" if path.exists() else "w+b") as file:
        file.seek(at)
        file.write(data)
        file.truncate()
        file.flush()
        os.fsync(file.fileno())
