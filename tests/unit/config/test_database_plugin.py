"""The ground the other tests stand on: what one test commits, the next one does not see."""

from collections.abc import Callable

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from bluelamp.core.ids import new_id
from bluelamp.ledger.models import Note
from tests.plugins.database import Database


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_what_a_test_commits_is_gone_afterwards(turn: int) -> None:
    assert not Note.objects.exists()
    assert ContentType.objects.filter(app_label="ledger", model="note").exists()
    Note.objects.create(entry_id=new_id(), salt=b"", text="kept")
    ContentType.objects.filter(app_label="ledger").update(app_label="changed by the test")
    assert connection.autocommit


@pytest.mark.django_db(transaction=True)
def test_a_database_of_ones_own(new_database: Callable[[], Database]) -> None:
    other = new_database()
    with other.connect() as session:
        session.execute("INSERT INTO ledger_note (entry_id, salt, text) VALUES (gen_random_uuid(), '', 'there')")
        assert session.execute("SELECT count(*) FROM ledger_note").fetchone() == (1,)
    assert not Note.objects.exists()
