"""An auditor finds entries by matter, person, subject and act, newest first, page by page."""

from pathlib import Path

import pytest

from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id
from bluelamp.ledger.enums import Act
from bluelamp.ledger.selectors import account, entries_by_ids, may_erase
from tests.factories.ledger import ACTOR, entries, entry, seal


@pytest.mark.django_db
def test_by_matter_by_actor_by_subject_by_act() -> None:
    matter, other = new_id(), Actor.job("other")
    first, second = entry("x:1", matter=matter), entry("x:1", "x:2", actor=other)
    assert [line.id for line in account(matter=matter)] == [first]
    assert [line.id for line in account(actor_id=other.id)] == [second]
    assert [line.id for line in account(subject="x:1")] == [second, first]
    assert [line.id for line in account(subject="x:2")] == [second]
    assert account(subject="x:3") == []
    assert {line.id for line in account(act=Act.CONSULTATION, limit=1000)} >= {first, second}
    assert account(act=Act.ERASURE) == []


@pytest.mark.django_db
def test_page_by_page() -> None:
    made = [entry("page:1") for _ in range(7)]
    first = account(subject="page:1", limit=4)
    rest = account(subject="page:1", limit=4, before=first[-1].id)
    assert [line.id for line in (*first, *rest)] == made[::-1]


@pytest.mark.django_db
def test_the_whole_entry_is_shown_with_its_reason() -> None:
    matter = new_id()
    line = entries_by_ids(ids=[entry("x:1", reason="To check", matter=matter)])[0]
    assert (line.actor_kind, line.actor_id, line.roles) == ("job", ACTOR.id, ("job",))
    assert (line.act, line.action, line.purpose, line.reason) == (
        "consultation",
        "test.thing.read",
        "audit",
        "To check",
    )
    assert (line.subjects, line.matter_id, line.recipients, line.place) == (("x:1",), matter, (), None)


@pytest.mark.django_db(transaction=True)
def test_the_place_is_known_once_sealed(ledger_folder: Path) -> None:
    made = entries(5)
    seal(ledger_folder)
    assert [line.place for line in entries_by_ids(ids=made)] == [4, 3, 2, 1, 0]


@pytest.mark.django_db
def test_the_application_may_not_erase() -> None:
    assert not may_erase()
