"""What notices announce. Whose duty a notice did, only those who asked for it can say: they know its key."""

from dataclasses import dataclass
from uuid import UUID

from bluelamp.core.news import Event


@dataclass(frozen=True, kw_only=True)
class NoticeSent(Event):
    """The other side has it. ``wording`` says whether it told them anything: a neutral one only asks them to look."""

    notice_id: UUID
    matter_id: UUID | None
    wording: str


@dataclass(frozen=True, kw_only=True)
class NoticeNotSent(Event):
    """It was held back, or given up after the last try. ``reason`` is a ``HoldReason``, or ``failed``."""

    notice_id: UUID
    matter_id: UUID | None
    reason: str
