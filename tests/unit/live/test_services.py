import pytest
from django.db import connection, transaction

from bluelamp.core.errors import Invalid
from bluelamp.core.ids import new_id
from bluelamp.live.models import Outbox
from bluelamp.live.services import hang_up, publish
from tests.factories.live import fed, relay_everything, tell, undone


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_was_never_said() -> None:
    with undone():
        publish(audience="actor:1", kind="test.told", data={"n": 1})
    with transaction.atomic():
        publish(audience="actor:1", kind="test.told", data={"n": 2})
    relay_everything()
    assert [number for _, number in fed()] == [2]


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_it_is_refused() -> None:
    with pytest.raises(RuntimeError, match="inside the transaction"):
        publish(audience="actor:1", kind="test.told", data={})
    assert not Outbox.objects.exists()


@pytest.mark.parametrize("said", [{"who": "Jane Doe"}, {"phone": 7_700_900_123}])
def test_personal_data_is_refused(db: None, said: dict[str, str | int]) -> None:
    with pytest.raises(Invalid):
        publish(audience="actor:1", kind="test.told", data=said)
    assert not Outbox.objects.exists()


@pytest.mark.parametrize("kind", ["reset", "renew", "hang-up", "message", "error"])
def test_the_streams_own_words_are_not_for_events(db: None, kind: str) -> None:
    with pytest.raises(ValueError, match="word between"):
        publish(audience="actor:1", kind=kind, data={})


def test_hanging_up_is_an_event_like_any_other(db: None) -> None:
    hang_up(audience=f"actor:{new_id()}")
    assert Outbox.objects.get().kind == "hang-up"
    with pytest.raises(Invalid):
        hang_up(audience="everybody")


@pytest.mark.django_db(transaction=True)
def test_writers_do_not_notify() -> None:
    """A NOTIFY at commit takes one lock for the whole server, so only the relay may send one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid WHERE prosrc ~ 'pg_notify'"
            " AND tgtype & 4 > 0"
        )  # fired by INSERT
        assert cursor.fetchone() == (0,)
        cursor.execute("LISTEN bluelamp_live")
    tell(1, 2, 3)
    assert list(connection.connection.notifies(timeout=0.2)) == []
    relay_everything()
    assert len(list(connection.connection.notifies(timeout=0.5))) == 1  # one for the batch
    connection.close()
