"""What the processes of the live tests know besides the program: an audience with members, and two listeners."""

import os
import signal
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from bluelamp.access.models import Membership
from bluelamp.core.actor import Actor
from bluelamp.core.news import Event
from bluelamp.live import audiences, news
from bluelamp.live.services import publish


def members(key_id: str, candidates: frozenset[UUID], /) -> frozenset[UUID]:
    """Who of the candidates is in the team now."""
    found = Membership.objects.filter(team_id=key_id, user_id__in=candidates)
    return frozenset(found.values_list("user_id", flat=True))


@dataclass(frozen=True, kw_only=True)
class Happened(Event):
    number: int


def tell_somebody(event: Happened, /, *, actor: Actor) -> None:
    """Writes, and on the first try of every third event is killed in the middle."""
    publish(audience=f"actor:{actor.id}", kind="test.told", data={"n": event.number})
    if event.number % 3 == 0 and _first_try(event):
        os.kill(os.getpid(), signal.SIGKILL)


def tell_somebody_else(event: Happened, /, *, actor: Actor) -> None:
    publish(audience=f"actor:{actor.id}", kind="test.told", data={"n": 1000 + event.number})
    if event.number % 5 == 0 and _first_try(event):
        raise RuntimeError


def _first_try(event: Happened) -> bool:
    with connection.cursor() as cursor:
        query = "SELECT attempts = 0 FROM procrastinate_jobs WHERE args->'fields'->>'event_id' = %s"
        cursor.execute(query, [str(event.event_id)])
        (first,) = cursor.fetchone()
        return bool(first)


def work(polling: float) -> None:
    """A job worker, until it is killed."""
    connector = app.connector
    assert isinstance(connector, DjangoConnector)
    with app.replace_connector(connector.get_worker_connector()):
        app.run_worker(queues=["news"], fetch_job_polling_interval=polling, update_heartbeat_interval=0.5)


audiences.register("test-team", audiences.each(members))
news.subscribe(Happened, tell_somebody)
news.subscribe(Happened, tell_somebody_else)
