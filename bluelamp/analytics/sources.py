"""Where rows come from: csv, csv.gz and zip files and folders of them, opened one at a time and never unpacked.

Guards against files that are not what they seem: cut short, damaged, locked, or made to expand without end.
"""

import gzip
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from bluelamp.analytics.errors import Unreadable
from bluelamp.core.errors import NotFound

CHUNK = 1 << 20  # bytes read at once
MOST_EXPANSION = 250  # crime files shrink about 5 times; deflate's limit, used by zip bombs, is 1,032
FREE_EXPANSION = 1 << 30  # bytes that any file may expand to, however small it was
_ENDINGS = (".csv", ".csv.gz")
_HIDDEN = (".", "__MACOSX")
_ENCRYPTED = 0x1
_DAMAGED = (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile)


class Readable(Protocol):
    """The part of a binary file that is used here."""

    def read(self, size: int, /) -> bytes: ...


class _Packed(Readable, Protocol):
    def tell(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Source:
    """One csv file, wherever it lies: ``packed`` bytes there, ``size`` bytes when taken out of its zip file."""

    label: str  # as people are told of it
    name: str  # file name, such as 2017-07-west-yorkshire-street.csv.gz
    folder: str  # name of the folder it lies in
    packed: int
    size: int
    path: Path
    archive: zipfile.ZipFile | None = None
    member: str = ""

    @contextmanager
    def open(self) -> Iterator["Guarded"]:
        """The csv's bytes. Raises ``Unreadable`` for what cannot be opened; reading may raise it, too."""
        with ExitStack() as stack:
            with readable():
                raw = stack.enter_context(self.archive.open(self.member) if self.archive else self.path.open("rb"))
            if self.name.lower().endswith(".gz"):
                yield Guarded(stack.enter_context(gzip.GzipFile(fileobj=raw)), raw, self)
            else:
                yield Guarded(raw, raw, self)


class Guarded:
    """Refuses to expand without end. A plain csv never does."""

    def __init__(self, stream: Readable, raw: _Packed, source: Source) -> None:
        self._stream, self._raw, self._size, self._read = stream, raw, source.size, 0
        self._most = max(FREE_EXPANSION, source.packed * MOST_EXPANSION)

    @property
    def share(self) -> float:
        """How much has been read, from 0 to 1."""
        return min(1.0, self._raw.tell() / max(1, self._size))

    def read(self, size: int, /) -> bytes:
        with readable():
            chunk = self._stream.read(size)
        self._read += len(chunk)
        if self._read > self._most:
            raise Unreadable(f"It expands to more than {MOST_EXPANSION} times its size, as a zip bomb does.")
        return chunk


@contextmanager
def readable() -> Iterator[None]:
    """Turn what can go wrong while reading into ``Unreadable`` in plain words."""
    try:
        yield
    except _DAMAGED as error:
        raise Unreadable("It is cut short or damaged. Download it again.") from error
    except (NotImplementedError, RuntimeError) as error:  # zipfile: unknown compression; a password is wanted
        raise Unreadable("It is locked with a password or packed in a way that cannot be read.") from error
    except OSError as error:
        raise Unreadable(f"It cannot be read: {error.strerror or 'input or output error'}.") from error


@dataclass(frozen=True, slots=True)
class Survey:
    """What one pass over a file found, nothing of it kept."""

    sha256: str  # of the csv, unpacked: the same in a csv, a csv.gz and a zip
    lines: int


class CutShort(Unreadable):
    """A file that could be read only so far."""

    def __init__(self, message: str, lines: int) -> None:
        super().__init__(message)
        self.lines = lines


def survey(source: Source) -> Survey:
    """Read a file through once. Raises ``CutShort`` saying how many lines could be read."""
    digest, lines, last = sha256(), 0, b"\n"
    try:
        with source.open() as stream:
            while chunk := stream.read(CHUNK):
                digest.update(chunk)
                lines += chunk.count(b"\n")
                last = chunk[-1:]
    except Unreadable as error:
        raise CutShort(error.message, lines) from error
    return Survey(digest.hexdigest(), lines + (last != b"\n"))


class Finder:
    """Finds the files under paths. Use it in ``with``: it holds archives open while their files are read."""

    def __init__(self) -> None:
        self._open = ExitStack()

    def __enter__(self) -> "Finder":
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def find(self, paths: Iterable[Path]) -> Iterator[Source | tuple[str, str]]:
        """Sources in order of path; ``(label, reason)`` for a named file that cannot be one.

        Raises ``NotFound`` before anything is read when a path does not exist.
        """
        chosen = list(paths)
        for path in chosen:
            if not path.exists():
                raise NotFound(f"There is no file or folder {path}.", field="path")
        for path in chosen:
            if not path.is_dir():
                yield from self._file(path)
                continue
            files = list(_files_below(path))
            if not files:
                yield str(path), "There is no csv, csv.gz or zip file in this folder."
            for file in files:
                yield from self._file(file)

    def _file(self, path: Path) -> Iterator[Source | tuple[str, str]]:
        name = path.name.lower()
        if name.endswith(".zip"):
            yield from self._archive(path)
        elif name.endswith(_ENDINGS):
            size = path.stat().st_size
            yield Source(str(path), path.name, path.resolve().parent.name, size, size, path)
        else:
            yield str(path), "It is not a csv, csv.gz or zip file."

    def _archive(self, path: Path) -> Iterator[Source | tuple[str, str]]:
        try:
            with readable():
                archive = self._open.enter_context(zipfile.ZipFile(path))
        except Unreadable as error:
            yield str(path), error.message
            return
        members = [info for info in archive.infolist() if _is_wanted(info.filename)]
        if not members:
            yield str(path), "There is no csv or csv.gz file in this zip file."
        for info in sorted(members, key=lambda info: info.filename):
            parts = _folders(info.filename)
            label = f"{path}:{info.filename}"
            if ".." in parts:
                yield label, "Its name leads out of the zip file, as in an attack. It was left alone."
                continue
            if info.flag_bits & _ENCRYPTED:
                yield label, "It is locked with a password. Unlock it first."
                continue
            folder = parts[-2] if len(parts) > 1 else path.stem
            yield Source(label, parts[-1], folder, info.compress_size, info.file_size, path, archive, info.filename)


def _folders(member: str) -> list[str]:
    return member.replace("\\", "/").split("/")  # some zip files made on Windows have it the wrong way round


def _is_wanted(member: str) -> bool:
    parts = _folders(member)
    hidden = any(part.startswith(_HIDDEN) and part != ".." for part in parts)
    return parts[-1].lower().endswith(_ENDINGS) and not hidden


def _files_below(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):  # does not follow links to folders: no loops
        folders[:] = sorted(f for f in folders if not f.startswith(_HIDDEN))
        for name in sorted(names):
            if name.lower().endswith((*_ENDINGS, ".zip")) and not name.startswith("."):
                yield Path(here) / name
