"""Where bytes live: by their SHA-256, written once, in whatever keeps objects. ``store`` opens the installation's own.

A blob comes into being in two steps. ``receive`` streams it to a draft that nobody can find by hash; ``finalise``
makes it visible under its hash in one atomic, create-only move. A crash at any moment leaves a whole blob, or a
draft for ``sweep`` to remove, but never half a blob.
"""

import errno
import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError

from bluelamp.core.ids import new_id
from bluelamp.files.errors import BlobDamaged, BlobMissing, StorageFull, StorageUnavailable
from bluelamp.files.types import Blob, Draft, Listed

if TYPE_CHECKING:
    from obstore.store import ObjectStore

STAGED = "staged/"
_FINAL = "sha256/"
_DERIVED = "derived/"
_PART = 8 << 20  # bytes held in memory before they go out: S3 wants parts of at least 5 MiB, 10,000 at most
_PARTS_AT_ONCE = 2
CHUNK = 1 << 20
# No space left, or too large for the file system or the quota.
_FULL = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)


class BlobStore(Protocol):
    """What the house asks of any store. tests/contract/test_files_objects.py says what each promise means."""

    def receive(self, chunks: Iterable[bytes]) -> Draft:
        """Stream ``chunks`` in, hashing as they arrive; durable on return. If the source raises, nothing stays."""

    def adopt(self, path: Path, blob: Blob) -> Draft:
        """Take in a file of this machine whose hash is known; durable on return. The file itself stays where it is,
        and must never be written to again. ``BlobDamaged`` when it is noticed to be something else."""

    def finalise(self, draft: Draft) -> Blob:
        """Make a draft visible under its hash. The same content may be there already: it is then left as it is."""

    def drop(self, draft: Draft) -> None:
        """Remove a draft that will not be finalised."""

    def read(self, blob: Blob, *, first: int = 0, last: int | None = None) -> Iterator[bytes]:
        """Bytes ``first`` to ``last`` (included), or all of them.

        A whole read is hashed on the way: ``BlobDamaged`` is raised after the last byte if it differs.
        ``BlobMissing`` is raised by the call itself.
        """

    def exists(self, sha256: str) -> bool: ...

    def delete(self, sha256: str) -> None:
        """Remove a blob and what was derived from it; removing it twice is fine."""

    def keep_derived(self, sha256: str, content: bytes) -> None:
        """Keep a little thing that was made from a blob and can be made again, in place of an earlier one."""

    def derived(self, sha256: str) -> bytes | None:
        """What was kept, or None."""

    def listed(self) -> Iterator[Listed]:
        """Every blob, in no particular order."""

    def sweep(self, *, before: datetime) -> int:
        """Remove drafts left by a crash before this aware time; how many there were."""


