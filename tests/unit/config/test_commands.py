"""Loops run together; the doors are shown; forms of address."""

import os
import signal
import threading
from collections.abc import Iterator

import pytest
from django.urls import resolve

from bluelamp.config import doors
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


def test_the_card_shows_every_door_and_the_cast() -> None:
    text = doors.card("http://localhost:8000", demo=True)
    for address in doors.addresses("http://localhost:8000"):
        assert f"  {address} " in text
    assert "call-taker" in text
    assert doors.password() in text
    assert "synthetic" in text


def test_every_door_opens() -> None:
    addresses = doors.addresses("")
    assert len(addresses) == 6
    for address in addresses:
        resolve(address)  # raises where no page is


def test_production_shows_no_sign_in() -> None:
    text = doors.card("https://report.example.org", demo=False)
    assert "call-taker" not in text
    assert doors.password() not in text
