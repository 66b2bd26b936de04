"""Reading the feed, and what is left of the news. Both hold ids; who may receive events is asked in audiences.py."""

from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Q
from procrastinate.contrib.django.models import ProcrastinateJob

from bluelamp.access.services import check
from bluelamp.core.actor import Actor
from bluelamp.live import audiences, news
from bluelamp.live.models import Feed

PAGE = 1000  # events of one read

# One statement, so that the range and the events are of one moment and nothing is forgotten in between.
_READ = """
SELECT feed.first_seq, feed.last_seq, event.seq, event.audience, event.kind, event.data::text
FROM live_feed AS feed LEFT JOIN LATERAL (
    SELECT seq, audience, kind, data FROM live_event
    WHERE seq > %s AND seq <= %s AND seq >= feed.first_seq ORDER BY seq LIMIT %s
) AS event ON true ORDER BY event.seq
"""
_NO_LIMIT = 2**62


@dataclass(frozen=True, slots=True)
class Item:
    seq: int
    audience: str
    kind: str
    data: str  # JSON on one line


@dataclass(frozen=True, slots=True)
class Page:
    """Events after a position, with who may receive them, and the range the feed held at that moment."""

    first: int
    last: int
    items: list[Item]
    allowed: audiences.Allowed

    def holds(self, position: int) -> bool:
        """Whether somebody who has seen everything up to ``position`` can go on without a gap."""
        return self.first - 1 <= position <= self.last


def position() -> int:
    """The number of the newest event. A page reads it *before* its data and opens the stream from there."""
    return Feed.objects.values_list("last_seq", flat=True).first() or 0


def page(after: int, candidates: frozenset[UUID], *, upto: int | None = None) -> Page | None:
    """Up to ``PAGE`` events after ``after``, addressed now; None as long as no relay has started the feed."""
    with connection.cursor() as cursor:
        cursor.execute(_READ, [after, _NO_LIMIT if upto is None else upto, PAGE])
        rows = cursor.fetchall()
    if not rows:
        return None
    first, last = rows[0][:2]
    items = [Item(*row[2:]) for row in rows if row[2] is not None]
    allowed = audiences.resolve({item.audience for item in items}, candidates)
    return Page(first, last, items, allowed)


@dataclass(frozen=True, slots=True)
class Waiting:
    """News that has not reached every handler yet: what an operator sees."""

    job: int
    name: str
    event_id: str
    tries: int
    given_up: bool


def waiting(*, actor: Actor) -> list[Waiting]:
    """News that was tried and failed, oldest first. Nothing leaves this list but by being delivered."""
    check(actor=actor, action="live.news.read")
    tried = Q(status="failed") | Q(status="todo", attempts__gt=0)
    return [
        Waiting(job.pk, job.args["name"], job.args["fields"]["event_id"], job.attempts, job.status == "failed")
        for job in ProcrastinateJob.objects.filter(tried, task_name=news.TASK).order_by("id")
    ]
