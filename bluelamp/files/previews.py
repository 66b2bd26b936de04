"""Small pictures of what was handed in, for pages. The original is never touched.

Drawn when first asked for, by a program of its own that is bounded (``drawing``), at most two at once, and kept in the
store beside the content they show: when that is erased, they are. A picture that cannot be drawn is not tried again.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import BoundedSemaphore

from bluelamp.core.actor import Actor
from bluelamp.files import drawing, selectors
from bluelamp.files.errors import PicturesBusy
from bluelamp.files.models import StoredFile
from bluelamp.files.store import store
from bluelamp.files.types import PHOTOS

LARGEST = 60_000_000  # bytes of an original: drawing holds all of it in memory
PATIENCE = 10.0  # seconds for one drawing, on a busy machine; of the processor it gets less (``drawing.SECONDS``)
TURN = 0.5  # seconds; whoever waits longer keeps a thread and a connection from everybody else's pages
AT_ONCE = 2  # in one process
_turns = BoundedSemaphore(AT_ONCE)
_NONE = b""  # kept where there is nothing to draw


def can_have(media_type: str) -> bool:
    """Whether a file of this type may have a small picture. A video shows its own first moment in the browser."""
    return media_type in PHOTOS


def preview(*, actor: Actor, stored: StoredFile) -> bytes | None:
    """A JPEG without metadata, or None. Raises ``NotAllowed`` as ``open_bytes`` does, ``PicturesBusy`` when
    everybody wants one."""
    chunks = selectors.open_bytes(actor=actor, stored=stored)
    kept = store().derived(stored.sha256)
    if kept is not None:
        return kept or None
    if not can_have(stored.media_type) or stored.size > LARGEST:
        return None
    drawn = _drawn(chunks)
    store().keep_derived(stored.sha256, drawn)
    return drawn or None


@contextmanager
def turn() -> Iterator[None]:
    """One of the few that may draw now. Raises ``PicturesBusy`` rather than letting people queue."""
    if not _turns.acquire(timeout=TURN):
        raise PicturesBusy
    try:
        yield
    finally:
        _turns.release()


def _drawn(chunks: Iterator[bytes]) -> bytes:
    with turn():
        return _drawing_of(b"".join(chunks))  # read by those alone who draw now, for it may be much


def _drawing_of(content: bytes) -> bytes:
    try:
        command = [sys.executable, "-I", str(Path(drawing.__file__))]
        ran = subprocess.run(command, input=content, capture_output=True, timeout=PATIENCE, env={}, check=False)
    except (subprocess.TimeoutExpired, OSError):  # the machine's fault: the picture is drawn another time
        raise PicturesBusy from None
    return ran.stdout if ran.returncode == 0 else _NONE
