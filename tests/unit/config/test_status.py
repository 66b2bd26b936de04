"""What a running Bluelamp tells about itself."""

import socket
from pathlib import Path

from bluelamp.config import status


def test_nothing_runs(tmp_path: Path) -> None:
    assert status.read(tmp_path) is None


def test_what_runs_is_told_until_it_ends(tmp_path: Path) -> None:
    with status.alone(tmp_path) as first:
        assert first
        assert status.read(tmp_path) is None  # it runs, but has not said where
        status.write(tmp_path, "http://localhost:8000", {"web": 7})
        assert status.read(tmp_path) == {"url": "http://localhost:8000", "pids": {"web": 7}}
    assert status.read(tmp_path) is None  # killed: the file is there, the lock is not


def test_there_is_only_one(tmp_path: Path) -> None:
    with status.alone(tmp_path) as first, status.alone(tmp_path) as second:
        assert (first, second) == (True, False)


def test_removing_what_is_not_there_is_no_fault(tmp_path: Path) -> None:
    status.remove(tmp_path)


def test_a_port_in_use_is_not_free() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert not status.is_free("127.0.0.1", port)
        assert not status.wait_until_free("127.0.0.1", port, patience=0.1)
    assert status.wait_until_free("127.0.0.1", port)


def test_a_listener_is_found_by_calling_it() -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        port = busy.getsockname()[1]
        assert not status._listens(socket.AF_INET, "127.0.0.1", port)
        busy.listen()
        assert status._listens(socket.AF_INET, "127.0.0.1", port)


def test_a_free_port_is_free() -> None:
    assert status.is_free("127.0.0.1", status.free_port("127.0.0.1"))


def test_nobody_answers_on_a_free_port() -> None:
    assert not status.answers(f"http://127.0.0.1:{status.free_port('127.0.0.1')}")


def test_the_address_is_one_that_a_browser_can_open() -> None:
    assert status.visible("0.0.0.0") == "localhost"
    assert status.visible("127.0.0.1") == "localhost"
    assert status.visible("report.example.org") == "report.example.org"
