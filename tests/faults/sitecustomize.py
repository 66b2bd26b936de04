"""Death in the middle of a transaction, for tests: put on PYTHONPATH, it kills its process at a chosen commit.

The file named by BLUELAMP_FAULT says where: ``before 2`` dies just before the second commit from then on,
``after 1`` just after the first, before anybody is answered. The file is taken away first, so it happens once.
"""

import os
import signal
import sys
from pathlib import Path


def _arm(path: Path) -> None:
    from django.db.backends.base.base import BaseDatabaseWrapper

    commit = BaseDatabaseWrapper.commit

    def deadly(self: BaseDatabaseWrapper) -> None:
        when = _due(path) if "a2wsgi" in sys.modules else ""  # a web process, serving pages
        if when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        commit(self)
        if when == "after":
            os.kill(os.getpid(), signal.SIGKILL)

    BaseDatabaseWrapper.commit = deadly  # type: ignore[method-assign] # dying here is the test


def _due(path: Path) -> str:
    """``before`` or ``after`` when this commit is the one; counts down otherwise."""
    try:
        when, number = path.read_text(encoding="ascii").split()
    except (FileNotFoundError, ValueError):
        return ""
    if int(number) > 1:
        path.write_text(f"{when} {int(number) - 1}", encoding="ascii")
        return ""
    path.unlink(missing_ok=True)
    return when


if "BLUELAMP_FAULT" in os.environ:
    _arm(Path(os.environ["BLUELAMP_FAULT"]))
