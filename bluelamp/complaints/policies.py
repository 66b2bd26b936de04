"""What may become of a complaint, and who never sees it."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from uuid import UUID

from bluelamp.complaints.enums import ComplaintState as S
from bluelamp.complaints.enums import FootageState as F
from bluelamp.core.actor import Actor
from bluelamp.core.errors import Invalid, NotFound
from bluelamp.core.states import Machine, Transition

COMPLAINT = Machine(
    "complaint",
    (
        Transition("acknowledge", frozenset({S.RECEIVED}), S.ACKNOWLEDGED),
        Transition("record", frozenset({S.ACKNOWLEDGED}), S.RECORDED),
        Transition("decide", frozenset({S.ACKNOWLEDGED, S.RECORDED}), S.DECIDED),
    ),
)

FOOTAGE = Machine(
    "recording",
    (
        Transition("find", frozenset({F.SOUGHT}), F.FOUND),
        Transition("give_up", frozenset({F.SOUGHT}), F.NONE),
    ),
)
_LONGEST = timedelta(hours=24)
_OLDEST = timedelta(days=5 * 366)  # further back the year is a slip of the pen


def check_span(starts_at: datetime, ends_at: datetime, at: datetime) -> None:
    """Raise ``Invalid``, naming the field, unless an officer may have recorded from one to the other."""
    starts_at, ends_at = starts_at.astimezone(UTC), ends_at.astimezone(UTC)  # else compared without their offset
    if not at - _OLDEST < starts_at < at:
        raise Invalid("Say a time that is over, and not years ago.", field="starts_at")
    if ends_at > at:
        raise Invalid("Say a time that is over.", field="ends_at")
    if not starts_at < ends_at <= starts_at + _LONGEST:
        raise Invalid("The end must be after the beginning, and within a day of it.", field="ends_at")


def check_not_about(actor: Actor, about: Collection[UUID]) -> None:
    """Raise ``NotFound`` for whoever it is about: they do not even learn that there is one."""
    if actor.id in about:
        raise NotFound("There is no complaint with this number that you can see.", field="complaint")
