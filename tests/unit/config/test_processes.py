"""Nothing outlives whoever started it."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from bluelamp.config.processes import SUPERVISOR, command_line
from tests.plugins.running import until

ORPHAN = """
    import time
    from bluelamp.config.processes import end_when_orphaned
    end_when_orphaned(0.05)
    print("ready", flush=True)
    time.sleep(60)
"""
PARENT = """
    import os, subprocess, sys, time
    from bluelamp.config.processes import SUPERVISOR, die_with_parent
    how = {how}
    child = subprocess.Popen([sys.executable, "-c", {code!r}], **how)
    print(child.pid, flush=True)
    time.sleep(60)
"""


def _start(how: str, code: str) -> "subprocess.Popen[str]":
    parent = textwrap.dedent(PARENT).format(how=how, code=textwrap.dedent(code))
    return subprocess.Popen([sys.executable, "-c", parent], stdout=subprocess.PIPE, text=True)


def _gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    state = Path(f"/proc/{pid}/stat")
    return state.exists() and state.read_text(encoding="ascii").split()[2] == "Z"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux sends a signal when the parent ends")
def test_the_kernel_ends_a_child_with_its_parent() -> None:
    how = "{'preexec_fn': die_with_parent(), 'process_group': 0, 'stdout': subprocess.DEVNULL}"
    with _start(how, "import time; time.sleep(60)") as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()
        until(lambda: _gone(child), "The child outlived its parent.", 5)


def test_a_process_ends_itself_when_the_supervisor_is_gone() -> None:
    how = "{'process_group': 0, 'env': {**os.environ, SUPERVISOR: str(os.getpid())}}"
    with _start(how, ORPHAN) as parent:
        assert parent.stdout is not None
        lines = {parent.stdout.readline().strip(), parent.stdout.readline().strip()}
        child = int((lines - {"ready"}).pop())
        parent.send_signal(signal.SIGKILL)
        until(lambda: _gone(child), "The orphan still runs.", 5)


def test_without_a_supervisor_nothing_is_watched() -> None:
    code = (
        "import threading; from bluelamp.config.processes import end_when_orphaned;"
        "end_when_orphaned(); print(threading.active_count())"
    )
    alone = {name: value for name, value in os.environ.items() if name != SUPERVISOR}
    found = subprocess.run([sys.executable, "-c", code], env=alone, capture_output=True, text=True, check=True)
    assert found.stdout == "1\n"


def test_a_process_says_what_it_was_started_with() -> None:
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)", "a-mark"]) as process:
        until(lambda: "a-mark" in command_line(process.pid), "It does not say so.", 5)
        process.kill()
    assert "a-mark" not in command_line(process.pid)
