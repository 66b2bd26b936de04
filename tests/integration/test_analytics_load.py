"""Loading as people start it, in a process of its own: one object on the output, and kill -9."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from bluelamp.analytics.warehouse import Warehouse
from tests.factories.analytics import csv_text, published, row
from tests.plugins.database import Database
from tests.plugins.running import console, environment, until

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def own_database(new_database: Callable[[], Database]) -> Database:
    return new_database()


def command(database: Database, state: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    told = {**environment(state), "DATABASE_URL": database.url()}
    return subprocess.run(console("load", *words), env=told, capture_output=True, text=True, check=False)


def test_the_command_prints_one_json_object(own_database: Database, tmp_path: Path) -> None:
    path = published(tmp_path, [row(), row(month="2024-13")])
    found = command(own_database, tmp_path / "state", "police-data", str(path), "--json")
    assert (found.returncode, found.stderr) == (0, "")
    told = json.loads(found.stdout)
    assert list(told) == ["rows", "loaded", "rejected", "seconds"]
    assert (told["rows"], told["loaded"], told["rejected"]) == (2, 1, 1)


def test_killed_at_any_moment_the_old_month_or_the_new_one_stands(own_database: Database, tmp_path: Path) -> None:
    state = tmp_path / "state"
    versions = [published(tmp_path / str(more), csv_text([row()] * (60_001 + more))) for more in (0, 1)]
    assert command(own_database, state, "police-data", str(versions[0])).returncode == 0
    told = {**environment(state), "DATABASE_URL": own_database.url()}
    root, outcomes = state / "warehouse", []
    for delay in (0.0, 0.1, 0.25, 0.5):
        before = (root / "manifest.json").read_bytes()
        held = next(iter(Warehouse(root).manifest.units.values()))
        process = subprocess.Popen(console("load", "police-data", str(versions[held.rows == 60_001])), env=told)
        until(partial(_begun, root, process), "it did not begin")
        time.sleep(delay)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        fresh = Warehouse(root)
        (now,) = fresh.manifest.units.values()
        assert now.rows in (60_001, 60_002)
        assert all((root / file).exists() for file in now.files)
        outcomes.append((root / "manifest.json").read_bytes() != before)
    assert not all(outcomes), "no kill came early enough to mean anything"
    assert command(own_database, state, "police-data", str(versions[0])).returncode == 0
    assert next(iter(Warehouse(root).manifest.units.values())).rows == 60_001
    with own_database.connect() as owner:
        counted = owner.execute("SELECT count(*) FROM ledger_entry WHERE action = 'analytics.data.load'").fetchone()
    assert counted is not None
    assert counted[0] >= len(Warehouse(root).manifest.loads)


def _begun(root: Path, process: "subprocess.Popen[bytes]") -> bool:
    return (root / "incoming").exists() or process.poll() is not None
