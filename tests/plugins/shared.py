"""What is costly to make and only read: made by whichever worker of a run comes first, and copied by all of them."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from fcntl import LOCK_EX, flock
from pathlib import Path

import pytest

_WHOLE = "made-whole"


class Shared:
    """Folders by their names, for all workers of one run."""

    def __init__(self, notes: Path) -> None:
        self._notes = notes

    def folder(self, name: str, make: Callable[[Path], None]) -> Path:
        """What ``make`` has put into an empty folder, which PostgreSQL's own user can walk down to."""
        with (self._notes / f"{name}.lock").open("w") as lock:
            flock(lock, LOCK_EX)
            note = self._notes / f"{name}.shared"
            if not note.exists():
                folder = Path(tempfile.mkdtemp(prefix=f"bluelamp-{name}-"))
                folder.chmod(0o755)
                note.write_text(str(folder), encoding="utf-8")
                make(folder)
                (folder / _WHOLE).touch()
            found = Path(note.read_text(encoding="utf-8"))
        assert (found / _WHOLE).exists(), f"{name} could not be made: see whoever tried first."
        return found

    def delete(self) -> None:
        for note in self._notes.glob("*.shared"):
            shutil.rmtree(note.read_text(encoding="utf-8"), ignore_errors=True)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    base = tmp_path_factory.getbasetemp()
    return Shared(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base)


def copy(source: Path, folder: Path) -> None:
    """All that is in it. Keeps owners, which Python's own copying does not."""
    subprocess.run(["cp", "-a", f"{source}/.", folder], check=True)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Delete what was shared, once every worker is done."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        factory: pytest.TempPathFactory = session.config._tmp_path_factory  # type: ignore[attr-defined] # pytest's own
        Shared(factory.getbasetemp()).delete()
