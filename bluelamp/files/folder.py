"""The local folder as a blob store: the same as any object store, but made durable by hand."""

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from obstore.store import LocalStore

from bluelamp.files.store import CHUNK, ObjectBlobStore, storage_faults

_ROOT_MODE = 0o700
_UNFINISHED = re.compile(r"[0-9a-f]{32}#\d+")  # what a killed writer leaves; object listings hide it


class FolderBlobStore(ObjectBlobStore):
    """``root`` is made when missing, for its owner alone. Blobs appear by hard link: atomic and create-only."""

    def __init__(self, root: str) -> None:
        self._root = Path(root)
        self._root.mkdir(parents=True, exist_ok=True, mode=_ROOT_MODE)
        super().__init__(LocalStore(self._root))

    def sweep(self, *, before: datetime) -> int:
        removed = super().sweep(before=before)
        for path in self._root.glob("staged/*"):
            written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            if _UNFINISHED.fullmatch(path.name) and written < before:
                path.unlink(missing_ok=True)
                removed += 1
        return removed

    def _open(self, key: str, part: tuple[int, int] | None) -> Iterator[bytes]:
        path = self._root / key
        with storage_faults():
            size = path.stat().st_size
        return _pieces(path, *(part or (0, size)))

    def _harden(self, key: str) -> None:
        path = self._root / key
        with storage_faults():
            _sync(path)
            while path != self._root:
                path = path.parent
                _sync(path)


def _pieces(path: Path, first: int, end: int) -> Iterator[bytes]:
    """Read plainly: three times as fast as the library does from a folder."""
    with storage_faults(), path.open("rb", buffering=0) as file:
        file.seek(first)
        while first < end and (piece := file.read(min(CHUNK, end - first))):
            first += len(piece)
            yield piece


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
