"""Saying something: to the person or to the force, once, in order."""

from uuid import UUID

from bluelamp.access.services import check
from bluelamp.conversations import dangers, policies
from bluelamp.conversations.enums import Kind, Side, State
from bluelamp.conversations.events import AnswerWritten
from bluelamp.conversations.models import Concern, Conversation, Message, ReadMark
from bluelamp.conversations.services._telling import tell_message, tell_state
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.errors import Conflict, NotFound
from bluelamp.core.text import plain_text
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import sent_before, service
from bluelamp.live.news import announce

_NONE = "There is no conversation here that you can see."


@service
def write(*, actor: Actor, matter_id: UUID, text: str, client_id: UUID, file_id: UUID | None = None) -> Message:
    """Write on a matter: the first message begins its thread. The same ``client_id`` again writes nothing more."""
    begun = Conversation(matter_id=matter_id, kind=Kind.MESSAGES, state=State.OPEN)
    check(actor=actor, action="conversations.message.write", state=begun.state, matter=matter_id)
    Conversation.objects.bulk_create([begun], ignore_conflicts=True)
    found = Conversation.objects.select_for_update().get(matter_id=matter_id, kind=Kind.MESSAGES)
    return _add(actor, found, text, client_id, file_id)


@service
def say(
    *,
    actor: Actor,
    conversation_id: UUID,
    text: str,
    client_id: UUID,
    file_id: UUID | None = None,
    kind: Kind | None = None,
) -> Message:
    """Say something in a conversation that has begun; ``kind``: in one of this kind, where a page is for no other.

    In a chat the force speaks with one voice: whoever has it.
    """
    found = locked(conversation_id)
    if kind not in (None, found.kind):
        raise NotFound(_NONE, field="conversation")
    running = State.OPEN if found.state == State.ENDED else found.state  # first whether it is theirs at all
    check(actor=actor, action="conversations.message.write", state=running, matter=found.matter_id)
    if found.state == State.ENDED:
        raise Conflict("This chat has ended, so nothing more can be said in it. What was said is kept.")
    if found.kind == Kind.CHAT and policies.side_of(actor) == Side.FORCE:
        policies.check_holds(actor, found.owner_id)
    return _add(actor, found, text, client_id, file_id)


@service
def settle(*, actor: Actor, conversation_id: UUID) -> None:
    """What the person wrote needs no answer. Twice changes nothing."""
    found = locked(conversation_id)
    check(actor=actor, action="conversations.thread.settle", matter=found.matter_id)
    if found.unanswered_since is None:
        return
    found.unanswered_since = None
    found.save(update_fields=["unanswered_since"])
    record(
        actor=actor,
        act=Act.ALTERATION,
        action="conversations.thread.settle",
        subjects=[found],
        matter=found.matter_id,
    )
    tell_state(found)


@service
def mark_read(*, actor: Actor, conversation_id: UUID, number: int) -> None:
    """The actor has this page open: so far they have read. A page that comes late takes nothing back."""
    matter = Conversation.objects.filter(pk=conversation_id).values_list("matter_id", flat=True).first()
    check(actor=actor, action="conversations.message.read", matter=matter)
    mine = ReadMark.objects.filter(conversation_id=conversation_id, who=actor.id, number__lt=number)
    if not mine.update(number=number):
        first = ReadMark(conversation_id=conversation_id, who=actor.id, number=number)
        ReadMark.objects.bulk_create([first], ignore_conflicts=True)


def locked(conversation_id: UUID) -> Conversation:
    """One of them, until the end of the transaction. Raises ``NotFound``."""
    found = Conversation.objects.select_for_update().filter(pk=conversation_id).first()
    if found is None:
        raise NotFound(_NONE, field="conversation")
    return found


def _add(actor: Actor, found: Conversation, text: str, client_id: UUID, file_id: UUID | None) -> Message:
    before = sent_before(Message.objects.all(), client_id=client_id, conversation=found, author=actor.id)
    if before is not None:
        return before
    side = policies.side_of(actor)
    words = text if file_id and not text.strip() else plain_text(text, "text", "Write your message.")
    found.last_number += 1
    message = Message.objects.create(
        conversation=found,
        matter_id=found.matter_id,
        number=found.last_number,
        side=side,
        author=actor.id,
        text=words.strip(),
        file_id=file_id,
        client_id=client_id,
        at=now(),
    )
    record(
        actor=actor,
        act=Act.COLLECTION,
        action="conversations.message.write",
        subjects=[message],
        matter=found.matter_id,
    )
    told = _answer(found, message) if side == Side.FORCE else _ask(found, message)
    found.save(update_fields=["last_number", "unanswered_since", "risk", "reasons"])
    tell_message(found, message)
    if told:
        tell_state(found)
    return message


def _ask(found: Conversation, message: Message) -> bool:
    """Somebody waits for an answer from now on; whether the queue has to know."""
    first = found.unanswered_since is None
    if first:
        found.unanswered_since = message.at
    pointed = dangers.found(message.text)
    if pointed:
        Concern.objects.create(
            conversation=found, matter_id=found.matter_id, message_id=message.id, reasons=list(pointed)
        )
        found.reasons = [danger.code for danger in dangers.DANGERS if danger.code in {*found.reasons, *pointed}]
        found.risk = policies.queued_risk(found.reasons, one_of_many=found.one_of_many)
    return (first and _is_everybodys(found)) or bool(pointed)


def _answer(found: Conversation, message: Message) -> bool:
    """Nobody waits any more; whoever wrote on a matter is told that there is an answer."""
    # Whoever had read all before has read their own too: the page that wrote it need not say so.
    mine = ReadMark.objects.filter(conversation=found, who=message.author, number=message.number - 1)
    mine.update(number=message.number)
    waited = found.unanswered_since is not None and _is_everybodys(found)
    found.unanswered_since = None
    if found.kind == Kind.MESSAGES:
        announce(AnswerWritten(matter_id=found.matter_id, message_id=message.id))
    return waited


def _is_everybodys(found: Conversation) -> bool:
    """Whether the whole desk waits for news of it: whoever has a chat is told by the message itself."""
    return found.kind == Kind.MESSAGES or found.owner_id is None
