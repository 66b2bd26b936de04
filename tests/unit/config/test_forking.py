"""A fork has what it shares with us and nothing else, says how it failed, and is waited for as long as was said."""

import os
import signal
import subprocess
import time
from functools import partial
from pathlib import Path

import pytest

from bluelamp.config import forking
from bluelamp.config.forking import Forked

pytestmark = pytest.mark.skipif(not forking.is_safe(), reason="no safe fork on this system")


def test_a_fork_has_the_files_that_it_shares_and_no_lock_of_ours_and_says_how_it_failed(tmp_path: Path) -> None:
    def deed() -> None:
        os.write(shared.fileno(), b"written")
        os.write(lock.fileno(), b"never")

    with (tmp_path / "lock").open("wb") as lock, (tmp_path / "shared").open("wb") as shared:
        assert {lock.fileno(), shared.fileno()} <= forking.open_files()
        with (tmp_path / "log").open("ab") as log:
            child = Forked("web", deed, log, signal.SIGKILL, keep=frozenset({shared.fileno()}))
        assert child.wait(10) == 1
    assert (tmp_path / "shared").read_bytes() == b"written"
    assert (tmp_path / "lock").read_bytes() == b""
    assert "Bad file descriptor" in (tmp_path / "log").read_text(encoding="utf-8").splitlines()[-1]
    child.send_signal(signal.SIGTERM)  # to nobody


def test_a_fork_that_goes_on_is_not_waited_for_longer_than_was_said(tmp_path: Path) -> None:
    with (tmp_path / "log").open("ab") as log:
        child = Forked("web", partial(time.sleep, 60), log, signal.SIGKILL)
    with pytest.raises(subprocess.TimeoutExpired):
        child.wait(0.1)
    assert Path(f"/proc/{child.pid}/comm").read_text(encoding="ascii") == "web\n"
    child.send_signal(signal.SIGTERM)
    assert child.wait(10) == -signal.SIGTERM


@pytest.mark.parametrize(
    ("leaves", "code", "said"),
    [
        (None, 0, ""),
        (3, 3, ""),
        ("There is no database.", 1, "There is no database."),
    ],
)
def test_a_fork_that_leaves_ends_as_a_program_would(
    tmp_path: Path, leaves: str | int | None, code: int, said: str
) -> None:
    def deed() -> None:
        raise SystemExit(leaves)

    with (tmp_path / "log").open("ab") as log:
        child = Forked("web", deed, log, signal.SIGKILL)
    assert child.wait(10) == code
    assert (tmp_path / "log").read_text(encoding="utf-8").strip() == said


def test_what_a_fork_prints_goes_to_its_log_and_it_obeys_as_if_nobody_had_ordered_anything(tmp_path: Path) -> None:
    def deed() -> None:
        print("up", flush=True)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(60)

    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        with (tmp_path / "log").open("ab") as log:
            child = Forked("web", deed, log, signal.SIGKILL)
    finally:
        signal.signal(signal.SIGTERM, before)
    assert child.wait(10) == -signal.SIGTERM
    assert (tmp_path / "log").read_text(encoding="utf-8") == "up\n"
