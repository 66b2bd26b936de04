"""The one door through which personal data leaves.

Rows of a ``PersonalModel`` note themselves here when they are loaded. When the reading closes, one consultation
entry naming all of them is committed, before anything is sent. Rows loaded with nobody reading are refused.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from django.db import models, transaction

from bluelamp.core.actor import Actor
from bluelamp.core.errors import UnloggedReading
from bluelamp.ledger.enums import Act, Purpose

SUBJECT_LENGTH = 100  # characters of the column; a label and an id need fewer
_WRITING = "writing"


class Reading:
    """What one actor has seen so far, for one purpose."""

    def __init__(self, *, actor: Actor, purpose: Purpose | None, action: str) -> None:
        self.actor = actor
        self.purpose = purpose
        self.action = action
        self.reason = ""
        self.subjects: dict[str, None] = {}
        self.matters: set[UUID] = set()

    def state(self, *, action: str, purpose: Purpose, reason: str) -> None:
        """The reader has said why they look: the entry carries it, also when nothing was found."""
        self.action, self.purpose, self.reason = action, purpose, reason

    def saw(self, subjects: Iterable[str]) -> None:
        self.subjects.update(dict.fromkeys(subjects))

    def commit(self) -> None:
        """Write the entry, if anything personal was seen or a reason stated. ``UnloggedReading`` without a purpose."""
        from bluelamp.ledger.services import record  # noqa: PLC0415 - services write rows of our models

        if not self.subjects and not self.reason:
            return
        if self.purpose is None:
            raise UnloggedReading(f"{self.action} read personal data without a purpose.")
        with transaction.atomic():
            record(
                actor=self.actor,
                act=Act.CONSULTATION,
                action=self.action,
                subjects=self.subjects,
                matter=next(iter(self.matters)) if len(self.matters) == 1 else None,
                purpose=self.purpose,
                reason=self.reason,
            )
        self.subjects.clear()
        self.reason = ""


_current: ContextVar[Reading | str | None] = ContextVar("reading", default=None)


@contextmanager
def scope(current: Reading) -> Iterator[Reading]:
    """Let ``current`` note what is loaded inside, leaving the commit to the caller."""
    token = _current.set(current)
    try:
        yield current
    finally:
        _current.reset(token)


@contextmanager
def reading(*, actor: Actor, purpose: Purpose, action: str) -> Iterator[Reading]:
    """Read personal data as ``actor``; the consultation is on the ledger when the block ends."""
    with scope(Reading(actor=actor, purpose=purpose, action=action)) as current:
        yield current
        current.commit()


@contextmanager
def writing() -> Iterator[None]:
    """Allow a service to load what it changes when nobody is reading: nothing leaves by it."""
    if _current.get() is not None:
        yield
        return
    token = _current.set(_WRITING)
    try:
        yield
    finally:
        _current.reset(token)


def saw(*rows: models.Model) -> None:
    """Note loaded rows; raises ``UnloggedReading`` when nobody is reading."""
    current = _current.get()
    if current is None:
        raise UnloggedReading("Personal data was loaded with no reading open. Open one: ledger.reading.reading().")
    if isinstance(current, Reading):
        for row in rows:
            current.saw([subject(row)])
            matter = row.__dict__.get("matter_id")
            if matter is not None:
                current.matters.add(matter)


def because(*, action: str, purpose: Purpose, reason: str) -> None:
    """State why the open reading looks further than its reader's own work. Raises ``UnloggedReading`` without one."""
    current = _current.get()
    if not isinstance(current, Reading):
        raise UnloggedReading(f"{action} was asked with no reading open.")
    current.state(action=action, purpose=purpose, reason=reason)


def saw_ids(label: str, ids: Iterable[UUID | str]) -> None:
    """The same for rows read by hand-written SQL: ``label`` is the model's, like ``records.person``."""
    current = _current.get()
    if current is None:
        raise UnloggedReading(f"Rows of {label} were read with no reading open.")
    if isinstance(current, Reading):
        current.saw(f"{label}:{row_id}"[:SUBJECT_LENGTH] for row_id in ids)


def subject(row: models.Model | str) -> str:
    """How the ledger names a row: ``room.model:id``."""
    return row if isinstance(row, str) else f"{row._meta.label_lower}:{row.pk}"
