"""The local folder as a blob store: the same as any object store, but made durable by hand."""

import os
import re
import shutil
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from obstore.store import LocalStore

from bluelamp.core.ids import new_id
from bluelamp.files.errors import StorageFull
from bluelamp.files.objects import STAGED, ObjectBlobStore, pieces_of, storage_faults
from bluelamp.files.types import Blob, Draft

SPARE = 1_000_000_000  # bytes of the disk that files leave to everything else: a full one would stop the database too
_ROOT_MODE = 0o700
_UNFINISHED = re.compile(r"[0-9a-f]{32}#\d+")  # what a killed writer leaves; object listings hide it


class FolderBlobStore(ObjectBlobStore):
    """``root`` is made when missing, for its owner alone. Blobs appear by hard link: atomic and create-only."""

    def __init__(self, root: str) -> None:
        self._root = Path(root)
        self._root.mkdir(parents=True, exist_ok=True, mode=_ROOT_MODE)
        super().__init__(LocalStore(self._root))

    def receive(self, chunks: Iterable[bytes]) -> Draft:
        if shutil.disk_usage(self._root).free < SPARE:
            raise StorageFull
        return super().receive(chunks)

    def sweep(self, *, before: datetime) -> int:
        removed = super().sweep(before=before)
        for path in self._root.glob("staged/*"):
            written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            if _UNFINISHED.fullmatch(path.name) and written < before:
                path.unlink(missing_ok=True)
                removed += 1
        return removed

    def adopt(self, path: Path, blob: Blob) -> Draft:
        """By another name for the same bytes: nothing is copied where both lie on one file system."""
        key = f"{STAGED}{new_id().hex}"
        try:
            (self._root / STAGED).mkdir(exist_ok=True)
            (self._root / key).hardlink_to(path)
        except OSError:  # another file system, or one without links
            return super().adopt(path, blob)
        self._harden(key)
        return Draft(key, blob)

    def _open(self, key: str, part: tuple[int, int] | None) -> Iterator[bytes]:
        path = self._root / key
        with storage_faults():
            size = path.stat().st_size
        return pieces_of(path, *(part or (0, size)))

    def _harden(self, key: str) -> None:
        path = self._root / key
        with storage_faults():
            _sync(path)
            while path != self._root:
                path = path.parent
                _sync(path)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
