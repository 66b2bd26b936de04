"""Who is reading just now, and what they have seen. Rows of a ``PersonalModel`` note themselves here when loaded."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from django.db import models

from bluelamp.core.actor import Actor
from bluelamp.core.errors import UnloggedReading
from bluelamp.ledger.enums import Purpose

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
