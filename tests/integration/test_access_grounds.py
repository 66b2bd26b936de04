"""The grounds of involvement come into a database with people at work in it, and go out of it again."""

import pytest
from django.core.management import call_command
from django.db import connection

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
