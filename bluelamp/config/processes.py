"""Ending with one's parent, so that a killed supervisor leaves nothing behind."""

import ctypes
import os
import signal
import sys
import threading
import time
from collections.abc import Callable

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def die_with_parent(order: int = signal.SIGKILL) -> Callable[[], None]:
    """A ``preexec_fn``: Linux sends ``order`` to the child when the thread that started it ends."""
    parent = os.getpid()

    def ask() -> None:
        if _LIBC is not None:
            _LIBC.prctl(_PR_SET_PDEATHSIG, order)
            if os.getppid() != parent:  # it died between fork and here
                os._exit(1)

    return ask


def end_when_orphaned(every: float = 0.5) -> None:
    """For our own processes on any system: leave as soon as the parent of this moment is gone."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(every)
        os.kill(os.getpid(), signal.SIGKILL)

    threading.Thread(target=watch, name="parent-watch", daemon=True).start()
