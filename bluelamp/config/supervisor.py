"""Keeps Bluelamp's processes alive: starts them, starts them again when they die, stops all it started.

Any of them may be killed at any moment. Each leads a process group of its own, so that what it leaves behind is
ended before it is started again, and asks the kernel to end it with us, so that killing us leaves nothing.
"""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bluelamp.config.forking import Forked
from bluelamp.config.processes import die_with_parent

_HEALTHY = 10.0  # seconds: whoever lived this long is started again at once
_LONGEST_PAUSE = 5.0
_TALE = 12  # lines of a log shown when a process failed by itself
_LARGEST_LOG = 10_000_000  # bytes; the one before is kept

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """One process to keep alive."""

    name: str
    command: list[str]
    log: Path
    environment: Mapping[str, str]
    cwd: Path
    stop: int = signal.SIGTERM
    death: int = signal.SIGKILL  # what the kernel sends it when we are killed
    patience: float = 8.0  # seconds between asking it to stop and killing it
    bury: Callable[[], None] | None = None  # ends what it leaves behind outside its process group
    deed: Callable[[], object] | None = None  # what the command does, to be done in a fork of us instead
    keep: frozenset[int] = frozenset()  # numbers of the open files that the fork has in common with us
    popen: Mapping[str, Any] = field(default_factory=dict)


class Child:
    """A program while we run it."""

    def __init__(self, program: Program, say: Say) -> None:
        self.program = program
        self.say = say
        self.process: subprocess.Popen[bytes] | Forked | None = None
        self.deaths = 0  # in a row, each soon after its start
        self._started = 0.0
        self._due = 0.0

    @property
    def pid(self) -> int | None:
        return self.process.pid if self.process else None

    def exit_code(self) -> int | None:
        """Of a program that is run once: None while it runs."""
        return self.process.poll() if self.process else None

    def start(self) -> None:
        """Start it now. Call from the main thread: the kernel's promise is bound to the thread that starts it."""
        program = self.program
        program.log.parent.mkdir(parents=True, exist_ok=True)
        _turn_over(program.log)
        with program.log.open("ab") as log:
            self.process = (
                Forked(program.name, program.deed, log, program.death, program.keep)
                if program.deed is not None
                else subprocess.Popen(
                    program.command,
                    env=dict(program.environment),
                    cwd=program.cwd,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    process_group=0,
                    preexec_fn=die_with_parent(program.death),  # noqa: PLW1509 - one system call, no lock taken
                    **program.popen,
                )
            )
        self._started = time.monotonic()

    def tend(self) -> bool:
        """Start it again when it has died and its time has come. True when it was started."""
        now = time.monotonic()
        if self.process is not None:
            if self.process.poll() is None:
                return False
            self._bury(now)
        if now < self._due:
            return False
        self.start()
        return True

    def _bury(self, now: float) -> None:
        assert self.process is not None
        code = self.process.wait()
        self._end_group(signal.SIGKILL)
        self.process = None
        if self.program.bury is not None:
            self.program.bury()
        # Nobody ends by SIGKILL by themselves, so there is no failure to wait out.
        self.deaths = 0 if code == -signal.SIGKILL or now - self._started > _HEALTHY else self.deaths + 1
        pause = min(_LONGEST_PAUSE, 0.1 * 2 ** (self.deaths - 2)) if self.deaths > 1 else 0.0
        self._due = now + pause
        self.say(f"{self.program.name} {_how(code)} and is started again.")
        if code > 0:
            self.say(tail(self.program.log))

    def kill(self) -> None:
        """End it and all that it started, now."""
        if self.process is not None:
            self._end_group(signal.SIGKILL)

    def ask_to_stop(self) -> None:
        """Ask; it may take until ``wait_until_stopped`` returns."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                self.process.send_signal(self.program.stop)

    def wait_until_stopped(self) -> None:
        """Wait for as long as the program may take, then kill it and all that it started."""
        if self.process is None:
            return
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(self.program.patience)
        self.kill()
        self.process.wait()
        self.process = None

    def _end_group(self, order: int) -> None:
        assert self.process is not None
        with suppress(ProcessLookupError, PermissionError):  # macOS says the latter of a group of zombies
            os.killpg(self.process.pid, order)


def _turn_over(log: Path) -> None:
    if log.exists() and log.stat().st_size > _LARGEST_LOG:
        log.replace(log.with_suffix(".1.log"))


def _how(code: int) -> str:
    if code < 0:
        return f"was killed ({signal.Signals(-code).name})"
    return "ended by itself" if code == 0 else f"failed (exit code {code})"


def tail(log: Path, lines: int = _TALE) -> str:
    """The last lines of a log, indented."""
    with suppress(FileNotFoundError):
        text = log.read_text(encoding="utf-8", errors="replace")
        return "\n".join(f"    {line}" for line in text.splitlines()[-lines:])
    return ""
