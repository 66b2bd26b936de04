"""What conversations announce."""

from dataclasses import dataclass
from uuid import UUID

from bluelamp.core.news import Event


@dataclass(frozen=True, kw_only=True)
class AnswerWritten(Event):
    """The force wrote to a person on their matter."""

    matter_id: UUID
    message_id: UUID
