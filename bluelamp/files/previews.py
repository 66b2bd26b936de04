"""Small pictures of what was handed in, for pages. The original is never touched.

Drawn when first asked for, by a program of its own that is bounded (``drawing``), at most two at once, and kept in the
store beside the content they show: when that is erased, they are. A picture that cannot be drawn is not tried again.
"""

import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore

from bluelamp.core.actor import Actor
from bluelamp.files import drawing, selectors
from bluelamp.files.errors import StorageUnavailable
from bluelamp.files.models import StoredFile
from bluelamp.files.store import store
from bluelamp.files.types import PHOTOS

LARGEST = 60_000_000  # bytes of an original: drawing holds all of it in memory
PATIENCE = 20.0  # seconds for one drawing, on a busy machine
_AT_ONCE = BoundedSemaphore(2)
_NONE = b""  # kept where there is nothing to draw


def can_have(media_type: str) -> bool:
    """Whether a file of this type may have a small picture. A video shows its own first moment in the browser."""
    return media_type in PHOTOS


def preview(*, actor: Actor, stored: StoredFile) -> bytes | None:
    """A JPEG without metadata, or None. Raises ``NotAllowed`` as ``open_bytes`` does, ``StorageUnavailable`` when
    everybody wants one."""
    chunks = selectors.open_bytes(actor=actor, stored=stored)
    kept = store().derived(stored.sha256)
    if kept is not None:
        return kept or None
    if not can_have(stored.media_type) or stored.size > LARGEST:
        return None
    drawn = _drawn(b"".join(chunks))
    store().keep_derived(stored.sha256, drawn)
    return drawn or None


def _drawn(content: bytes) -> bytes:
    if not _AT_ONCE.acquire(timeout=PATIENCE):
        raise StorageUnavailable
    try:
        command = [sys.executable, "-I", str(Path(drawing.__file__))]
        ran = subprocess.run(command, input=content, capture_output=True, timeout=PATIENCE, env={}, check=False)
    except (subprocess.TimeoutExpired, OSError):
        return _NONE
    finally:
        _AT_ONCE.release()
    return ran.stdout if ran.returncode == 0 else _NONE
