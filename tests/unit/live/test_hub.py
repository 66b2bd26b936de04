"""The fan-out against a feed in memory: whatever happens in whatever order, everybody gets theirs, once, in order."""

import asyncio
import re
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bluelamp.core.ids import new_id
from bluelamp.live import hub as hub_module
from bluelamp.live import reader as reader_module
from bluelamp.live.hub import Hub
from bluelamp.live.reader import Reader
from bluelamp.live.selectors import Item, Page
from tests.factories.live import officer

ACTORS = [new_id() for _ in range(3)]
KEYS = [*map(str, ACTORS), "all"]
_FRAME = re.compile(rb"id: (\d+)\nevent: (\S+)\ndata")


@dataclass
class Feed:
    """What selectors.page() offers, without a database; a page holds two events."""

    items: list[Item] = field(default_factory=list)
    first: int = 1
    members: set[UUID] = field(default_factory=lambda: set(ACTORS))
    pages_read: int = 0

    @property
    def last(self) -> int:
        return self.items[-1].seq if self.items else self.first - 1

    def publish(self, key: str, kind: str = "told") -> int:
        self.items.append(Item(self.last + 1, key, kind, "{}"))
        return self.last

    async def read(self, after: int, candidates: frozenset[UUID], *, upto: int | None = None) -> Page | None:
        self.pages_read += 1
        end = 10**9 if upto is None else upto
        items = [item for item in self.items if max(after + 1, self.first) <= item.seq <= end][:2]
        await asyncio.sleep(0)
        allowed = {item.audience: self.resolve(item.audience) & candidates for item in items}
        return Page(self.first, self.last, items, allowed)

    def resolve(self, key: str) -> frozenset[UUID]:
        return frozenset(self.members if key == "all" else {UUID(key)})


class Client:
    """Reads, breaks off, comes back from what it saw last."""

    def __init__(self, hub: Hub, actor_id: UUID, position: int) -> None:
        self.hub = hub
        self.actor = officer(actor_id)
        self.last = position
        self.events: list[int] = []
        self.resets = 0
        self.renewals = 0
        self.connect()

    def connect(self) -> None:
        self.reader = Reader(self.actor, position=self.last, ends=1e12)
        self.hub.join(self.reader)

    def read(self) -> None:
        chunk = self.reader._take()
        for seq, kind in _FRAME.findall(chunk):
            self.resets += kind == b"reset"
            self.renewals += kind == b"renew"
            if kind == b"told":
                self.events.append(int(seq))
        for seq in re.findall(rb"id: (\d+)", chunk):
            self.last = int(seq)
        self.hub.drained(self.reader)

    def break_off(self) -> None:
        """What was offered but not read is lost with the connection."""
        self.hub.leave(self.reader)
        self.connect()


async def settle(hub: Hub, *clients: Client) -> None:
    for _ in range(300):
        await asyncio.sleep(0)
        for client in clients:
            client.read()


def run(scenario: Coroutine[Any, Any, None]) -> None:
    asyncio.run(scenario)


async def started(feed: Feed) -> tuple[Hub, "asyncio.Task[None]"]:
    hub = Hub(feed.read)
    task = asyncio.create_task(hub.run())
    while hub.head is None:
        await asyncio.sleep(0)
    return hub, task


steps = st.lists(
    st.one_of(
        st.tuples(st.just("publish"), st.sampled_from(KEYS)),
        st.tuples(st.sampled_from(["read", "break_off"]), st.integers(0, 2)),
        st.tuples(st.just("pause"), st.integers(1, 5)),
    ),
    max_size=60,
)


@settings(max_examples=150, deadline=None)
@given(steps, st.integers(1, 120))
def test_everybody_gets_theirs_once_and_in_order(script: list[tuple[str, Any]], room: int) -> None:
    async def scenario() -> None:
        feed = Feed()
        hub, task = await started(feed)
        clients = [Client(hub, actor_id, 0) for actor_id in ACTORS]
        for verb, what in script:
            if verb == "publish":
                feed.publish(what)
                hub.wake()
            elif verb == "pause":
                for _ in range(what):
                    await asyncio.sleep(0)
            else:
                getattr(clients[what], verb)()
        await settle(hub, *clients)
        task.cancel()
        for client in clients:
            mine = [item.seq for item in feed.items if item.audience in {"all", str(client.actor.id)}]
            assert client.events == mine
            assert client.resets == 0

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader_module, "ROOM", room)  # one event is about 30 bytes
        run(scenario())


def test_who_left_between_publishing_and_sending_hears_nothing() -> None:
    async def scenario() -> None:
        feed = Feed()
        hub, task = await started(feed)
        stays, leaves = Client(hub, ACTORS[0], 0), Client(hub, ACTORS[1], 0)
        feed.publish("all")
        feed.members.discard(ACTORS[1])
        hub.wake()
        await settle(hub, stays, leaves)
        assert (stays.events, leaves.events) == ([1], [])
        leaves.break_off()  # nor by coming back for it
        leaves.last = 0
        leaves.break_off()
        await settle(hub, leaves)
        assert leaves.events == []
        task.cancel()

    run(scenario())


def test_newcomers_of_one_moment_share_their_pages() -> None:
    async def scenario() -> None:
        feed = Feed()
        for _ in range(40):
            feed.publish("all")
        feed.members = {new_id() for _ in range(200)}
        hub, task = await started(feed)
        clients = [Client(hub, actor_id, 0) for actor_id in feed.members]
        feed.pages_read = 0
        await settle(hub, *clients)
        assert all(client.events == list(range(1, 41)) for client in clients)
        assert feed.pages_read < 60  # 20 pages, and a look for news after each
        task.cancel()

    run(scenario())


