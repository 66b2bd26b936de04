"""Loading, and switching off what is said: who may, one ledger entry each, and nothing without it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import InternalError, connection, transaction
from psycopg.pq import TransactionStatus

from bluelamp.analytics.errors import AlreadyLoading
from bluelamp.analytics.selectors import Stopped, stopped
from bluelamp.analytics.services import SWITCH, load_police_data, resume_outcomes, stop_outcomes
from bluelamp.analytics.warehouse import Warehouse
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.errors import Invalid, NotAllowed, NotFound
from bluelamp.core.merkle import leaf_hash, root_of
from bluelamp.ledger.models import Entry, Note
from tests.factories.analytics import published, row
from tests.factories.live import undone

JOB = Actor.job("test")
pytestmark = pytest.mark.django_db(transaction=True)


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


def test_a_load_that_is_taken_back_never_counts_and_frees_the_warehouse(warehouse: Warehouse, tmp_path: Path) -> None:
    path = published(tmp_path, [row()])
    with undone():
        load_police_data(actor=JOB, paths=[path], warehouse=warehouse)
    assert (warehouse.manifest.units, entries()) == ({}, [])


@pytest.mark.parametrize("name", ["analyst", "administrator"])
def test_who_may_stop_what_is_said_and_let_it_go_on(warehouse: Warehouse, cast: dict[str, Actor], name: str) -> None:
    stop_outcomes(actor=cast[name], reason="The files of May are wrong.", warehouse=warehouse)
    assert stopped(warehouse=warehouse)
    resume_outcomes(actor=cast[name], reason="They were loaded anew.", warehouse=warehouse)
    assert not stopped(warehouse=warehouse)
    written = Entry.objects.filter(action__startswith="analytics.outcomes.").order_by("id")
    assert [(entry.action.rpartition(".")[2], entry.actor_id) for entry in written] == [
        ("stop", cast[name].id),
        ("resume", cast[name].id),
    ]
    assert {(entry.act, *entry.subjects) for entry in written} == {("alteration", SWITCH)}
    assert Note.objects.get(pk=written[0].pk).text == "The files of May are wrong."


def test_stopped_twice_it_is_stopped_since_the_first_time_and_both_are_on_the_ledger(warehouse: Warehouse) -> None:
    first = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
    for at in (first, datetime(2026, 5, 9, 12, 0, tzinfo=UTC)):
        with clock.fixed(at):
            stop_outcomes(actor=JOB, reason="The files of May are wrong.", warehouse=warehouse)
    assert stopped(warehouse=warehouse) == Stopped(first.isoformat())
    assert Entry.objects.filter(action="analytics.outcomes.stop").count() == 2


@pytest.mark.parametrize("name", ["call_taker", "supervisor", "citizen", "outsider"])
def test_nobody_else_turns_the_switch(warehouse: Warehouse, cast: dict[str, Actor], name: str) -> None:
    with pytest.raises(NotAllowed):
        stop_outcomes(actor=cast[name], reason="Because.", warehouse=warehouse)
    stop_outcomes(actor=JOB, reason="The files of May are wrong.", warehouse=warehouse)
    with pytest.raises(NotAllowed):
        resume_outcomes(actor=cast[name], reason="Because.", warehouse=warehouse)
    assert stopped(warehouse=warehouse)


@pytest.mark.parametrize("reason", ["", "  ", "\n"])
def test_the_switch_asks_why(warehouse: Warehouse, reason: str) -> None:
    with pytest.raises(Invalid, match="Say why"):
        stop_outcomes(actor=JOB, reason=reason, warehouse=warehouse)
    assert not stopped(warehouse=warehouse)


def test_the_switch_turns_when_its_entry_is_committed_and_not_before(warehouse: Warehouse) -> None:
    with transaction.atomic():
        stop_outcomes(actor=JOB, reason="The files of May are wrong.", warehouse=warehouse)
        assert not stopped(warehouse=warehouse)
    assert stopped(warehouse=warehouse)
    with undone():
        resume_outcomes(actor=JOB, reason="They were loaded anew.", warehouse=warehouse)
    assert stopped(warehouse=warehouse)


def test_saying_it_again_when_nothing_was_stopped_is_no_fault(warehouse: Warehouse) -> None:
    resume_outcomes(actor=JOB, reason="To be sure.", warehouse=warehouse)
    assert not stopped(warehouse=warehouse)
