"""Loops run together, and all of them end when one does."""

import os
import signal
import threading
from collections.abc import Iterator

import pytest

from bluelamp.config.commands import _run_together
from bluelamp.config.exits import Exit


@pytest.fixture(autouse=True)
def own_signals() -> Iterator[None]:
    before = {order: signal.getsignal(order) for order in (signal.SIGINT, signal.SIGTERM)}
    yield
    for order, handler in before.items():
        signal.signal(order, handler)


def test_when_one_loop_ends_the_other_is_stopped_and_it_is_a_failure() -> None:
    stopped = threading.Event()

    def forever(stop: threading.Event) -> None:
        stop.wait()
        stopped.set()

    with pytest.raises(SystemExit) as ended:
        _run_together({"brief": lambda _: None, "forever": forever})
    assert ended.value.code == Exit.FAULT
    assert stopped.is_set()


def test_loops_end_when_told_to() -> None:
    def asks_to_stop(stop: threading.Event) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        stop.wait()

    _run_together({"one": asks_to_stop})
