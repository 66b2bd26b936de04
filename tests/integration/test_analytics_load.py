"""Loading as a service and as a command: the ledger, the permission, exit codes, and kill -9."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.db import InternalError, connection
from psycopg.pq import TransactionStatus
from pytest_django import Settings

from bluelamp.analytics.commands import load as load_group
from bluelamp.analytics.errors import AlreadyLoading, Unreadable
from bluelamp.analytics.services import load_police_data
from bluelamp.analytics.warehouse import Warehouse
from bluelamp.core.actor import Actor
from bluelamp.core.errors import Invalid, NotAllowed, NotFound
from bluelamp.core.merkle import leaf_hash, root_of
from bluelamp.ledger.models import Entry
from tests.factories.analytics import csv_text, published, row
from tests.plugins.database import Database
from tests.plugins.running import console, environment, until

JOB = Actor.job("test")
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return Warehouse(tmp_path / "warehouse")


def entries() -> list[Entry]:
    return list(Entry.objects.filter(action="analytics.data.load"))


def test_one_entry_a_load_with_the_fingerprints_of_its_files(warehouse: Warehouse, tmp_path: Path) -> None:
    paths = [published(tmp_path, [row(month=m)], month=m) for m in ("2024-01", "2024-02")]
    bad = published(tmp_path, "nonsense", month="2024-03")
    summary = load_police_data(actor=JOB, paths=[*paths, bad], warehouse=warehouse)
    assert (summary.rows, summary.loaded, summary.rejected) == (2, 2, 0)
    (entry,) = entries()
    leaves = [bytes.fromhex(held.sha256) for held in warehouse.manifest.units.values()]
    assert entry.batch_root is not None
    assert (bytes(entry.batch_root), entry.batch_size) == (root_of(map(leaf_hash, leaves)), 2)
    assert (entry.actor_id, entry.act, entry.purpose, entry.subjects) == (JOB.id, "collection", "analysis", [])


def test_a_load_that_changes_nothing_writes_nothing(warehouse: Warehouse, tmp_path: Path) -> None:
    path = published(tmp_path, [row()])
    load_police_data(actor=JOB, paths=[path], warehouse=warehouse)
    manifest = (warehouse.root / "manifest.json").read_bytes()
    assert load_police_data(actor=JOB, paths=[path], warehouse=warehouse).rows == 0
    assert len(entries()) == 1
    assert (warehouse.root / "manifest.json").read_bytes() == manifest


def test_a_load_of_bad_files_only_keeps_what_it_rejected(warehouse: Warehouse, tmp_path: Path) -> None:
    summary = load_police_data(actor=JOB, paths=[published(tmp_path, [row(month="x")])], warehouse=warehouse)
    assert (summary.rows, summary.rejected, entries()) == (1, 1, [])
    assert [r.line for r in warehouse.rejections(summary.load_id)] == [2, 1]


@pytest.mark.parametrize("name", ["analyst", "administrator"])
def test_who_may_load(warehouse: Warehouse, tmp_path: Path, cast: dict[str, Actor], name: str) -> None:
    load_police_data(actor=cast[name], paths=[published(tmp_path, [row()])], warehouse=warehouse)
    assert [entry.actor_id for entry in entries()] == [cast[name].id]
    assert warehouse.manifest.loads[0]["actor"] == f"staff:{cast[name].id}"


@pytest.mark.parametrize("name", ["call_taker", "responder", "detective", "supervisor", "citizen", "outsider"])
def test_who_may_not(warehouse: Warehouse, tmp_path: Path, cast: dict[str, Actor], name: str) -> None:
    with pytest.raises(NotAllowed):
        load_police_data(actor=cast[name], paths=[published(tmp_path, [row()])], warehouse=warehouse)
    assert entries() == []
    assert not warehouse.root.exists()


def test_wrong_calls_change_nothing(warehouse: Warehouse, tmp_path: Path) -> None:
    path = published(tmp_path, [row()])
    with pytest.raises(Invalid, match="like west-yorkshire"):
        load_police_data(actor=JOB, paths=[path], force="West Yorkshire", warehouse=warehouse)
    with pytest.raises(NotFound):
        load_police_data(actor=JOB, paths=[path, tmp_path / "gone"], warehouse=warehouse)
    with warehouse.loading("x"), pytest.raises(AlreadyLoading):
        load_police_data(actor=JOB, paths=[path], warehouse=Warehouse(warehouse.root))
    assert entries() == []
    load_police_data(actor=JOB, paths=[path], warehouse=warehouse)  # and the lock is free again
    assert len(entries()) == 1


def test_data_without_an_entry_cannot_be(warehouse: Warehouse, tmp_path: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = on")
        try:
            with pytest.raises(InternalError, match="read-only transaction"):
                load_police_data(actor=JOB, paths=[published(tmp_path, [row()])], warehouse=warehouse)
        finally:
            cursor.execute("SET default_transaction_read_only = off")
    assert warehouse.manifest.units == {}
    with Warehouse(warehouse.root).loading("y"):
        pass


def test_reading_holds_no_transaction_open(warehouse: Warehouse, tmp_path: Path) -> None:
    path = published(tmp_path, [row()])
    seen = set()

    def look(*_: object) -> None:
        connection.ensure_connection()
        seen.add(connection.connection.info.transaction_status)

    load_police_data(actor=JOB, paths=[path], warehouse=warehouse, progress=look)
    assert seen == {TransactionStatus.IDLE}


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


@pytest.fixture
def run(settings: Settings, tmp_path: Path) -> Callable[..., Result]:
    """Run a command in this process, on a warehouse of the test's own."""
    settings.VAR = tmp_path / "state"
    return lambda *words: CliRunner().invoke(load_group, [str(word) for word in words])


