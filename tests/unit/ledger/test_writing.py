"""A service is one transaction in somebody's name."""

from contextlib import nullcontext, suppress

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from bluelamp.core.actor import Actor
from bluelamp.core.errors import UnloggedReading
from bluelamp.incidents.models import Incident
from bluelamp.ledger.enums import Act, Purpose
from bluelamp.ledger.models import Entry
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service
from tests.factories.ledger import ACTOR, entry, personal_row


@service
def look_and_write(*, actor: Actor, fail: bool = False) -> int:
    """As a room would write it."""
    entry(actor=actor)
    if fail:
        raise RuntimeError
    assert connection.in_atomic_block
    return Incident.objects.get().log.count()


@pytest.mark.django_db
def test_it_may_load_what_it_needs_and_nobody_else_may() -> None:
    personal_row()
    assert look_and_write(actor=ACTOR) == 0
    with pytest.raises(UnloggedReading):
        Incident.objects.get()


@pytest.mark.django_db(transaction=True)
def test_what_fails_leaves_nothing() -> None:
    with pytest.raises(RuntimeError):
        look_and_write(actor=ACTOR, fail=True)
    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_services_nest_in_one_transaction() -> None:
    personal_row()
    before = Entry.objects.count()
    with suppress(RuntimeError), transaction.atomic():
        look_and_write(actor=ACTOR)
        look_and_write(actor=ACTOR, fail=True)
    assert Entry.objects.count() == before


@service
def call_another(*, actor: Actor, ends_it: bool) -> None:
    """Goes on after another service has failed: with a place to go back to, or without one."""
    entry(actor=actor)
    with suppress(RuntimeError), transaction.atomic() if ends_it else nullcontext():
        look_and_write(actor=actor, fail=True)
    entry(actor=actor)


@pytest.mark.django_db(transaction=True)
def test_what_another_service_wrote_before_it_failed_is_never_kept_by_oversight() -> None:
    with pytest.raises(TransactionManagementError):
        call_another(actor=ACTOR, ends_it=False)
    assert not Entry.objects.exists()
    call_another(actor=ACTOR, ends_it=True)
    assert Entry.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_service_that_another_calls_asks_the_database_for_nothing_more() -> None:
    @service
    def inner(*, actor: Actor) -> None:
        record(actor=actor, act=Act.CONSULTATION, action="test.thing.read", subjects=[], purpose=Purpose.AUDIT)

    @service
    def outer(*, actor: Actor) -> None:
        inner(actor=actor)

    with CaptureQueriesContext(connection) as asked:
        outer(actor=ACTOR)
    assert [query["sql"].split()[0] for query in asked.captured_queries] == ["BEGIN", "INSERT", "COMMIT"]


def test_it_is_marked_and_keeps_its_name() -> None:
    assert look_and_write.__dict__["is_service"]
    assert look_and_write.__name__ == "look_and_write"
    assert look_and_write.__doc__ == "As a room would write it."


def _without() -> None: ...


def _positional(actor: Actor) -> None: ...


def _optional(*, actor: Actor = ACTOR) -> None: ...


@pytest.mark.parametrize("function", [_without, _positional, _optional])
def test_nobody_writes_anonymously(function: object) -> None:
    with pytest.raises(TypeError, match="keyword-only `actor`"):
        service(function)  # type: ignore[arg-type]  # any function, that is the point
