"""How often somebody may try a receipt: every try is counted before it is looked at, so that no limit can be outrun.

Guessing is hopeless long before a limit is reached (a receipt has 53 random bits); the limits keep the cost of a try
from being used against us. The many are stricter with one connection than with one reference, because whoever holds a
receipt must not be locked out by what others try.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Count, Q
from django.utils.crypto import salted_hmac

from bluelamp.contact.models import ReceiptAttempt
from bluelamp.core.clock import now
from bluelamp.core.errors import TooMany

PER_REFERENCE = 10  # wrong ones in a window, by one connection
PER_REFERENCE_BY_ALL = 50
PER_CONNECTION = 30  # for whatever references: a library or a mobile network is many people
ALTOGETHER = 120  # a minute
WINDOW = timedelta(minutes=15)
MINUTE = timedelta(minutes=1)
KEPT = timedelta(hours=1)
_TURN = "SELECT pg_advisory_xact_lock(hashtextextended('contact.receipt_attempt', 0))"
_DIGEST = 32  # hexadecimal digits


@dataclass(frozen=True, slots=True)
class Limit:
    """So many ``tries`` of at ``most`` so many; ``words`` say what to do when that is reached."""

    tries: int
    most: int
    words: str


def begin(*, reference: str, address: str) -> int:
    """Count one more try, for ``give_back``. Raises ``TooMany`` in plain words, before anything costly is done.

    ``address`` is where it comes from, or "" where that is not known. It is never kept: only a digest that nobody
    without our secret can make, and that is another one every hour.
    """
    at = now()
    _check(reference, address, at)  # most refusals need not wait for their turn
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_TURN)
        _check(reference, address, at)
        attempt: ReceiptAttempt = ReceiptAttempt.objects.create(reference=reference, origin=_digest(address, at), at=at)
        return attempt.id


def give_back(attempt_id: int) -> None:
    """It was the right receipt, or was not looked at."""
    ReceiptAttempt.objects.filter(pk=attempt_id).delete()


def forget() -> int:
    """Delete tries that no limit counts any more; how many they were."""
    return int(ReceiptAttempt.objects.filter(at__lte=now() - KEPT).delete()[0])


def _check(reference: str, address: str, at: datetime) -> None:
    """Raise ``TooMany`` when one more would be over a limit."""
    known = Q(origin__in={_digest(address, at), _digest(address, at - WINDOW)})
    named = Q(reference=reference)
    found = ReceiptAttempt.objects.filter(at__gt=at - WINDOW).aggregate(
        here=Count("pk", filter=known & named),
        named=Count("pk", filter=named),
        connection=Count("pk", filter=known),
        all=Count("pk", filter=Q(at__gt=at - MINUTE)),
    )
    limits = (
        Limit(
            found["connection"] if address else 0,
            PER_CONNECTION,
            "There were too many wrong receipts from your internet connection. Wait 15 minutes, or try again from "
            "another connection.",
        ),
        Limit(found["here"], PER_REFERENCE, _FOR_THIS_REFERENCE),
        Limit(found["named"], PER_REFERENCE_BY_ALL, _FOR_THIS_REFERENCE),
        Limit(found["all"], ALTOGETHER, "Very many people are trying to open a report now. Try again in a minute."),
    )
    for limit in limits:
        if limit.tries >= limit.most:
            raise TooMany(limit.words, field="receipt")


_FOR_THIS_REFERENCE = (
    "There were too many wrong receipts for this reference, perhaps by somebody else; they open nothing. Wait 15 "
    "minutes and try again. If it cannot wait, call 101 and give your reference."
)


def _digest(address: str, at: datetime) -> str:
    """The connection, under the secret of this installation and the hour. "" where none is known."""
    if not address:
        return ""
    hour = int(at.timestamp() // 3600)
    return salted_hmac("bluelamp.contact.attempts", f"{hour} {address}", algorithm="sha256").hexdigest()[:_DIGEST]
