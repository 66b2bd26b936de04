"""``bluelamp reset``: what is deleted, and what is kept because it is only built again."""

import shutil
from pathlib import Path

from bluelamp.config import status
from bluelamp.config.database import cluster

_BUILT = frozenset({"static", "postgres", "setup", "run.lock"})  # postgres: its software; its cluster goes below


def reset(state: Path) -> bool:
    """Delete all state; False when something is running on it."""
    own = cluster(state)
    with status.alone(state) as first, own.lock(wait=False) as mine:
        if not (first and mine):
            return False
        own.stop_stale()
        own.remove()
        for path in state.iterdir():
            if path.name not in _BUILT:
                _delete(path)
    return True


def _delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
