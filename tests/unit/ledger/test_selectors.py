"""An auditor finds entries by matter, person, subject and act, newest first, page by page."""

from collections.abc import Iterator
from contextvars import Context
from pathlib import Path

import pytest

from bluelamp.core.actor import Actor
from bluelamp.core.errors import NotFound, UnloggedReading
from bluelamp.core.ids import new_id
from bluelamp.ledger.enums import Act
from bluelamp.ledger.reading import Reading
from bluelamp.ledger.selectors import account, entries_by_ids, entry_by_id, may_erase
from tests.factories.ledger import ACTOR, entries, entry, looking, seal


@pytest.fixture(autouse=True)
def asked() -> Iterator[Reading]:
    """Somebody looks into the account."""
    with looking() as current:
        yield current


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


@pytest.mark.django_db
def test_who_looks_into_the_account_is_noted_by_what_they_asked(asked: Reading) -> None:
    matter, made = new_id(), entry("x:1")
    account(matter=matter, subject="x:1")
    account()
    assert entry_by_id(entry_id=made).id == made
    with pytest.raises(NotFound):
        entry_by_id(entry_id=matter)
    assert list(asked.subjects) == [
        f"ledger.account:matter={matter}",
        "ledger.account:subject=x:1",
        "ledger.account:all",
        f"ledger.entry:{made}",
        f"ledger.entry:{matter}",
    ]
    account(subject="x" * 500)
    assert all(len(name) <= 100 for name in asked.subjects)


@pytest.mark.django_db
def test_nobody_looks_in_secret() -> None:
    with pytest.raises(UnloggedReading):
        Context().run(account)
