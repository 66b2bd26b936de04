"""Small helpers for tests of the live feed."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from uuid import UUID

from django.db import connection, transaction
from procrastinate.contrib.django import app

from bluelamp.core.actor import Actor, ActorKind
from bluelamp.core.ids import new_id
from bluelamp.core.roles import Role
from bluelamp.live import news, relay
from bluelamp.live.database import connect
from bluelamp.live.models import LiveEvent
from bluelamp.live.services import publish


def officer(actor_id: UUID | None = None) -> Actor:
    """A member of staff nobody else knows."""
    return Actor(ActorKind.STAFF, actor_id or new_id(), frozenset({Role.RESPONDER}))


def tell(*numbers: int, audience: str = "actor:" + "0" * 8, kind: str = "test.told") -> None:
    """Publish one event per number, all in one transaction."""
    with transaction.atomic():
        for number in numbers:
            publish(audience=audience, kind=kind, data={"n": number})


class _UndoneError(Exception):
    pass


@contextmanager
def undone() -> Iterator[None]:
    """A transaction that is rolled back at its end."""
    with suppress(_UndoneError), transaction.atomic():
        yield
        raise _UndoneError


def relay_everything() -> int:
    """Run the relay in this process until the outbox is empty; returns how many rows it moved."""
    moved = 0
    with connect() as session:
        relay.begin(session)
        while batch := relay.move(session):
            moved += batch
    return moved


def fed() -> list[tuple[int, int]]:
    """The feed as (seq, number told)."""
    return [(event.seq, event.data["n"]) for event in LiveEvent.objects.order_by("seq")]


def untold(*, tries: int, given_up: bool = False) -> str:
    """News that so many tries did not bring to its handlers, by its event's id."""
    event_id = str(new_id())
    job = app.configure_task(news.TASK, queue=news.QUEUE).defer(name="contact.Submitted", fields={"event_id": event_id})
    with connection.cursor() as cursor:
        status = "failed" if given_up else "todo"
        cursor.execute("UPDATE procrastinate_jobs SET attempts = %s, status = %s WHERE id = %s", [tries, status, job])
    return event_id
