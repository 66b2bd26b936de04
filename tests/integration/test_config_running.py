"""``bluelamp run`` as people start it: everything comes up, everything comes back, nothing is left behind."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from bluelamp.config import status
from bluelamp.config.database import OWNER
from bluelamp.config.exits import Exit
from bluelamp.config.processes import command_line
from tests.plugins.database import Database
from tests.plugins.running import Bluelamp, console, environment, started, state_folder, until


@pytest.fixture(scope="module")
def state() -> Iterator[Path]:
    with state_folder() as folder:
        yield folder


@pytest.fixture(scope="module")
def running(state: Path) -> Iterator[Bluelamp]:
    with started(state, "--no-demo") as bluelamp:
        yield bluelamp


def _table() -> dict[int, tuple[int, str]]:
    """Process -> parent and command line, of everything that runs on this machine and is no zombie."""
    if not Path("/proc/self").exists():
        order = ["ps", "-axww", "-o", "pid=,ppid=,args="]
        listing = subprocess.run(order, capture_output=True, text=True, check=True).stdout.splitlines()
        rows = [line.split(None, 2) for line in listing]
        return {int(pid): (int(parent), args) for pid, parent, args in rows if "<defunct>" not in args}
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            state, parent = (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[:2]
            if state != "Z":
                found[int(folder.name)] = (int(parent), command_line(int(folder.name)))
    return found


def _processes(state: Path) -> list[str]:
    """Command lines of everything that works on ``state``."""
    known = _known(state)
    mark = f"{state}/postgres/data"
    return [args for pid, (_, args) in _table().items() if pid in known or mark in args]


def _known(state: Path) -> set[int]:
    path = state / "pids-seen"
    return {int(pid) for pid in path.read_text(encoding="ascii").split()} if path.exists() else set()


def _remember(bluelamp: Bluelamp) -> None:
    """Children and grandchildren of this moment, to look for later."""
    found = []
    parents = {pid: parent for pid, (parent, _) in _table().items()}
    for pid in parents:
        ancestor = pid
        while ancestor in parents and ancestor != bluelamp.process.pid:
            ancestor = parents[ancestor]
        if ancestor == bluelamp.process.pid:
            found.append(pid)
    (bluelamp.state / "pids-seen").write_text(" ".join(map(str, found)), encoding="ascii")


def _answers(bluelamp: Bluelamp) -> bool:
    return status.answers(bluelamp.url)


def _verify(bluelamp: Bluelamp) -> bool:
    return bluelamp.console("ledger", "verify", "--json").returncode == Exit.DONE


def test_it_tells_where_it_runs(running: Bluelamp) -> None:
    found = running.console("status", "--json")
    told = json.loads(found.stdout)
    assert told["running"] is True
    assert told["url"] == running.url
    assert set(told["pids"]) == {"web", "relay", "worker", "database"}
    until(lambda: _answers(running), "No page comes.")


def test_a_second_one_on_the_same_state_is_refused(running: Bluelamp) -> None:
    found = running.console("run", "--port", "0")
    assert found.returncode == Exit.UNAVAILABLE
    assert running.url in found.stderr


def test_state_in_use_is_not_deleted(running: Bluelamp) -> None:
    found = running.console("reset", "--yes")
    assert found.returncode == Exit.UNAVAILABLE
    until(lambda: _answers(running), "No page comes.")


def test_a_command_uses_the_running_database_and_leaves_it_running(running: Bluelamp) -> None:
    before = running.pid("database")
    found = running.console("ledger", "verify", "--json")
    assert found.returncode == Exit.DONE, found.stderr
    assert json.loads(found.stdout)["ok"] is True
    assert "Starting the database" not in found.stderr
    assert running.pid("database") == before


@pytest.mark.parametrize("name", ["web", "relay", "worker", "database"])
def test_whatever_is_killed_comes_back(running: Bluelamp, name: str) -> None:
    running.kill(name)
    until(lambda: _answers(running), "No page came back.")
    until(lambda: _verify(running), "The database did not come back.")


def test_a_killed_web_worker_comes_back(running: Bluelamp) -> None:
    web = running.pid("web")
    for pid in [pid for pid, (parent, _) in _table().items() if parent == web]:
        os.kill(pid, signal.SIGKILL)
    until(lambda: _answers(running), "No page came back.")
    assert running.pid("web") == web


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends the database with its parent")
def test_nothing_outlives_a_killed_supervisor(state: Path, running: Bluelamp) -> None:
    _remember(running)
    assert len(_processes(state)) > 4
    running.process.kill()
    running.process.wait()
    until(lambda: _processes(state) == [], "Processes outlived their supervisor.", 15)
    assert status.read(state) is None


def test_it_starts_again_after_that_and_stops_in_order(state: Path, running: Bluelamp) -> None:
    with started(state, "--no-demo") as again:
        until(lambda: _answers(again), "No page comes.")
        _remember(again)
    assert again.process.returncode == Exit.DONE
    assert _processes(state) == []
    assert not (state / "run.json").exists()


def test_a_command_starts_the_database_and_stops_it_again(state: Path, running: Bluelamp) -> None:
    found = subprocess.run(
        console("ledger", "verify", "--json"), env=environment(state), capture_output=True, text=True, check=False
    )
    assert found.returncode == Exit.DONE, found.stderr
    assert "Starting the database" in found.stderr
    assert json.loads(found.stdout)["ok"] is True
    assert not (state / "postgres" / "data" / "postmaster.pid").exists()


def test_two_commands_at_once_share_one_database(state: Path, running: Bluelamp) -> None:
    both = [
        subprocess.Popen(
            console("ledger", "verify", "--json"), env=environment(state), stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    for process in both:
        output, _ = process.communicate(timeout=120)
        assert process.returncode == Exit.DONE
        assert json.loads(output)["ok"] is True


def test_ctrl_c_while_starting_leaves_nothing(state: Path, running: Bluelamp) -> None:
    process = subprocess.Popen(
        console("run", "--port", "0", "--no-demo"), env=environment(state), stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    assert "PostgreSQL" in process.stderr.readline()
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == Exit.DONE
    assert _processes(state) == []


def test_ctrl_c_stops_every_process_it_started(state: Path, running: Bluelamp) -> None:
    """As a terminal sends it: to the supervisor and to all of its children at once."""
    process = subprocess.Popen(
        console("run", "--port", "0", "--no-demo", "--json"),
        env=environment(state),
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    again = Bluelamp(process, state, json.loads(process.stdout.readline())["url"], {})
    until(lambda: _answers(again), "No page comes.")
    _remember(again)
    assert len(_processes(state)) > 4
    os.killpg(process.pid, signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == Exit.DONE
    assert _processes(state) == []


def test_reset_begins_anew(state: Path, running: Bluelamp) -> None:
    found = subprocess.run(
        console("reset", "--yes"), env=environment(state), capture_output=True, text=True, check=False
    )
    assert found.returncode == Exit.DONE, found.stderr
    assert not (state / "postgres" / "data").exists()
    assert not (state / "secrets").exists()


def test_production_is_refused_with_the_demos_ways(state: Path) -> None:
    unsafe = {**environment(state), "BLUELAMP_ENV": "production", "BLUELAMP_SECRET_KEY": "demo-" + "x" * 60}
    found = subprocess.run(console("run", "--port", "0"), env=unsafe, capture_output=True, text=True, check=False)
    assert found.returncode == Exit.NO
    for reason in ("BLUELAMP_SECRET_KEY", "BLUELAMP_HOSTS", "DATABASE_URL", "BLUELAMP_SMTP_HOST"):
        assert reason in found.stderr


def test_production_runs_on_a_database_of_its_own(new_database: Callable[[], Database]) -> None:
    database = new_database()
    with state_folder() as state:
        settings = {
            "BLUELAMP_ENV": "production",
            "BLUELAMP_SECRET_KEY": "sphinx-7" * 8,
            "BLUELAMP_HOSTS": "report.example.org",
            "BLUELAMP_NOTICES": "",
            "DATABASE_URL": database.url(),
        }
        with pytest.MonkeyPatch.context() as patch:
            for name, value in settings.items():
                patch.setenv(name, value)
            owner = {**environment(state), "BLUELAMP_OWNER_DATABASE_URL": database.url(OWNER)}
            subprocess.run(console("migrate"), env=owner, capture_output=True, check=True)
            with started(state) as bluelamp:
                assert bluelamp.sign_ins == {}
                assert set((status.read(state) or {})["pids"]) == {"web", "relay", "worker"}
                until(lambda: _answers(bluelamp), "No page comes.")
        assert not (state / "postgres").exists()
