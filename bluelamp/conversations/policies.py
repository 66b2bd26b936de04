"""What may become of a chat and of a concern, and whose it is. Pure."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from bluelamp.conversations import dangers
from bluelamp.conversations.enums import Decision, Risk, Side, State
from bluelamp.core.actor import Actor, ActorKind
from bluelamp.core.errors import Conflict
from bluelamp.core.roles import Role
from bluelamp.core.states import Machine, Transition

_DIGITS = 10
_OPENS_AGAIN = timedelta(minutes=2)
PER_CONNECTION = (
    6  # chats begun from one connection within 10 to 20 minutes: a shelter is many people, a hundred is one
)

CHAT = Machine(
    "chat",
    (
        Transition("take", frozenset({State.WAITING, State.OPEN}), State.OPEN),
        Transition("hand_over", frozenset({State.OPEN}), State.WAITING),
        Transition("end", frozenset({State.WAITING, State.OPEN}), State.ENDED),
    ),
)
CONCERN = Machine(
    "concern",
    (
        Transition("act", frozenset({Decision.RAISED}), Decision.ACTED),
        Transition("dismiss", frozenset({Decision.RAISED}), Decision.DISMISSED),
    ),
)


def side_of(actor: Actor) -> Side:
    """For whom somebody speaks."""
    return Side.FORCE if actor.kind is ActorKind.STAFF else Side.PERSON


def can_take(actor: Actor, state: str, owner_id: UUID | None) -> bool:
    """Whether the chat waits for the actor: nobody has it, or a supervisor takes it over."""
    free = owner_id is None or (owner_id != actor.id and Role.SUPERVISOR in actor.roles)
    return free and "take" in CHAT.actions(state)


def check_takes(actor: Actor, owner_id: UUID | None) -> None:
    """Raise ``Conflict`` when a colleague has the chat and the actor is no supervisor."""
    if owner_id not in (None, actor.id) and Role.SUPERVISOR not in actor.roles:
        raise Conflict("Somebody else has this chat. Ask a supervisor if it has to be you.")


def check_holds(actor: Actor, owner_id: UUID | None) -> None:
    """Raise ``Conflict`` unless the chat is with the actor, so that one voice answers."""
    if owner_id != actor.id:
        raise Conflict("Take this chat first. Whoever has it answers, so that the person hears one voice.")


def may_end(actor: Actor, owner_id: UUID | None) -> bool:
    """Whether the chat is the actor's, or they oversee whoever has it."""
    return owner_id == actor.id or Role.SUPERVISOR in actor.roles


def check_may_end(actor: Actor, owner_id: UUID | None) -> None:
    """Raise ``Conflict`` unless the actor may end the chat or hand it over."""
    if not may_end(actor, owner_id):
        raise Conflict("Take this chat first: only whoever has it, or a supervisor, hands it over or ends it.")


def queued_risk(reasons: Iterable[str], *, one_of_many: bool) -> Risk:
    """Where a chat stands in the queue. Words of danger in very many from one connection would put everybody else who
    is in danger behind them: those wait in turn, with their words beside them, until somebody has looked."""
    return Risk.STANDARD if one_of_many else dangers.risk_of(reasons)


def check_opens_again(actor: Actor, person_id: UUID | None, state: str, age: timedelta) -> None:
    """Raise ``Conflict`` unless the form that began a chat may lead to it once more: its answer was lost just now.

    The form stays in the history of a device that others use; long after, or after the end, it opens nothing.
    """
    theirs = person_id == actor.id or (actor.kind is ActorKind.PUBLIC and age <= _OPENS_AGAIN)
    if not theirs or state == State.ENDED:
        raise Conflict("This form was used before. Open the page again to start a chat.")


def last_shown(text: str) -> int:
    """The number of the last message that a page shows already; 0 for a page that says nothing, or nonsense."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < _DIGITS else 0
