"""The door: old or new, never a part, wherever a load stops."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from bluelamp.analytics.errors import AlreadyLoading
from bluelamp.analytics.queries import Query
from bluelamp.analytics.warehouse import Warehouse, open_warehouse
from tests.factories.analytics import held_rows, load, published, row

STEPS = ("open", "fsync", "replace", "mkdir", "unlink", "rmdir")


class Stopped(BaseException):
    """The machine stopped: nothing after this runs."""


@contextmanager
def stopping_before(step: int) -> Iterator[list[str]]:
    """Count the calls that change the disk, and stop for good before call number ``step``."""
    calls: list[str] = []
    real = {name: getattr(os, name) for name in ("fsync", "replace", "mkdir", "unlink", "rmdir")}

    def counted(name: str) -> Callable[..., object]:
        def call(*args: object, **options: object) -> object:
            if len(calls) >= step:
                raise Stopped(name)  # and again at every later call: finally-blocks do not run after a kill
            calls.append(name)
            return real[name](*args, **options)

        return call

    with pytest.MonkeyPatch.context() as patch:
        for name in real:
            patch.setattr(os, name, counted(name))
        yield calls


def states(root: Path) -> tuple[list[tuple[object, ...]], set[str]]:
    """What a fresh process sees."""
    fresh = Warehouse(root)
    rows = held_rows(fresh, "month", "crime_type")
    assert all((root / file).exists() for file in fresh.manifest.files)
    return rows, {unit.month for unit in fresh.manifest.units}


def test_killed_before_any_step_a_load_is_all_there_or_not_at_all(tmp_path: Path) -> None:
    start = tmp_path / "start"
    old = [row(crime_type="Drugs"), row(crime_type="Drugs")]
    load(Warehouse(start), published(tmp_path / "old", old))
    new = [
        published(tmp_path / "new", [row(crime_type="Robbery")]),
        published(tmp_path / "new", [row(month="2024-02", crime_type="Robbery")], month="2024-02"),
    ]
    before = states(start)
    finished = shutil.copytree(start, tmp_path / "finished")
    with stopping_before(10_000) as calls:
        load(Warehouse(finished), *new)
    after = states(finished)
    assert before != after
    assert len(calls) > 10
    seen = []
    for step in range(len(calls)):
        root = shutil.copytree(start, tmp_path / f"stopped-{step}")
        with stopping_before(step), pytest.raises(Stopped):
            load(Warehouse(root), *new)
        found = states(root)
        assert found in (before, after), f"half a load after {calls[:step]}"
        seen.append(found == after)
        load(Warehouse(root), *new)  # the next load mends whatever was left behind
        assert states(root) == after
        left = {str(p.relative_to(root)) for p in (root / "data").rglob("*.parquet")}
        assert left == Warehouse(root).manifest.files
        assert not (root / "incoming").exists()
    assert seen == sorted(seen), "once new, never old again"
    assert {False, True} == set(seen)


def test_one_load_at_a_time(warehouse: Warehouse, tmp_path: Path) -> None:
    with warehouse.loading("a"), pytest.raises(AlreadyLoading, match="Another load is running"):
        load(Warehouse(warehouse.root), published(tmp_path, [row()]))
    load(warehouse, published(tmp_path, [row()]))


def test_readers_never_see_a_gap_while_a_month_is_replaced(warehouse: Warehouse, tmp_path: Path) -> None:
    versions = [published(tmp_path / str(n), [row(crime_type="Drugs")] * (n + 1)) for n in range(2)]
    load(warehouse, versions[0])
    done, faults, counts = threading.Event(), list[BaseException](), set[int]()

    def read() -> None:
        reader = Warehouse(warehouse.root)
        while not done.is_set():
            try:
                counts.add(reader.steadily(lambda: len(held_rows(reader, "crime_type"))))
            except BaseException as fault:
                faults.append(fault)

    threads = [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    for number in range(12):
        load(Warehouse(warehouse.root), versions[(number + 1) % 2])
    done.set()
    for thread in threads:
        thread.join()
    assert faults == []
    assert counts <= {1, 2}


def test_a_missing_file_is_an_error_and_not_fewer_rows(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, published(tmp_path, [row()]))
    for file in warehouse.manifest.files:
        (warehouse.root / file).unlink()
    with pytest.raises(duckdb.IOException):
        warehouse.steadily(lambda: held_rows(warehouse, "crime_type"))


def test_the_door_opens_on_nothing_else(warehouse: Warehouse, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    for sql in (f"SELECT * FROM read_csv('{secret}')", "INSTALL httpfs", f"COPY (SELECT 1) TO '{tmp_path}/x.csv'"):
        with pytest.raises(duckdb.Error):
            warehouse.ask(Query(sql))


def test_empty(warehouse: Warehouse) -> None:
    assert warehouse.manifest.units == {}
    assert list(warehouse.rejections("x")) == []


def test_the_story_of_the_loads_is_kept(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, published(tmp_path, [row(), row(month="x")]))
    (told,) = Warehouse(warehouse.root).manifest.loads
    assert (told["rows"], told["loaded"], told["rejected"], told["actor"]) == (2, 1, 1, "test")
    assert told["files"][0]["state"] == "loaded"


def test_one_object_a_folder(tmp_path: Path) -> None:
    assert open_warehouse(tmp_path) is open_warehouse(tmp_path)
