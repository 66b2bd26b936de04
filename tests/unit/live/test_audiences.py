import logging
from collections.abc import Iterator
from uuid import UUID

import pytest
from django.db import OperationalError, connection

from bluelamp.core.ids import new_id
from bluelamp.live import audiences

ONE, TWO = new_id(), new_id()
BOTH = frozenset({ONE, TWO})


@pytest.fixture(autouse=True)
def registry() -> Iterator[None]:
    """Leave the program's own registrations as they were."""
    kept = dict(audiences._resolvers)
    yield
    audiences._resolvers.clear()
    audiences._resolvers.update(kept)


def test_an_actor_hears_what_is_sent_to_it_alone() -> None:
    assert audiences.resolve([f"actor:{ONE}"], BOTH) == {f"actor:{ONE}": frozenset({ONE})}


NOBODY = ["actor:", "actor:everybody", "actor:*", pytest.param(f"actor:{new_id()}", id="another")]


@pytest.mark.parametrize("key", NOBODY)
def test_nobody_else_does(key: str) -> None:
    assert audiences.resolve([key], BOTH) == {key: frozenset()}


def test_an_unknown_kind_reaches_nobody(caplog: pytest.LogCaptureFixture) -> None:
    assert audiences.resolve(["everybody:1"], BOTH) == {"everybody:1": frozenset()}
    assert "everybody" in caplog.text


def test_a_kind_is_asked_once_for_all_its_keys_and_all_who_are_connected() -> None:
    asked: list[tuple[frozenset[str], frozenset[UUID]]] = []

    def resolver(keys: frozenset[str], candidates: frozenset[UUID], /) -> dict[str, frozenset[UUID]]:
        asked.append((keys, candidates))
        return {"1": candidates}

    audiences.register("room", resolver)
    found = audiences.resolve(["room:1", "room:2", "room:1", f"actor:{ONE}"], BOTH)
    assert asked == [(frozenset({"1", "2"}), BOTH)]
    assert found == {"room:1": BOTH, "room:2": frozenset(), f"actor:{ONE}": frozenset({ONE})}


def test_nobody_connected_means_nobody_is_asked() -> None:
    audiences.register("room", lambda _keys, _candidates: pytest.fail("asked"))
    assert audiences.resolve(["room:1"], frozenset()) == {"room:1": frozenset()}


def test_a_rule_cannot_name_somebody_it_was_not_asked_about() -> None:
    audiences.register("room", audiences.each(lambda _key, _candidates: frozenset({ONE, TWO})))
    assert audiences.resolve(["room:1"], frozenset({ONE}))["room:1"] == {ONE}


def test_a_faulty_rule_denies_and_leaves_the_others(db: None, caplog: pytest.LogCaptureFixture) -> None:
    def faulty(key: str, candidates: frozenset[UUID], /) -> frozenset[UUID]:
        if key == "1":
            raise RuntimeError("Jane Doe, 1 High Street")
        return candidates

    audiences.register("room", audiences.each(faulty))
    with caplog.at_level(logging.ERROR):
        found = audiences.resolve(["room:1", "room:2", f"actor:{ONE}"], BOTH)
    assert found == {"room:1": frozenset(), "room:2": BOTH, f"actor:{ONE}": frozenset({ONE})}
    assert "room" in caplog.text
    assert "Jane" not in caplog.text


@pytest.mark.django_db(transaction=True)
def test_a_lost_database_is_not_a_no() -> None:
    def asks(_key: str, candidates: frozenset[UUID], /) -> frozenset[UUID]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        return candidates

    audiences.register("room", audiences.each(asks))
    with pytest.raises(OperationalError):
        audiences.resolve(["room:1"], BOTH)
    connection.close()


def test_a_kind_has_one_meaning() -> None:
    audiences.register("room", rule := audiences.each(lambda _key, candidates: candidates))
    audiences.register("room", rule)  # the same again is no contradiction
    with pytest.raises(ValueError, match="room"):
        audiences.register("room", audiences.each(lambda _key, candidates: candidates))
    with pytest.raises(ValueError, match="actor"):
        audiences.register("actor", rule)
    assert {"room", "actor"} <= audiences.kinds()