class ObjectBlobStore:
    """Blobs in any object store that can copy without overwriting. S3 needs a lifecycle rule for what only it can
    see: abandoned parts of multipart uploads (docs/how-to/keep-files-in-s3.md)."""

    def __init__(self, objects: "ObjectStore") -> None:
        self._objects = objects

    def receive(self, chunks: Iterable[bytes]) -> Draft:
        key, digest, size = f"{STAGED}{new_id().hex}", hashlib.sha256(), 0
        with storage_faults():
            writer = obstore.open_writer(
                self._objects, key, buffer_size=_PART, max_concurrency=_PARTS_AT_ONCE
            ).__enter__()
        try:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                with storage_faults():
                    writer.write(chunk)
            with storage_faults():
                writer.close()
        except BaseException as error:
            with suppress(BaseError, OSError):  # what it cannot take back now is swept later
                writer.__exit__(type(error), error, error.__traceback__)
            raise
        self._harden(key)
        return Draft(key, Blob(digest.hexdigest(), size))

    def adopt(self, path: Path, blob: Blob) -> Draft:
        draft = self.receive(pieces_of(path, 0, blob.size))
        if draft.blob != blob:
            self.drop(draft)
            raise BlobDamaged
        return draft

    def finalise(self, draft: Draft) -> Blob:
        key = key_of(draft.blob.sha256)
        with storage_faults():
            with suppress(AlreadyExistsError):  # the same bytes, by the same hash
                obstore.copy(self._objects, draft.key, key, overwrite=False)
            self._harden(key)
            obstore.delete(self._objects, draft.key)
        return draft.blob

    def drop(self, draft: Draft) -> None:
        with storage_faults(), suppress(FileNotFoundError):
            obstore.delete(self._objects, draft.key)

    def read(self, blob: Blob, *, first: int = 0, last: int | None = None) -> Iterator[bytes]:
        end = blob.size if last is None else min(last + 1, blob.size)
        if first >= end:
            return self._checked(iter(()), blob) if blob.size == 0 else iter(())
        if (first, end) == (0, blob.size):
            return self._checked(self._open(key_of(blob.sha256), None), blob)
        return self._open(key_of(blob.sha256), (first, end))

    def exists(self, sha256: str) -> bool:
        try:
            with storage_faults():
                obstore.head(self._objects, key_of(sha256))
        except BlobMissing:
            return False
        return True

    def delete(self, sha256: str) -> None:
        with storage_faults():
            for key in (f"{_DERIVED}{sha256}", key_of(sha256)):
                with suppress(FileNotFoundError):
                    obstore.delete(self._objects, key)

    def keep_derived(self, sha256: str, content: bytes) -> None:
        with storage_faults():
            obstore.put(self._objects, f"{_DERIVED}{sha256}", content)

    def derived(self, sha256: str) -> bytes | None:
        try:
            with storage_faults():
                return bytes(obstore.get(self._objects, f"{_DERIVED}{sha256}").bytes())
        except BlobMissing:
            return None

    def listed(self) -> Iterator[Listed]:
        batches = iter(obstore.list(self._objects, prefix=_FINAL))
        while True:
            with storage_faults():
                batch = next(batches, None)
            if batch is None:
                return
            for meta in batch:
                yield Listed(meta["path"].removeprefix(_FINAL).replace("/", ""), meta["last_modified"])

    def sweep(self, *, before: datetime) -> int:
        with storage_faults():
            found = [meta for batch in obstore.list(self._objects, prefix=STAGED) for meta in batch]
            old = [meta["path"] for meta in found if meta["last_modified"] < before]
            if old:
                obstore.delete(self._objects, old)
        return len(old)

    def _harden(self, key: str) -> None:
        """Make what was written outlast a power cut. An object store has done so when it answers."""

    def _open(self, key: str, part: tuple[int, int] | None) -> Iterator[bytes]:
        """All bytes, or those from the first to before the second number. Raises ``BlobMissing`` at once."""
        with storage_faults():
            found = obstore.get(self._objects, key, options={"range": part} if part else {})
        return _pieces(found)

    @staticmethod
    def _checked(pieces: Iterator[bytes], blob: Blob) -> Iterator[bytes]:
        digest = hashlib.sha256()
        for piece in pieces:
            digest.update(piece)
            yield piece
        if digest.hexdigest() != blob.sha256:
            raise BlobDamaged


def _pieces(found: "obstore.GetResult") -> Iterator[bytes]:
    stream = iter(found.stream(min_chunk_size=CHUNK))
    while True:
        with storage_faults():
            piece = next(stream, None)
        if piece is None:
            return
        yield bytes(piece)


def pieces_of(path: Path, first: int, end: int) -> Iterator[bytes]:
    """Bytes ``first`` to before ``end`` of a file. Read plainly: three times as fast as the library does."""
    with storage_faults(), path.open("rb", buffering=0) as file:
        file.seek(first)
        while first < end and (piece := file.read(min(CHUNK, end - first))):
            first += len(piece)
            yield piece


def key_of(sha256: str) -> str:
    """``sha256/ab/cdef…``: a hash is the only thing that ever becomes a path."""
    return f"{_FINAL}{sha256[:2]}/{sha256[2:]}"


@contextmanager
def storage_faults() -> Iterator[None]:
    """Say in our own words what an object store or file system refuses."""
    try:
        yield
    except FileNotFoundError as error:
        raise BlobMissing from error
    except (BaseError, OSError) as error:
        raise (StorageFull if _is_full(error) else StorageUnavailable) from error


def _is_full(error: Exception) -> bool:
    """The library says the system's number of an error only in its text."""
    return getattr(error, "errno", None) in _FULL or any(f"(os error {number})" in str(error) for number in _FULL)
