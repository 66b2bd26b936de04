import logging
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.db.models import QuerySet
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob

from bluelamp.core.actor import Actor
from bluelamp.core.errors import NotAllowed
from bluelamp.core.ids import new_id
from bluelamp.core.news import Event
from bluelamp.ledger.models import Entry
from bluelamp.live import news, packing, selectors, services
from bluelamp.live.models import Handled, Outbox
from tests.factories.live import officer, undone

pytestmark = pytest.mark.django_db(transaction=True)
JOB = Actor.job("test")


@dataclass(frozen=True, kw_only=True)
class Told(Event):
    matter_id: UUID


@dataclass(frozen=True, kw_only=True)
class Unheard(Event):
    pass


heard: list[tuple[str, Event, Actor]] = []
broken: set[str] = set()


def _write(who: str) -> None:
    """Something a handler does in its transaction."""
    Outbox.objects.create(audience="actor:1", kind=who, data={})


def first(event: Told, /, *, actor: Actor) -> None:
    _write("first")
    if "first" in broken:
        raise RuntimeError("Jane Doe, 1 High Street")
    heard.append(("first", event, actor))


def second(event: Told, /, *, actor: Actor) -> None:
    _write("second")
    heard.append(("second", event, actor))


@pytest.fixture(autouse=True)
def listeners() -> Iterator[None]:
    types, handlers = dict(news._types), dict(news._handlers)
    news.subscribe(Told, first)
    news.subscribe(Told, second)
    yield
    for registry, kept in ((news._types, types), (news._handlers, handlers)):
        registry.clear()
        registry.update(kept)  # type: ignore[arg-type] # each with its own
    heard.clear()
    broken.clear()


def told_jobs() -> "QuerySet[ProcrastinateJob]":
    """Ours; other rooms have jobs by the clock."""
    return ProcrastinateJob.objects.filter(task_name=news.TASK)


def announce(event: Event) -> None:
    with transaction.atomic():
        news.announce(event)


def deliver(event: Event) -> None:
    news.deliver(news.name_of(type(event)), packing.pack(event))


def test_news_is_told_when_and_only_when_the_transaction_commits() -> None:
    with undone():
        news.announce(Told(matter_id=new_id()))
    assert not told_jobs().exists()
    announce(event := Told(matter_id=new_id()))
    job = told_jobs().get()
    assert (job.task_name, job.queue_name, job.args["fields"]["event_id"]) == (
        "live.deliver_news",
        "news",
        str(event.event_id),
    )


def test_a_savepoint_that_is_undone_takes_its_news_with_it() -> None:
    with transaction.atomic():
        news.announce(Told(matter_id=new_id()))
        with undone():
            news.announce(Told(matter_id=new_id()))
    assert told_jobs().count() == 1


def test_also_inside_a_worker_whose_queue_has_a_connection_of_its_own() -> None:
    connector = app.connector
    assert isinstance(connector, DjangoConnector)
    with app.replace_connector(connector.get_worker_connector()):
        with undone():
            news.announce(Told(matter_id=new_id()))
        announce(Told(matter_id=new_id()))
    assert told_jobs().count() == 1


def test_outside_a_transaction_it_is_refused() -> None:
    with pytest.raises(RuntimeError, match="inside the transaction"):
        news.announce(Told(matter_id=new_id()))


@pytest.mark.idempotent("live.deliver_news")
def test_every_handler_hears_it_once_as_the_job() -> None:
    event = Told(matter_id=new_id())
    for _ in range(3):
        deliver(event)
    assert heard == [("first", event, Actor.job("news")), ("second", event, Actor.job("news"))]
    assert Outbox.objects.count() == 2
    assert Handled.objects.count() == 2


def test_one_that_fails_leaves_nothing_behind_and_holds_up_nobody(caplog: pytest.LogCaptureFixture) -> None:
    broken.add("first")
    event = Told(matter_id=new_id())
    with caplog.at_level(logging.ERROR), pytest.raises(news.HandlersFailed, match="first") as failed:
        deliver(event)
    assert [who for who, *_ in heard] == ["second"]
    assert [row.kind for row in Outbox.objects.all()] == ["second"]
    assert "RuntimeError" in caplog.text
    assert "Jane" not in caplog.text + str(failed.value)
    broken.clear()
    deliver(event)
    assert [who for who, *_ in heard] == ["second", "first"]
    assert Outbox.objects.count() == 2


