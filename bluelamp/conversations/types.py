"""What is shown of conversations."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

if TYPE_CHECKING:
    from bluelamp.conversations.models import Concern, Conversation, Message


@dataclass(frozen=True, slots=True)
class Line:
    """A message with what a page says around it. ``author`` is a name, for the force's side alone."""

    message: "Message"
    author: str
    concern: "Concern | None" = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who waits for the force: a chat that runs, or words that nobody has answered.

    ``risk`` is a code such as ``1_high``, ``reasons`` are words; ``since`` when they began to wait: the beginning of a
    chat that was ``handed_over`` and is with nobody, because a hand-over makes nobody's wait younger.
    """

    conversation_id: UUID
    matter_id: UUID
    kind: str
    state: str
    risk: str
    reasons: tuple[str, ...]
    since: datetime
    language: str
    handed_over: bool


class Place(NamedTuple):
    """Where somebody waits, without a word of what is behind it: so many may be read at once.

    ``ahead`` is how far before equals of their risk.
    """

    risk: str
    since: datetime
    id: UUID
    owner_id: UUID | None
    ahead: int
    kind: str
    matter_id: UUID


@dataclass(frozen=True, slots=True)
class Glimpse:
    """By what one chat is told from another in a list: the ``name`` that was given, the first ``words``, and the start
    of the note with which it was handed over. Each may be empty, and anybody's words."""

    name: str = ""
    words: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """A chat that somebody has open, and how many messages of it they have not seen."""

    conversation: "Conversation"
    unread: int


@dataclass(frozen=True, slots=True)
class Queue:
    """What somebody who waits, or thinks about it, is told: their ``place`` (1 is next), or how many wait.

    ``half`` and ``nine_in_ten`` are how long people at most waited at this time of day lately; None when too few did
    for us to say.
    """

    place: int
    half: timedelta | None
    nine_in_ten: timedelta | None
