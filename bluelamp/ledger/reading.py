"""The one door through which personal data leaves.

Rows of a ``PersonalModel`` note themselves when they are loaded. When the reading closes, one consultation entry
naming all of them is committed, before anything is sent. Rows loaded with nobody reading are refused.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from bluelamp.core.actor import Actor
from bluelamp.core.errors import UnloggedReading
from bluelamp.ledger.enums import Act, Purpose
from bluelamp.ledger.noting import Reading, because, saw, saw_ids, scope, subject, writing
from bluelamp.ledger.services import record

__all__ = ["Reading", "because", "commit", "reading", "saw", "saw_ids", "scope", "subject", "writing"]


@contextmanager
def reading(*, actor: Actor, purpose: Purpose, action: str) -> Iterator[Reading]:
    """Read personal data as ``actor``; the consultation is on the ledger when the block ends."""
    with scope(Reading(actor=actor, purpose=purpose, action=action)) as current:
        yield current
        commit(current)


def commit(read: Reading) -> None:
    """Write the entry, if anything personal was seen or a reason stated. ``UnloggedReading`` without a purpose."""
    if not read.subjects and not read.reason:
        return
    if read.purpose is None:
        raise UnloggedReading(f"{read.action} read personal data without a purpose.")
    with transaction.atomic():
        record(
            actor=read.actor,
            act=Act.CONSULTATION,
            action=read.action,
            subjects=read.subjects,
            matter=next(iter(read.matters)) if len(read.matters) == 1 else None,
            purpose=read.purpose,
            reason=read.reason,
        )
    read.subjects.clear()
    read.reason = ""
