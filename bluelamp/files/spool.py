"""Uploads on their way, as files in a folder: how long one is says how much of it has arrived.

``<owner>/<id>.json`` says what it is, ``<owner>/<id>.part`` has the bytes. A process that dies leaves the bytes it
wrote, and the lock it held falls. While a piece with a checksum arrives, ``<id>.from`` says where it began: what was
not compared does not count.

The disk's room goes to what comes, not to what was announced:

- An upload counts with all that is still to come while it comes: it grew within the last ten minutes, and as fast as it
  has come so far, it will be whole within a day. Nobody else begins in that room, so whoever goes on sending is never
  stopped half-way because of others.
- Any other counts with 64 MB beyond what has arrived. Promises without bytes close the door for nobody, and whoever was
  cut off finds room to go on in; once their bytes come again, all of it counts again.
- So an upload takes its room when its bytes come. Its first are taken when all of it fits beside the others at that
  moment; those of one that was cut off, when these 64 MB do. If not, what has arrived is kept for a later try.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO
from uuid import UUID

from django.utils.translation import gettext as _

from bluelamp.core.clock import now
from bluelamp.core.errors import Conflict, NotFound, TooMany
from bluelamp.core.ids import new_id
from bluelamp.files import names, policies
from bluelamp.files.errors import FIELD, StorageFull
from bluelamp.files.folder import SPARE
from bluelamp.files.objects import storage_faults
from bluelamp.files.types import Unfinished

AHEAD = 64_000_000  # bytes that count of one that does not come just now
COMING = timedelta(minutes=10)  # since its last byte
_WHOLE_WITHIN = timedelta(days=1)  # 23 kB a second for 2 GB: a byte now and then keeps no room
_YOUNGEST = timedelta(minutes=1)  # of a pace that means something
_MODE = 0o700


class Busy(Conflict):
    """Another request is writing to this upload just now."""

    code = "upload_busy"
    http_status = 423


@dataclass(frozen=True, slots=True)
class Upload:
    """One upload on its way. ``name`` and ``modified`` are what the sender's device says."""

    id: UUID
    folder: Path
    length: int
    name: str
    modified: str

    @property
    def part(self) -> Path:
        return self.folder / f"{self.id.hex}.part"

    @property
    def about(self) -> Path:
        return self.folder / f"{self.id.hex}.json"

    @property
    def unproven(self) -> Path:
        return self.folder / f"{self.id.hex}.from"

    @property
    def offset(self) -> int:
        """Bytes that are here and count."""
        size = self.part.stat().st_size
        try:
            return min(size, int(self.unproven.read_text()))
        except (FileNotFoundError, ValueError):  # empty: killed before it was written, and so before any byte
            return size

    @property
    def expires(self) -> datetime:
        return datetime.fromtimestamp(self.part.stat().st_mtime, UTC) + policies.UNFINISHED

    def promised(self, at: datetime) -> int:
        """Bytes still to come that count as used: see the head of this module."""
        offset = self.offset
        rest = self.length - offset
        grew = datetime.fromtimestamp(self.part.stat().st_mtime, UTC)
        age = max(at - datetime.fromtimestamp(self.about.stat().st_mtime, UTC), _YOUNGEST)
        comes = at - grew <= COMING and rest * age <= offset * _WHOLE_WITHIN
        return rest if comes else min(rest, AHEAD)

    def as_seen(self) -> Unfinished:
        return Unfinished(self.id, self.name, names.to_show(self.name), self.length, self.offset, self.modified)

    @contextmanager
    def locked(self) -> Iterator[IO[bytes]]:
        """The bytes, to add to, for one at a time over all processes. Raises ``Busy``. What does not count is gone."""
        try:
            file = self.part.open("r+b", buffering=0)
        except FileNotFoundError:
            raise gone() from None
        with file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Busy(_("This file is being sent by another page or connection just now.")) from None
            if os.fstat(file.fileno()).st_nlink == 0:  # removed while we came for it
                raise gone()
            if self.offset < os.fstat(file.fileno()).st_size:  # else it would seem to have grown just now
                file.truncate(self.offset)
            self.proven()
            file.seek(0, os.SEEK_END)
            yield file

    def begin_unproven(self, offset: int) -> None:
        """What comes from here on counts only when ``proven`` is said."""
        _write(self.unproven, str(offset))

    def proven(self) -> None:
        self.unproven.unlink(missing_ok=True)

    def remove(self) -> None:
        """Nothing stays; the description goes last, so that no bytes are left without one."""
        for path in (self.part, self.unproven, self.about):
            path.unlink(missing_ok=True)


