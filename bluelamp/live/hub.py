"""The fan-out of one web worker: reads each event once, asks once per audience who may receive it, sends to many.

Readers are *current* (they have been offered everything up to ``head``) or *behind* (just come, or too slow). Those
behind are served from the database, page by page, as fast as they take it, so a slow reader costs a bounded buffer
and loses nothing. Newcomers of one moment share their pages: 3,000 browsers returning together cost hardly more
than one. Everything but the reading happens on the event loop, in one task, so no locks are needed.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Iterable, Mapping
from typing import Protocol
from uuid import UUID

from bluelamp.live import frames
from bluelamp.live.reader import Reader
from bluelamp.live.selectors import Page

logger = logging.getLogger(__name__)

LOOK_ANYWAY = 2.0  # seconds; a wake-up that was lost costs no more than this
MOST_PER_ACTOR = 12  # streams; one per browser is meant
Group = dict[UUID, set[Reader]]


class ReadPage(Protocol):
    """Reads events after a number, up to another, addressed to those of the candidates who may see them."""

    def __call__(
        self, after: int, candidates: frozenset[UUID], *, upto: int | None = None
    ) -> Awaitable[Page | None]: ...


class Hub:
    def __init__(self, read: ReadPage) -> None:
        self.head: int | None = None  # unknown until the feed has been read once
        self._read = read
        self._current: Group = {}
        self._behind: set[Reader] = set()
        self._woken = asyncio.Event()

    @property
    def readers(self) -> list[Reader]:
        return [*self._behind, *(reader for group in self._current.values() for reader in group)]

    def position(self, reader: Reader) -> int:
        """The last number that has been considered for ``reader``."""
        return reader.position if reader in self._behind or self.head is None else self.head

    def wake(self) -> None:
        """There may be something new. Where nobody listens it can wait for the next look."""
        if self._current or self._behind:
            self._woken.set()

    def drained(self, reader: Reader) -> None:
        """``reader`` has room again."""
        if reader in self._behind:
            self.wake()

    def is_full_for(self, actor_id: UUID) -> bool:
        waiting = sum(reader.actor.id == actor_id for reader in self._behind)
        return len(self._current.get(actor_id, ())) + waiting >= MOST_PER_ACTOR

    def join(self, reader: Reader) -> None:
        """Serve ``reader`` from its position on."""
        reader.offer(frames.welcome(reader.position), _time())
        self._behind.add(reader)
        self.wake()

    def leave(self, reader: Reader) -> None:
        self._behind.discard(reader)
        group = self._current.get(reader.actor.id, set())
        group.discard(reader)
        if not group:
            self._current.pop(reader.actor.id, None)

    async def run(self) -> None:
        """Serve for ever. A lost database is waited for; readers keep their place meanwhile."""
        failures = 0
        while True:
            try:
                await self._turn()
                failures = 0
            except Exception as error:
                failures += 1
                logger.warning("The live feed could not be read (%s); trying again.", type(error).__name__)
                await asyncio.sleep(min(0.1 * 2**failures, LOOK_ANYWAY))

    async def _turn(self) -> None:
        self._woken.clear()
        await self._serve_current()
        if not await self._serve_behind():
            try:
                async with asyncio.timeout(LOOK_ANYWAY):
                    await self._woken.wait()
            except TimeoutError:
                pass

    async def _serve_current(self) -> None:
        """Bring ``head`` up to the newest event, and everybody who is current with it."""
        arrived = list(self._behind)
        while (page := await self._next_page()) is not None and page.items:
            for reader, position in self._spread(page, self._current).items():
                reader.position = position
                self.leave(reader)
                self._behind.add(reader)
            self.head = page.items[-1].seq
        for reader in arrived:
            if self.head is not None and reader.position > self.head:
                self._reset(reader)  # it saw events of a database that has since been restored

    async def _next_page(self) -> Page | None:
        if self.head is None:
            page = await self._read(0, frozenset(), upto=0)
            self.head = page.last if page else None
            return None
        page = await self._read(self.head, frozenset(self._current))
        if page is not None and not page.holds(self.head):
            self.head = page.last
            for group in self._current.values():
                for reader in group:
                    self._reset(reader)
            return None
        return page

    async def _serve_behind(self) -> bool:
        """One page for those who are behind and have room; False when there was nobody to help."""
        head = self.head
        if head is None:
            return False
        self._promote(head)
        ready = [r for r in self._behind if r.position < head and r.has_room and not r.closed]
        if not ready:
            return False
        group = _by_actor(ready)
        page = await self._read(min(reader.position for reader in ready), frozenset(group), upto=head)
        if page is None:
            return False
        kept = [reader for reader in ready if page.holds(reader.position)]
        for reader in set(ready).difference(kept):
            self._reset(reader)
        full = self._spread(page, group)
        end = page.items[-1].seq if page.items else head
        for reader in kept:
            reader.position = full.get(reader, max(reader.position, end))
        return True

    def _promote(self, head: int) -> None:
        """Only here do readers become current, so that none can slip in while a page is being addressed."""
        for reader in [reader for reader in self._behind if reader.position == head]:
            self._behind.discard(reader)
            self._current.setdefault(reader.actor.id, set()).add(reader)

    def _spread(self, page: Page, group: Mapping[UUID, Iterable[Reader]]) -> dict[Reader, int]:
        """Offer a page to whom it is addressed; returns who ran out of room, with how far they came."""
        full: dict[Reader, int] = {}
        time = _time()
        for item in page.items:
            frame = frames.render(item.seq, item.kind, item.data)
            for actor_id in page.allowed[item.audience]:
                for reader in group.get(actor_id, ()):
                    if reader in full or reader.closed or reader.position >= item.seq:
                        continue
                    if not reader.has_room:
                        full[reader] = item.seq - 1
                        continue
                    reader.offer(frame, time)
                    if item.kind == frames.HANG_UP:
                        reader.close()
        return full

    def _reset(self, reader: Reader) -> None:
        if self.head is not None:
            reader.position = self.head
            reader.offer(frames.reset(self.head), _time())


def _time() -> float:
    return asyncio.get_running_loop().time()


def _by_actor(readers: Iterable[Reader]) -> Group:
    group: defaultdict[UUID, set[Reader]] = defaultdict(set)
    for reader in readers:
        group[reader.actor.id].add(reader)
    return group