def test_people_are_told_what_was_loaded_held_and_rejected(run: Callable[..., Result], tmp_path: Path) -> None:
    path = published(tmp_path, [row(), row(month="2024-13")])
    first = run("police-data", path)
    assert "2 rows read in" in first.stdout
    assert "1 loaded, 1 rejected. Files: 1 new" in first.stdout
    assert "1 loaded before" in run("police-data", path).stdout
    assert "1 months, 1 rows." in run("held").stdout
    (held,) = json.loads(run("held", "--json").stdout)
    assert (held["unit"]["kind"], held["unit"]["month"], held["rows"]) == ("street", "2024-01", 1)
    kept = json.loads(run("rejected", "--json").stdout)
    assert (kept["file"], kept["line"]) == (str(path), 3)
    assert "line 3: The month “2024-13” is not a year and a month" in run("rejected").stdout
    assert isinstance(run("rejected", "another").exception, NotFound)


def test_nothing_loaded_yet(run: Callable[..., Result], tmp_path: Path) -> None:
    assert isinstance(run("rejected").exception, NotFound)
    assert isinstance(run("police-data", tmp_path / "gone.csv").exception, NotFound)
    assert run("police-data").exit_code == 2
    assert run("held").stdout == "0 months, 0 rows.\n"


def test_a_refused_file_has_its_own_exit_code_until_its_columns_are_named(
    run: Callable[..., Result], tmp_path: Path
) -> None:
    path = tmp_path / "kent.csv"
    path.write_text("MONTH,OFFENCE,LNG,LAT,BEAT\n2024-01,Burglary,1.0,51.2,7\n", encoding="utf-8")
    refused = run("police-data", path, "--json")
    assert refused.exit_code == 6
    assert "Refused:" in refused.stderr
    assert json.loads(refused.stdout)["rejected"] == 1
    assert "(1 rows)" not in run("rejected").stdout
    pairs = "Month=MONTH,Crime type=OFFENCE,Longitude=LNG,Latitude=LAT"
    mapped = run("police-data", path, "--columns", pairs, "--force", "kent")
    assert mapped.exit_code == 0
    assert "Columns left out: “BEAT”." in mapped.stdout
    assert isinstance(run("police-data", path, "--columns", "OFFENCE").exception, Unreadable)
    (tmp_path / "map.json").write_text(json.dumps(dict(pair.split("=") for pair in pairs.split(","))))
    assert run("police-data", path, "--columns", tmp_path / "map.json", "--force", "essex").exit_code == 0


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
