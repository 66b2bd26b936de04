"""News between rooms: told in the transaction that made it true, heard by each handler exactly once.

``announce`` defers a job on the writer's own connection, so it is there if and only if the transaction commits.
Each handler runs in its own transaction together with a mark (event id, handler): a job that is tried again, or run
by two workers, finds the mark and leaves it. A handler that fails is tried again and holds up none of the others.
"""

import logging
import traceback
from collections import defaultdict
from collections.abc import Mapping
from importlib import import_module
from typing import Any, Protocol, TypeVar

from django.db import connection, transaction
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task

from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.news import Event
from bluelamp.live import packing

logger = logging.getLogger(__name__)

TASK = "live.deliver_news"
QUEUE = "news"
_MARK = "INSERT INTO live_handled (event_id, handler, at) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING"

E = TypeVar("E", bound=Event)
E_contra = TypeVar("E_contra", bound=Event, contravariant=True)


class Handler(Protocol[E_contra]):
    """Does what one room does about one kind of news. Writes through its services, as ``actor``."""

    def __call__(self, event: E_contra, /, *, actor: Actor) -> None: ...


class UnknownNews(LookupError):
    """No room here knows this news. Its job is kept: it may come from a newer version of ourselves."""


class HandlersFailed(RuntimeError):
    """Some handlers failed; the job is tried again for them alone."""


_types: dict[str, type[Event]] = {}
_handlers: defaultdict[str, dict[str, Handler[Any]]] = defaultdict(dict)


def subscribe(event_type: type[E], handler: Handler[E], *, name: str = "") -> None:
    """Have ``handler`` hear every ``event_type``. Only config/wiring.py says who listens.

    ``name`` marks what it has handled; give one to keep the mark when the function is renamed.
    """
    known_as = name or f"{getattr(handler, '__module__', '')}.{getattr(handler, '__qualname__', handler)}"
    handlers = _handlers[_know(event_type)]
    if handlers.setdefault(known_as, handler) is not handler:
        raise ValueError(f"Two handlers of {event_type.__name__} are called {known_as}.")


def subscriptions() -> dict[str, tuple[str, ...]]:
    """Who listens to what, by name: for the reference tables."""
    return {event: tuple(handlers) for event, handlers in sorted(_handlers.items())}


def announce(event: Event) -> None:
    """Tell the other rooms when, and only when, the caller's transaction commits.

    What nobody listens to queues no job.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("Announce inside the transaction that makes it true, or the news may be false.")
    if not _handlers.get(name_of(type(event))):
        return
    # Inside a worker the job queue's own app writes on another connection, which would not roll back with ours.
    on_our_connection = JobManager(DjangoConnector())
    job = configure_task(name=TASK, job_manager=on_our_connection, queue=QUEUE)
    job.defer(name=name_of(type(event)), fields=packing.pack(event))


def deliver(name: str, fields: Mapping[str, Any]) -> None:
    """Have every handler hear the news that has not heard it yet; raises when one failed."""
    event = packing.unpack(_type_of(name), fields)
    failed = [known_as for known_as in _handlers.get(name, {}) if not _heard(event, name, known_as)]
    if failed:
        raise HandlersFailed(f"{name} {event.event_id}: {', '.join(failed)}")


def name_of(event_type: type[Event]) -> str:
    """``contact.ReportReceived`` for a class in bluelamp/contact/events.py."""
    module = event_type.__module__.removeprefix("bluelamp.").removesuffix(".events")
    return f"{module}.{event_type.__qualname__}"


def _know(event_type: type[Event]) -> str:
    name = name_of(event_type)
    if _types.setdefault(name, event_type) is not event_type:
        raise ValueError(f"Two kinds of news are called {name}.")
    return name


def _type_of(name: str) -> type[Event]:
    """The class of a name: subscribed to, or found in its room's events.py."""
    room, _, class_name = name.partition(".")
    if name not in _types and room.isidentifier():
        try:
            found = getattr(import_module(f"bluelamp.{room}.events"), class_name, None)
        except ModuleNotFoundError:
            found = None
        if isinstance(found, type) and issubclass(found, Event):
            _know(found)
    if name not in _types:
        raise UnknownNews(f"There is no news called {name}.")
    return _types[name]


def _heard(event: Event, name: str, known_as: str) -> bool:
    try:
        with transaction.atomic(durable=True):
            if _mark(event, known_as):
                _handlers[name][known_as](event, actor=Actor.job("news"))
    except Exception as error:  # whatever it is, the other handlers are not to suffer
        where = traceback.extract_tb(error.__traceback__)[-1]
        # Not the message: it may quote what somebody entered.
        logger.error(
            "%s failed on %s %s: %s in %s line %s",
            *(known_as, name, event.event_id, type(error).__name__, where.filename, where.lineno),
        )
        return False
    return True


def _mark(event: Event, known_as: str) -> bool:
    """True when nobody had the mark yet. Waits for a worker that is just now handling the same."""
    with connection.cursor() as cursor:
        cursor.execute(_MARK, [event.event_id, known_as, now()])
        return bool(cursor.rowcount)