class Spool:
    """All uploads on their way. ``root`` is made when missing, for its owner alone."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def create(self, owner: str, *, length: int, name: str, modified: str, most: int) -> Upload:
        """Begin one. Raises ``TooMany``, or ``StorageFull`` when all that is on its way would not fit."""
        folder = self.root / owner
        with storage_faults():
            folder.mkdir(parents=True, exist_ok=True, mode=_MODE)
            if len(list(folder.glob("*.json"))) >= most:
                text = _("Too many files are on their way. Wait until one has arrived, or remove one.")
                raise TooMany(text, field=FIELD)
            self._check_room(length)
            upload = Upload(new_id(), folder, length, name, modified)
            upload.part.touch()
            _write(upload.about, json.dumps({"length": length, "name": name, "modified": modified}))
        return upload

    def find(self, owner: str, upload_id: UUID) -> Upload:
        """One of somebody's own. Raises ``NotFound``, also when its time is over."""
        found = _read(self.root / owner / f"{upload_id.hex}.json")
        if found is None or found.expires < now():
            raise gone()
        return found

    def of(self, owner: str) -> list[Upload]:
        """Somebody's own, the oldest first."""
        found = (_read(path) for path in sorted((self.root / owner).glob("*.json")))
        return [upload for upload in found if upload is not None and upload.expires >= now()]

    def sweep(self, *, before: datetime) -> int:
        """Remove those whose last byte came before this aware time; how many there were."""
        removed = 0
        for path in [path for path in self.root.glob("*/*") if _is_older(path, before)]:
            if path.suffix == ".json":
                upload = _read(path)
                if upload is None or _is_older(upload.part, before):
                    Upload(UUID(hex=path.stem), path.parent, 0, "", "").remove()
                    removed += 1
            elif not path.with_suffix(".json").exists():  # killed before it was begun in full
                path.unlink(missing_ok=True)
        for folder in [path for path in self.root.glob("*") if _is_older(path, before)]:
            with suppress(OSError):  # not empty
                folder.rmdir()
        return removed

    def check_going_on(self, upload: Upload) -> None:
        """Before bytes of it are taken. Raises ``StorageFull``; whoever is sending already is never refused."""
        offset, at = upload.offset, now()
        rest = upload.length - offset
        if offset == 0:
            self._check_room(rest, beside=upload)
        elif upload.promised(at) < rest:
            self._check_room(min(rest, AHEAD), beside=upload)

    def _check_room(self, length: int, *, beside: Upload | None = None) -> None:
        """Whether so many bytes fit beside what is promised to others."""
        free, at = shutil.disk_usage(self.root).free, now()
        others = (path for path in self.root.glob("*/*.json") if beside is None or path != beside.about)
        promised = sum(_promised(path, at) for path in others)
        if free - promised - length < SPARE:
            raise StorageFull


def gone() -> NotFound:
    """What somebody is told who asks for an upload that is not theirs, was finished or has run out."""
    text = _("This upload is not here any more. Choose the file again.")
    return NotFound(text, code="upload_gone", field=FIELD)


def _promised(about: Path, at: datetime) -> int:
    try:
        upload = _read(about)
        return 0 if upload is None else upload.promised(at)
    except FileNotFoundError:  # whole or removed meanwhile
        return 0


def _is_older(path: Path, before: datetime) -> bool:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC) < before
    except FileNotFoundError:
        return False


def _read(about: Path) -> Upload | None:
    """None when it is gone, or was killed before it was begun in full."""
    try:
        facts = json.loads(about.read_text(encoding="utf-8"))
        upload = Upload(UUID(hex=about.stem), about.parent, facts["length"], facts["name"], facts["modified"])
        upload.part.stat()
    except (FileNotFoundError, ValueError):
        return None
    return upload


def _write(path: Path, text: str) -> None:
    """There whole or not at all, also after a power cut."""
    draft = path.with_suffix(".new")
    with draft.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
