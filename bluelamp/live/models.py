"""The bookkeeping of delivery. Rows hold ids and codes only, and live for a day."""

from typing import ClassVar

from django.db import models

from bluelamp.core.clock import now

AUDIENCE_LENGTH = 110


class Outbox(models.Model):
    """Something to tell, written in the transaction that made it true and taken out by the relay."""

    ledger_exempt: ClassVar[str] = "delivery bookkeeping, ids only; what is told has its own entry"

    id = models.BigAutoField(primary_key=True)
    audience = models.CharField(max_length=AUDIENCE_LENGTH)
    kind = models.CharField(max_length=64)
    data = models.JSONField()


class LiveEvent(models.Model):
    """One numbered item of the feed. Numbers have no gaps, and become visible in their order."""

    ledger_exempt: ClassVar[str] = "delivery bookkeeping, ids only; what is told has its own entry"

    seq = models.BigIntegerField(primary_key=True)
    audience = models.CharField(max_length=AUDIENCE_LENGTH)
    kind = models.CharField(max_length=64)
    data = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        db_table = "live_event"


class Feed(models.Model):
    """The one row that says which numbers the feed holds: ``first_seq`` to ``last_seq``."""

    ledger_exempt: ClassVar[str] = "the counter of the feed"

    id = models.SmallIntegerField(primary_key=True, default=1)
    first_seq = models.BigIntegerField()
    last_seq = models.BigIntegerField()
    database = models.CharField(max_length=64)  # which database numbered it, see relay.py on restored copies

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="live_feed_is_one_row"),
            models.CheckConstraint(condition=models.Q(first_seq__lte=models.F("last_seq") + 1), name="live_feed_range"),
        ]


class Handled(models.Model):
    """The mark, written in the handler's own transaction, that one handler has dealt with one piece of news."""

    ledger_exempt: ClassVar[str] = "a job's mark against doing it twice; what it did has its own entry"

    pk = models.CompositePrimaryKey("event_id", "handler")
    event_id = models.UUIDField()
    handler = models.CharField(max_length=200)
    at = models.DateTimeField(default=now, db_index=True)
