"""Death in the middle of a transaction, for tests: put on PYTHONPATH, it kills at a chosen commit.

The file named by BLUELAMP_FAULT says whose commit and where: ``web before 2`` kills a web process just before its
second commit from then on, ``worker after 1`` the worker just after its first, before anybody knows. A number at its
end is that of the process which dies instead, such as the database. The file is taken away first, so it happens once.
"""

import os
import signal
from contextlib import suppress
from pathlib import Path


def _arm(path: Path) -> None:
    from django.db.backends.base.base import BaseDatabaseWrapper

    commit = BaseDatabaseWrapper.commit

    def deadly(self: BaseDatabaseWrapper) -> None:
        when, victim = _due(path)
        if when == "before":
            _kill(victim)
        commit(self)
        if when == "after":
            _kill(victim)

    BaseDatabaseWrapper.commit = deadly  # type: ignore[method-assign] # dying here is the test


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError):  # it died by itself
        os.kill(pid, signal.SIGKILL)


def _due(path: Path) -> tuple[str, int]:
    """``before`` or ``after`` when this commit is the one, and who dies; counts down otherwise."""
    try:
        whose, when, number, *victim = path.read_text(encoding="ascii").split()
    except (FileNotFoundError, ValueError):
        return "", 0
    if Path("/proc/self/comm").read_text(encoding="ascii").strip() != whose:
        return "", 0
    if int(number) > 1:
        path.write_text(" ".join([whose, when, str(int(number) - 1), *victim]), encoding="ascii")
        return "", 0
    path.unlink(missing_ok=True)
    return when, int(victim[0]) if victim else os.getpid()


if "BLUELAMP_FAULT" in os.environ:
    _arm(Path(os.environ["BLUELAMP_FAULT"]))
