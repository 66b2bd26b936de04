"""A child that dies is started again; what it leaves behind is ended; stopping asks first.

Each is tried with a child that is a command and with one that is a fork of ours.
"""

import os
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

from bluelamp.config import forking
from bluelamp.config.supervisor import Child, Program, tail
from tests.plugins.running import until

FOREVER = "import time; time.sleep(60)"
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"
PARENT = (
    "import subprocess, sys, time\n"
    "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
    "print(child.pid, flush=True)\n"
    "time.sleep(60)"
)


@pytest.fixture
def said() -> list[str]:
    return []


Make = Callable[..., Child]
only_where_forks_are_safe = pytest.mark.skipif(not forking.is_safe(), reason="no safe fork on this system")


@pytest.fixture(params=["command", pytest.param("fork", marks=only_where_forks_are_safe)])
def make(request: pytest.FixtureRequest, tmp_path: Path, said: list[str]) -> Make:
    """A child that does ``code``."""

    def child(code: str, *, patience: float = 5.0) -> Child:
        program = Program(
            name="web",
            command=[sys.executable, "-c", code],
            log=tmp_path / "child.log",
            environment=os.environ,
            cwd=tmp_path,
            patience=patience,
            deed=partial(exec, code, {}) if request.param == "fork" else None,
        )
        return Child(program, said.append)

    return child


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").split()[2] != "Z" if Path("/proc").exists() else True


def test_a_killed_child_is_started_again(make: Make, said: list[str]) -> None:
    child = make(FOREVER)
    assert child.tend()
    first = child.pid
    assert not child.tend()
    os.kill(first or 0, signal.SIGKILL)
    until(child.tend, "It was not started again.", 5)
    assert child.pid != first
    assert said == ["web was killed (SIGKILL) and is started again."]
    child.kill()
    child.wait_until_stopped()


def test_a_child_that_keeps_failing_is_given_more_and_more_time(make: Make, said: list[str]) -> None:
    child = make("import sys; sys.exit('no such database')")
    started: list[float] = []
    deadline = time.monotonic() + 30
    while len(started) < 5 and time.monotonic() < deadline:
        if child.tend():
            started.append(time.monotonic())
        time.sleep(0.005)
    pauses = [later - earlier for earlier, later in pairwise(started)]
    assert pauses[-1] > 0.4
    assert pauses[-1] > pauses[0]
    assert "web failed (exit code 1) and is started again." in said
    assert "    no such database" in said
    child.wait_until_stopped()


def test_what_a_killed_child_leaves_behind_is_ended(make: Make) -> None:
    child = make(PARENT)
    child.start()
    until(lambda: bool(child.program.log.read_text().strip()), "It did not start.", 10)
    orphan = int(child.program.log.read_text())
    os.kill(child.pid or 0, signal.SIGKILL)
    until(child.tend, "It was not started again.", 5)
    until(lambda: not _is_alive(orphan), "The child's own child still runs.", 5)
    child.kill()
    child.wait_until_stopped()


def test_one_that_does_not_listen_is_killed_when_patience_ends(make: Make) -> None:
    child = make(DEAF, patience=0.2)
    child.start()
    until(lambda: "deaf" in child.program.log.read_text(), "It did not start.", 10)
    child.ask_to_stop()
    assert child.exit_code() is None
    child.wait_until_stopped()
    assert child.pid is None


def test_stopping_what_never_ran_is_no_fault(make: Make) -> None:
    child = make(FOREVER)
    child.kill()
    child.ask_to_stop()
    child.wait_until_stopped()
    assert child.exit_code() is None


def test_a_long_log_is_put_aside(make: Make, tmp_path: Path) -> None:
    child = make("print('new')")
    child.program.log.write_bytes(b"old\n" * 3_000_000)
    child.start()
    until(lambda: child.exit_code() is not None, "It did not end.", 10)
    assert child.program.log.read_text() == "new\n"
    assert (tmp_path / "child.1.log").exists()
    child.wait_until_stopped()


def test_the_tail_of_a_log_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert tail(tmp_path / "none.log") == ""
