"""The whole of Bluelamp as ``make run`` starts it, on a state folder of its own, to be used, killed and stopped."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bluelamp.config import status
from bluelamp.config.database import APPLICATION, cluster, password
from bluelamp.config.paths import ROOT
from bluelamp.config.postgres import DATABASE, PORT
from bluelamp.config.processes import die_with_parent
from tests.plugins.shared import Shared, copy

_PATIENCE = 120.0  # seconds for everything to come up, or back, on a busy machine


@dataclass
class Bluelamp:
    """A running platform. ``url`` has no slash at its end."""

    process: "subprocess.Popen[str]"
    state: Path
    url: str
    sign_ins: dict[str, str]

    def pid(self, name: str) -> int:
        """Of ``web``, ``relay``, ``worker`` or ``database`` at this moment."""
        running = status.read(self.state)
        assert running is not None, "Bluelamp does not run."
        return int(running["pids"][name])

    def living(self, name: str) -> int:
        """The process id, once that process is there."""
        until(lambda: _lives(self.pid(name)), f"{name} is never back.")
        return self.pid(name)

    def connected(self) -> "psycopg.Connection[tuple[Any, ...]]":
        """To its database, as the application, once it answers."""
        self.living("database")
        deadline = time.monotonic() + _PATIENCE
        while True:
            try:
                return psycopg.connect(
                    dbname=DATABASE,
                    user=APPLICATION,
                    password=password(self.state, APPLICATION),
                    host=str(cluster(self.state).socket_folder),
                    port=PORT,
                    autocommit=True,
                )
            except psycopg.OperationalError:
                assert time.monotonic() < deadline, "Nobody can connect to the database."
                time.sleep(0.1)

    def kill(self, name: str) -> None:
        """kill -9, and wait until its successor runs."""
        old = self.pid(name)
        os.kill(old, signal.SIGKILL)
        until(lambda: self.pid(name) != old, f"{name} was not started again")

    def log(self, name: str) -> str:
        """What a child has written."""
        return (self.state / "log" / f"{name}.log").read_text(encoding="utf-8")

    def console(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run a command on this platform."""
        return subprocess.run(
            console(*arguments), env=environment(self.state), capture_output=True, text=True, check=False
        )


def _lives(pid: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(pid, 0)
        return True
    return False


def until(condition: Callable[[], bool], complaint: str, patience: float = _PATIENCE) -> float:
    """Wait for it; returns the seconds it took."""
    started = time.monotonic()
    while not condition():
        assert time.monotonic() - started < patience, complaint
        time.sleep(0.02)
    return time.monotonic() - started


def console(*arguments: str) -> list[str]:
    """The command line of the console."""
    return [sys.executable, "-m", "bluelamp.config", *arguments]


def environment(state: Path) -> dict[str, str]:
    """Ours, with another state folder."""
    return {**os.environ, "BLUELAMP_VAR": str(state), "PYTHONUNBUFFERED": "1"}


@contextmanager
def started(state: Path, *options: str) -> Iterator[Bluelamp]:
    """Start it on ``state``, stop it at the end."""
    with (state / "run.log").open("a") as complaints:
        process = subprocess.Popen(
            console("run", "--port", "0", "--json", *options),
            env=environment(state),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=complaints,
            text=True,
            preexec_fn=die_with_parent(signal.SIGTERM),  # noqa: PLW1509 - a test run that is killed leaves nothing
        )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line, (state / "run.log").read_text(encoding="utf-8")
        found: dict[str, Any] = json.loads(line)
        yield Bluelamp(process, state, found["url"], found["sign_ins"])
    finally:
        process.terminate()
        process.wait(_PATIENCE)
        assert process.stdout is not None
        process.stdout.close()


@pytest.fixture(scope="module")
def platform(demo_state: Path) -> Iterator[Bluelamp]:
    """One for the tests of a file, with the demo force: up in two seconds, and idle it would take time from others."""
    with state_folder(demo_state) as state, started(state) as running:
        yield running


@pytest.fixture(scope="session")
def demo_state(shared: Shared) -> Path:
    """The state of a platform that was started once, with its demo force, and stopped: to be copied."""

    def make(state: Path) -> None:
        with started(state):
            pass

    return shared.folder("demo", make)


@contextmanager
def state_folder(source: Path | None = None) -> Iterator[Path]:
    """A state folder that PostgreSQL's own user can walk down to, deleted with its database; a copy of ``source``."""
    with tempfile.TemporaryDirectory(prefix="bluelamp-run-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        if source is not None:
            copy(source, Path(folder))
        yield Path(folder)