def test_the_same_event_again_in_another_announcement_is_still_the_same() -> None:
    event = Told(matter_id=new_id())
    announce(event)
    announce(event)
    _work()
    assert len(heard) == 2
    assert set(told_jobs().values_list("status", flat=True)) == {"succeeded"}


def test_a_failed_handler_is_tried_again_later() -> None:
    broken.add("first")
    announce(Told(matter_id=new_id()))
    _work()
    job = told_jobs().get()
    assert (job.status, job.attempts) == ("todo", 1)
    broken.clear()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = now()")
    _work()
    assert told_jobs().get().status == "succeeded"
    assert sorted(who for who, *_ in heard) == ["first", "second"]


def test_news_nobody_listens_to_queues_no_job() -> None:
    announce(Unheard())
    assert not told_jobs().exists()
    with pytest.raises(RuntimeError, match="inside the transaction"):
        news.announce(Unheard())


def test_news_that_lost_its_listeners_on_the_way_is_done_at_once() -> None:
    announce(Told(matter_id=new_id()))
    news._handlers.clear()
    _work()
    assert told_jobs().get().status == "succeeded"
    assert heard == []


@pytest.mark.parametrize("name", ["nowhere.Nothing", "live.Nothing", "core.news", "os.path", "", "..", "contact"])
def test_unknown_news_is_kept_and_tried_again(name: str) -> None:
    announce(Told(matter_id=new_id()))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET args = jsonb_set(args, '{name}', to_jsonb(%s::text))", [name])
    _work()
    job = told_jobs().get()
    assert (job.status, job.attempts, heard) == ("todo", 1, [])
    event = job.args["fields"]["event_id"]
    assert selectors.waiting(actor=JOB) == [selectors.Waiting(job.pk, name, event, 1, given_up=False)]


def test_after_many_tries_it_is_kept_reported_and_can_be_sent_again() -> None:
    broken.add("first")
    announce(event := Told(matter_id=new_id()))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET attempts = 24")
    _work()
    (kept,) = selectors.waiting(actor=JOB)
    assert (kept.given_up, kept.event_id) == (True, str(event.event_id))
    broken.clear()
    assert services.send_again(actor=JOB) == 1
    assert services.send_again(actor=JOB) == 0
    assert Entry.objects.get(action="live.news.send_again").subjects == [f"live.news:{event.event_id}"]
    _work()
    assert selectors.waiting(actor=JOB) == []
    assert sorted(who for who, *_ in heard) == ["first", "second"]


def test_only_whoever_runs_the_machine_sends_again() -> None:
    for actor in (Actor.public(), officer()):
        with pytest.raises(NotAllowed):
            services.send_again(actor=actor)


def test_two_handlers_need_two_names() -> None:
    def other(event: Told, /, *, actor: Actor) -> None: ...

    news.subscribe(Told, other, name="once")
    news.subscribe(Told, other, name="once")  # the same again is no contradiction
    with pytest.raises(ValueError, match="once"):
        news.subscribe(Told, second, name="once")


def test_who_listens_can_be_listed() -> None:
    name = news.name_of(Told)
    assert news.subscriptions()[name] == (f"{__name__}.first", f"{__name__}.second")


def test_names_are_short_for_the_houses_own() -> None:
    there = type("Seen", (Event,), {"__module__": "bluelamp.contact.events", "__qualname__": "Seen"})
    assert news.name_of(there) == "contact.Seen"


def _work() -> None:
    """One worker, until there is nothing due."""
    connector = app.connector
    assert isinstance(connector, DjangoConnector)
    with app.replace_connector(connector.get_worker_connector()):
        app.run_worker(queues=["news"], wait=False, install_signal_handlers=False, listen_notify=False)
