"""Ending with whoever started us, so that a killed supervisor leaves nothing behind."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

SUPERVISOR = "BLUELAMP_SUPERVISOR"  # its process id, in the environment of everything it starts
_PR_SET_PDEATHSIG = 1
_PR_SET_NAME = 15
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


def be_called(name: str) -> None:
    """For whoever looks at a list of processes, where those that were forked have one command line; Linux only."""
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_NAME, name.encode()[:15])


def end_when_orphaned(every: float = 0.2) -> None:
    """End our whole process group as soon as the parent of this moment, or the supervisor, is gone.

    For grandchildren, which the kernel's promise does not reach, and for systems that make no such promise.
    Does nothing in a process that no supervisor started.
    """
    supervisor = os.environ.get(SUPERVISOR)
    if supervisor is None:
        return
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent and _is_alive(int(supervisor)):
            time.sleep(every)
        os.killpg(0, signal.SIGKILL)

    threading.Thread(target=watch, name="parent-watch", daemon=True).start()


def command_line(process: int) -> str:
    """What a process was started with; nothing when it is gone. Small machines have no ``ps``, macOS no /proc."""
    if Path("/proc/self").exists():
        with suppress(OSError):
            return Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        return ""
    order = ["ps", "-ww", "-o", "command=", "-p", str(process)]  # whole, however wide the terminal
    return subprocess.run(order, capture_output=True, text=True, check=False).stdout


def command_lines() -> dict[int, str]:
    """Of every process on this machine, as far as we may know."""
    if Path("/proc/self").exists():
        return {int(folder.name): command_line(int(folder.name)) for folder in Path("/proc").glob("[0-9]*")}
    order = ["ps", "-axww", "-o", "pid=,command="]
    lines = subprocess.run(order, capture_output=True, text=True, check=False).stdout.splitlines()
    return {int(pid): line for pid, _, line in (line.strip().partition(" ") for line in lines)}


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
