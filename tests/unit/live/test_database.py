"""Connections of the relay and the listeners: to Django's own database, outside its pool and its transactions."""

import asyncio

import pytest
from django.db import connection, transaction

from bluelamp.live.database import Connection, connect, connect_async
from bluelamp.live.models import Outbox

pytestmark = pytest.mark.django_db(transaction=True)


def _asked(session: Connection, what: str) -> object:
    row = session.execute(what).fetchone()
    assert row is not None
    return row[0]


def test_what_it_writes_is_committed_at_once_and_apart_from_a_pages_transaction() -> None:
    with connect() as ours, transaction.atomic():
        Outbox.objects.create(audience="actor:1", kind="test.told", data={})
        assert _asked(ours, "SELECT count(*) FROM live_outbox") == 0  # not committed, not seen
        ours.execute("INSERT INTO live_outbox (audience, kind, data) VALUES ('actor:2', 'test.told', '{}')")
        assert Outbox.objects.count() == 2


def test_it_is_the_same_database_and_role_under_a_name_of_its_own() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database() || current_user || current_setting('lock_timeout')")
        (expected,) = cursor.fetchone()
    with connect() as ours:
        assert _asked(ours, "SELECT current_database() || current_user || current_setting('lock_timeout')") == expected
        assert _asked(ours, "SHOW application_name") == "bluelamp-relay"


def test_a_listener_is_known_by_another_name_and_holds_no_transaction() -> None:
    async def scenario() -> tuple[object, bool]:
        async with await connect_async() as ours:
            cursor = await ours.execute("SHOW application_name")
            return await cursor.fetchone(), ours.autocommit

    assert asyncio.run(scenario()) == (("bluelamp-stream",), True)


def test_a_peer_that_vanished_is_noticed_and_whoever_runs_the_machine_may_say_how_soon(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with connect() as ours:
        assert ours.info.get_parameters()["keepalives_idle"] == "10"
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "keepalives_idle", "99")
    with connect() as ours:
        assert ours.info.get_parameters()["keepalives_idle"] == "99"