@pytest.mark.parametrize("position", [0, 3, 99])
def test_who_missed_what_is_no_longer_kept_must_reload(position: int) -> None:
    async def scenario() -> None:
        feed = Feed(first=5)
        for _ in range(4):
            feed.publish("all")
        hub, task = await started(feed)
        client = Client(hub, ACTORS[0], position)
        await settle(hub, client)
        assert (client.resets, client.events, client.last) == (1, [], 8)
        feed.publish("all")
        hub.wake()
        await settle(hub, client)
        assert client.events == [9]
        task.cancel()

    run(scenario())


def test_who_has_seen_everything_kept_goes_on_without() -> None:
    async def scenario() -> None:
        feed = Feed(first=5)
        feed.publish("all")
        hub, task = await started(feed)
        client = Client(hub, ACTORS[0], 4)
        await settle(hub, client)
        assert (client.resets, client.events) == (0, [5])
        task.cancel()

    run(scenario())


def test_a_restored_database_makes_everybody_reload() -> None:
    async def scenario() -> None:
        feed = Feed()
        feed.publish("all")
        hub, task = await started(feed)
        client = Client(hub, ACTORS[0], 1)
        await settle(hub, client)
        feed.items, feed.first = [], 1000
        feed.publish("all")
        hub.wake()
        await settle(hub, client)
        assert (client.resets, client.events, client.last) == (1, [], 1000)
        task.cancel()

    run(scenario())


def test_a_client_ahead_of_this_worker_waits_for_it() -> None:
    """Another worker heard first: what this one has not read yet is no reason to reload."""

    async def scenario() -> None:
        feed = Feed()
        hub, task = await started(feed)
        feed.publish("all")
        client = Client(hub, ACTORS[0], 1)
        await settle(hub, client)
        feed.publish("all")
        hub.wake()
        await settle(hub, client)
        assert (client.resets, client.events) == (0, [2])
        task.cancel()

    run(scenario())


def test_a_lost_database_costs_time_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub_module, "LOOK_ANYWAY", 0.01)

    async def scenario() -> None:
        feed = Feed()
        hub, task = await started(feed)
        client = Client(hub, ACTORS[0], 0)
        await settle(hub, client)
        working, failures = feed.read, iter(range(3))

        async def failing(*args: Any, **options: Any) -> Page | None:
            if next(failures, None) is not None:
                raise OSError("gone")
            return await working(*args, **options)

        hub._read = failing
        feed.publish("all")
        hub.wake()
        await asyncio.sleep(0.1)
        await settle(hub, client)
        assert client.events == [1]
        task.cancel()

    run(scenario())


def test_a_wake_up_that_was_lost_is_made_good(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub_module, "LOOK_ANYWAY", 0.01)

    async def scenario() -> None:
        feed = Feed()
        hub, task = await started(feed)
        client = Client(hub, ACTORS[0], 0)
        await settle(hub, client)
        feed.publish("all")
        await asyncio.sleep(0.05)
        client.read()
        assert client.events == [1]
        task.cancel()

    run(scenario())


def test_hanging_up_closes_once_and_not_again_on_return() -> None:
    async def scenario() -> None:
        feed = Feed()
        hub, task = await started(feed)
        client = Client(hub, ACTORS[0], 0)
        other = Client(hub, ACTORS[1], 0)
        feed.publish(str(ACTORS[0]), "hang-up")
        hub.wake()
        await settle(hub, client, other)
        assert client.reader.closed
        assert (client.renewals, client.last) == (1, 1)
        assert not other.reader.closed
        client.break_off()
        feed.publish("all")
        hub.wake()
        await settle(hub, client)
        assert (client.renewals, client.events) == (1, [2])
        task.cancel()

    run(scenario())


def test_nothing_follows_a_hang_up_on_the_same_page() -> None:
    async def scenario() -> None:
        feed = Feed()
        hub, task = await started(feed)
        client = Client(hub, ACTORS[0], 0)
        feed.publish(str(ACTORS[0]), "hang-up")
        feed.publish("all")  # a page of this feed holds both
        hub.wake()
        await settle(hub, client)
        assert (client.renewals, client.events) == (1, [])
        client.break_off()
        await settle(hub, client)
        assert client.events == [2], "whoever may come back gets it then"
        task.cancel()

    run(scenario())


def test_streams_of_one_person_are_limited() -> None:
    async def scenario() -> None:
        hub, task = await started(Feed())
        for _ in range(hub_module.MOST_PER_ACTOR):
            assert not hub.is_full_for(ACTORS[0])
            Client(hub, ACTORS[0], 0)
            await asyncio.sleep(0)
        assert hub.is_full_for(ACTORS[0])
        assert not hub.is_full_for(ACTORS[1])
        hub.leave(hub.readers[0])
        assert not hub.is_full_for(ACTORS[0])
        task.cancel()

    run(scenario())


def test_a_full_reader_goes_on_from_the_first_it_had_no_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader_module, "ROOM", 1)

    async def scenario() -> None:
        feed = Feed()
        hub, task = await started(feed)
        client = Client(hub, ACTORS[0], 0)
        await settle(hub, client)
        feed.publish("all")
        hub.wake()
        await settle(hub)  # now it is full, and still current
        feed.publish("all")
        feed.publish("all")
        hub.wake()
        await settle(hub)
        await settle(hub, client)
        assert client.events == [1, 2, 3]
        task.cancel()

    run(scenario())
