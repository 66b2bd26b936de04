"""Telling people who are connected now that something has changed, and sending again what rooms did not hear."""

from collections.abc import Iterable, Mapping

from django.db import connection, transaction

from bluelamp.access.services import check
from bluelamp.core.actor import Actor
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service
from bluelamp.live import content, news
from bluelamp.live.frames import HANG_UP, RESERVED
from bluelamp.live.models import Outbox

_AGAIN = """
WITH failed AS MATERIALIZED (
    SELECT id, args FROM procrastinate_jobs WHERE task_name = %s AND status = 'failed' FOR UPDATE SKIP LOCKED
)
SELECT args -> 'fields' ->> 'event_id', procrastinate_retry_job_v2(id, now(), NULL, NULL, NULL) FROM failed
"""


def publish(*, audience: str | Iterable[str], kind: str, data: Mapping[str, str | int]) -> None:
    """Tell one ``audience`` (``kind:id``) or several when, and only when, the transaction of the caller commits.

    ``data`` holds ids, codes and small numbers; free text is refused with ``Invalid``, because an event is
    not on the ledger: whoever receives it fetches the record through the door that is.
    """
    audiences = [audience] if isinstance(audience, str) else list(audience)
    for one in audiences:
        content.check_audience(one)
    content.check_kind(kind)
    content.check_data(data)
    if kind in RESERVED:
        raise ValueError(f"“{kind}” is a word between the stream and its clients.")
    _put(audiences, kind, data)


def hang_up(*, audience: str) -> None:
    """Close the streams of ``audience`` when the caller's transaction commits, as after signing out."""
    content.check_audience(audience)
    _put([audience], HANG_UP, {})


@service
def send_again(*, actor: Actor) -> int:
    """Put the news that was given up back in the queue, as after mending a handler; returns how many."""
    check(actor=actor, action="live.news.send_again")
    with connection.cursor() as cursor:
        cursor.execute(_AGAIN, [news.TASK])
        events = [f"live.news:{row[0]}" for row in cursor.fetchall()]
    if events:
        record(actor=actor, act=Act.ALTERATION, action="live.news.send_again", subjects=sorted(set(events)))
    return len(events)


def _put(audiences: Iterable[str], kind: str, data: Mapping[str, str | int]) -> None:
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("Publish inside the transaction of the write it tells about, or it may tell an untruth.")
    Outbox.objects.bulk_create(Outbox(audience=audience, kind=kind, data=dict(data)) for audience in audiences)
