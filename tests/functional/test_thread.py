"""One report from the gate to the outcome, over HTTP, whole and with kill -9 between its steps."""

import json
import os
import signal
import time
from contextlib import suppress

import pytest

from bluelamp.demo.thread import Thread, timed
from tests.plugins.running import Bluelamp

_PATIENCE = 40.0  # seconds for the platform to be back and a step to succeed, on a busy machine


def test_the_thread_passes_twice_and_the_ledger_holds(platform: Bluelamp) -> None:
    """By hand, and then by its command, which says how long each step took: the demo is left fit for another."""
    steps = Thread(platform.url).run()
    assert [step.problem for step in steps if not step.ok] == []
    told = json.loads(platform.console("thread", "--url", platform.url, "--json").stdout)
    assert told["ok"] is True
    assert [step["name"] for step in told["steps"]] == [step.name for step in steps]
    assert all(step["ok"] and step["seconds"] >= 0 for step in told["steps"])
    assert told["seconds"] >= sum(step["seconds"] for step in told["steps"]) - 0.1 * len(steps)
    assert '"ok": true' in platform.console("ledger", "verify", "--json").stdout


@pytest.mark.parametrize("victims", [("web", "relay", "worker"), ("database",)], ids="+".join)
def test_killed_at_every_step_boundary(platform: Bluelamp, victims: tuple[str, ...]) -> None:
    """All of our own processes at once, and the database by itself, which leaves them without it."""
    thread = Thread(platform.url)
    try:
        for name, deed in thread.steps():
            for victim in victims:
                with suppress(ProcessLookupError):  # still dead from the step before
                    os.kill(platform.pid(victim), signal.SIGKILL)
            deadline = time.monotonic() + _PATIENCE
            while not (step := timed(name, deed)).ok and time.monotonic() < deadline:
                time.sleep(0.2)
            assert step.ok, f"{name} after {victims} were killed: {step.problem}"
    finally:
        thread.close()
    assert '"ok": true' in platform.console("ledger", "verify", "--json").stdout
