"""The grounds of involvement come into a database with people at work in it, and go out of it again."""

from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from bluelamp.access.enums import Relation
from bluelamp.access.models import Involvement
from bluelamp.access.services import involve
from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id
from bluelamp.ledger.models import Entry

_JOB = Actor.job("test")


def _migrate(*target: str) -> None:
    call_command("migrate", "access", *target, verbosity=0, interactive=False)


@pytest.mark.django_db(transaction=True)
def test_back_and_forth_leaves_one_reason_each_and_says_so(as_owner: None) -> None:
    matter, officer, other = new_id(), new_id(), new_id()
    for who, ground in ((officer, "incidents.assignment:a"), (officer, "investigations.case:b"), (other, "x.y:c")):
        involve(actor=_JOB, matter=matter, who=who, relation=Relation.ASSIGNED, ground=ground)
    try:
        _migrate("0002")
        with connection.cursor() as cursor:
            cursor.execute("SELECT who FROM access_involvement WHERE until IS NULL")
            assert sorted(row[0] for row in cursor.fetchall()) == sorted([officer, other])
    finally:
        _migrate()
    ended = Entry.objects.get(action="access.involvement.end")
    assert ended.subjects == [f"access.user:{officer}"]
    assert set(Involvement.objects.values_list("ground", flat=True)) == {"earlier"}


@pytest.mark.django_db(transaction=True)
def test_an_index_on_the_way_is_built_with_everybody_at_work(as_owner: None) -> None:
    """No step of it keeps writers waiting, and one that was interrupted can be taken again."""
    said: list[str] = []

    def listen(execute: Any, sql: Any, *rest: Any) -> Any:
        said.append(str(sql))
        return execute(sql, *rest)

    try:
        _migrate("0005")
        with connection.cursor() as cursor:
            cursor.execute("CREATE INDEX access_involvement_once_each ON access_involvement (who)")
        with connection.execute_wrapper(listen):
            MigrationExecutor(connection).migrate([("access", "0006_involvement_once_each")])
    finally:
        _migrate()
    ours = [words for words in said if "access_involvement" in words]
    assert len(ours) == 3
    assert all("INDEX CONCURRENTLY" in words for words in ours)
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, "access_involvement")
    assert found["access_involvement_once_each"]["unique"]
    assert "access_involvement_once" not in found
