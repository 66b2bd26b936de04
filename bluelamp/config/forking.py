"""Children that go on with what we have loaded: they load nothing again, and have it in memory once.

What is loaded before must have started no thread and opened no connection: neither survives a fork.
"""

import gc
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO

from bluelamp.config.processes import be_called, die_with_parent

_ORDERS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_LOOK = 0.02  # seconds


def is_safe() -> bool:
    """Only Linux's libraries can all be trusted to go on after a fork; macOS's cannot."""
    return sys.platform == "linux"


def open_files() -> frozenset[int]:
    """Numbers of the files that this process has open."""
    found = {int(path.name) for path in Path("/proc/self/fd").iterdir()}
    return frozenset(number for number in found if _is_open(number))  # not the one that was the listing


def _is_open(number: int) -> bool:
    with suppress(OSError):
        os.fstat(number)
        return True
    return False


class Forked:
    """A child of ours that does ``deed``. Has as much of ``subprocess.Popen`` as a supervisor needs."""

    def __init__(
        self, name: str, deed: Callable[[], object], log: IO[bytes], death: int, keep: frozenset[int] = frozenset()
    ) -> None:
        """``log`` takes what it says; ``death`` is what the kernel sends it when we are gone.

        ``keep``: numbers of the open files that it shares with us. A lock that is ours alone must not outlive us.
        """
        self.returncode: int | None = None
        with suppress(OSError, ValueError):  # said to nobody is no reason not to start
            sys.stdout.flush()
            sys.stderr.flush()
        gc.freeze()  # the collector would write to, and so copy, every page that we share
        as_child = die_with_parent(death)
        self.pid = os.fork()
        if self.pid == 0:
            _live(name, deed, log, as_child, keep)
        gc.unfreeze()

    def poll(self) -> int | None:
        """The exit code, negative for a signal; None while it runs."""
        if self.returncode is None:
            gone, ended = os.waitpid(self.pid, os.WNOHANG)
            if gone:
                self.returncode = os.waitstatus_to_exitcode(ended)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Until it has ended. Raises ``subprocess.TimeoutExpired`` after ``timeout`` seconds."""
        deadline = None if timeout is None else time.monotonic() + timeout
        while (code := self.poll()) is None:
            if deadline is not None and time.monotonic() > deadline:
                raise subprocess.TimeoutExpired(str(self.pid), timeout or 0.0)
            time.sleep(_LOOK)
        return code

    def send_signal(self, order: int) -> None:
        """Nothing happens when it has ended."""
        if self.poll() is None:
            os.kill(self.pid, order)


def _live(
    name: str, deed: Callable[[], object], log: IO[bytes], as_child: Callable[[], None], keep: frozenset[int]
) -> None:
    """The whole life of the child. Nothing of the parent's may go on in it, so it never returns."""
    code = 1
    try:
        for order in _ORDERS:
            signal.signal(order, signal.SIG_DFL)
        os.setpgid(0, 0)
        as_child()
        be_called(name)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(log.fileno(), 1)
        os.dup2(log.fileno(), 2)
        for number in open_files() - keep - {0, 1, 2}:
            os.close(number)
        sys.stdout, sys.stderr = (os.fdopen(number, "w", buffering=1, closefd=False) for number in (1, 2))
        deed()
        code = 0
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else int(error.code is not None)
        if isinstance(error.code, str):
            sys.stderr.write(f"{error.code}\n")
    except BaseException:
        traceback.print_exc()
    finally:
        with suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)
