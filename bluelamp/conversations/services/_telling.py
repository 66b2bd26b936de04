"""What is told at once: ids and numbers, from which whoever may read fetches the words through the logged door."""

from bluelamp.conversations.models import Conversation, Message
from bluelamp.live.services import publish

_DESK = ("role:call_taker", "role:supervisor")


def tell_message(found: Conversation, message: Message) -> None:
    """To the two who talk: the person, and whoever works on the matter or has the chat."""
    data: dict[str, str | int] = {
        "conversation": str(found.id),
        "message": str(message.id),
        "number": message.number,
        "side": message.side,
    }
    publish(audience=f"matter:{found.matter_id}", kind="conversation.message", data=data)


def tell_state(found: Conversation) -> None:
    """To them and to the desk: the queue has changed."""
    data: dict[str, str | int] = {"conversation": str(found.id), "state": found.state}
    publish(audience=(*_DESK, f"matter:{found.matter_id}"), kind="conversation.state", data=data)
