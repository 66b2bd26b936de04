"""A message and the file that comes with it: the file becomes part of the matter when, and only when, it is said."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from bluelamp.conversations import services as conversations
from bluelamp.conversations.selectors import conversation
from bluelamp.core.actor import Actor
from bluelamp.files import services as files
from bluelamp.files.types import EVERYTHING
from bluelamp.ledger.writing import service

if TYPE_CHECKING:
    from bluelamp.conversations.models import Message

MOST_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class Attached:
    """A file as a form brings it."""

    name: str
    chunks: Iterable[bytes]


@service
def send_message(
    *, actor: Actor, matter_id: UUID, text: str, client_id: UUID, attached: Attached | None = None
) -> "Message":
    """Write on a matter. ``Invalid`` with ``field="file"`` when the file cannot be taken: then nothing is said."""
    file_id = _kept(actor, matter_id, attached) if attached else None
    return conversations.write(actor=actor, matter_id=matter_id, text=text, client_id=client_id, file_id=file_id)


@service
def say_in_conversation(
    *,
    actor: Actor,
    conversation_id: UUID,
    text: str,
    client_id: UUID,
    attached: Attached,
) -> "Message":
    """The same in a conversation that has begun. Words alone are said by the room's own service."""
    matter_id = conversation(actor=actor, conversation_id=conversation_id).matter_id
    file_id = _kept(actor, matter_id, attached)
    return conversations.say(
        actor=actor, conversation_id=conversation_id, text=text, client_id=client_id, file_id=file_id
    )


def _kept(actor: Actor, matter_id: UUID, attached: Attached) -> UUID:
    stored = files.stage(
        actor=actor, chunks=attached.chunks, name=attached.name, max_bytes=MOST_BYTES, allowed=EVERYTHING
    )
    files.keep(actor=actor, file_id=stored.id, matter_id=matter_id, given=True)
    return stored.id
