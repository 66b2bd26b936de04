"""A service is one transaction in somebody's name."""

from contextlib import suppress

import pytest
from django.db import connection, transaction

from bluelamp.core.actor import Actor
from bluelamp.core.errors import UnloggedReading
from bluelamp.incidents.models import Incident
from bluelamp.ledger.models import Entry
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
