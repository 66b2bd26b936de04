"""A message and the file that comes with it: the file becomes part of the matter when, and only when, it is said."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from bluelamp.conversations import services as conversations
from bluelamp.conversations.enums import Kind
from bluelamp.conversations.forms import MessageForm
from bluelamp.conversations.selectors import conversation
from bluelamp.core.actor import Actor
from bluelamp.core.errors import NotFound
from bluelamp.files import services as files
from bluelamp.files.types import EVERYTHING
from bluelamp.ledger.writing import service

if TYPE_CHECKING:
    from typing import Self

    from bluelamp.conversations.models import Message

MOST_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class Attached:
    """A file as a form brings it."""

    name: str
    chunks: Iterable[bytes]


@dataclass(frozen=True, slots=True)
class Written:
    """A message as a form brings it, on whatever door. ``client_id``: sent twice it is written once."""

    text: str
    client_id: UUID
    attached: Attached | None = None

    @classmethod
    def of(cls, form: MessageForm) -> "Self":
        """What stands in a form that is right."""
        words, client_id = form.said
        sent = form.cleaned_data["file"]
        return cls(words, client_id, Attached(sent.name, sent.chunks()) if sent else None)


@service
def send_message(*, actor: Actor, matter_id: UUID, written: Written) -> "Message":
    """Write on a matter. ``Invalid`` with ``field="file"`` when the file cannot be taken: then nothing is said."""
    file_id = _kept(actor, matter_id, written.attached) if written.attached else None
    return conversations.write(
        actor=actor, matter_id=matter_id, text=written.text, client_id=written.client_id, file_id=file_id
    )


def say_in_conversation(
    *, actor: Actor, conversation_id: UUID, written: Written, kind: Kind | None = None
) -> "Message":
    """The same in a conversation that has begun; ``kind``: in one of this kind, where a page is for no other.

    Words alone are said by the room's own service: a transaction around it would cost every line of a chat two
    statements more.
    """
    if written.attached:
        return _say_with_file(
            actor=actor, conversation_id=conversation_id, written=written, attached=written.attached, kind=kind
        )
    return conversations.say(
        actor=actor, conversation_id=conversation_id, text=written.text, client_id=written.client_id, kind=kind
    )


@service
def _say_with_file(
    *, actor: Actor, conversation_id: UUID, written: Written, attached: Attached, kind: Kind | None
) -> "Message":
    found = conversation(actor=actor, conversation_id=conversation_id)
    if kind not in (None, found.kind):  # before a byte of the file is taken
        raise NotFound("There is no conversation here that you can see.", field="conversation")
    return conversations.say(
        actor=actor,
        conversation_id=conversation_id,
        text=written.text,
        client_id=written.client_id,
        file_id=_kept(actor, found.matter_id, attached),
    )


def _kept(actor: Actor, matter_id: UUID, attached: Attached) -> UUID:
    stored = files.stage(
        actor=actor, chunks=attached.chunks, name=attached.name, max_bytes=MOST_BYTES, allowed=EVERYTHING
    )
    files.keep(actor=actor, file_id=stored.id, matter_id=matter_id, given=True)
    return stored.id
