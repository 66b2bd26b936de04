"""The life of a chat, from the first words to the end."""

from uuid import UUID

from bluelamp.access.enums import Relation
from bluelamp.access.services import check, involve, release
from bluelamp.access.strangers import STRANGERS
from bluelamp.conversations import hours, policies
from bluelamp.conversations.enums import Ended, Kind, State
from bluelamp.conversations.models import Conversation, HandOver, Introduction
from bluelamp.conversations.services._telling import tell_state
from bluelamp.conversations.services.messages import locked, say
from bluelamp.core.actor import Actor, ActorKind
from bluelamp.core.clock import now
from bluelamp.core.errors import Conflict, Invalid
from bluelamp.core.ids import new_id
from bluelamp.core.text import plain_text, unturned
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import sent_before, service
from bluelamp.records.enums import MatterKind
from bluelamp.records.services import open_matter

_TITLE = "Online chat"
_LONGEST_ABOUT = 200


@service
def start_chat(
    *,
    actor: Actor,
    text: str,
    client_id: UUID,
    name: str = "",
    contact: str = "",
    language: str = "en-gb",
    matter_id: UUID | None = None,
    connection: str = "",
) -> Conversation:
    """Begin a chat with its first words, on a matter of its own or on one of the actor's.

    ``connection`` is where it comes from, or "": see ``core.strangers``. Nobody is refused for it.
    Whoever is unnamed becomes the holder of a receipt for it, under the chat's own id: ``Actor.receipt(chat.id)``.
    """
    check(actor=actor, action="conversations.chat.start")
    before = sent_before(Conversation.objects.all(), client_id=client_id, kind=Kind.CHAT)
    if before is not None:
        policies.check_opens_again(actor, before.person_id, before.state, now() - before.begun_at)
        return before
    hours.check_open(now())
    chat_id = new_id()
    person = Actor.receipt(chat_id) if actor.kind is ActorKind.PUBLIC else actor
    if matter_id is None:
        matter_id = open_matter(actor=person, kind=MatterKind.OTHER, title=_TITLE).id
    else:
        check(actor=actor, action="conversations.message.write", state=State.OPEN, matter=matter_id)
    chat = Conversation.objects.create(
        id=chat_id,
        matter_id=matter_id,
        client_id=client_id,
        kind=Kind.CHAT,
        state=State.WAITING,
        person_id=person.id,
        language=language[:12],
        begun_at=now(),
        one_of_many=_is_one_of_many(actor, connection),
    )
    record(actor=person, act=Act.COLLECTION, action="conversations.chat.start", subjects=[chat], matter=matter_id)
    _introduce(chat, _about(name, "name"), _about(contact, "contact"))
    say(actor=person, conversation_id=chat_id, text=text, client_id=client_id)
    return chat


@service
def take_chat(*, actor: Actor, conversation_id: UUID) -> Conversation:
    """“I am here.” A supervisor may take over; twice changes nothing."""
    chat = _chat(conversation_id)
    check(actor=actor, action="conversations.chat.take", state=chat.state, matter=chat.matter_id)
    if chat.owner_id == actor.id:
        return chat
    policies.check_takes(actor, chat.owner_id)
    before = chat.owner_id
    chat.state = policies.CHAT.next(chat.state, "take")
    _give(actor, chat, before, actor.id)
    if chat.taken_at is None:
        chat.taken_at = now()
    chat.one_of_many = False  # whoever took it knows; handed over, it waits where its words put it
    chat.risk = policies.queued_risk(chat.reasons, one_of_many=False)
    _changed(actor, chat, "take")
    return chat


@service
def hand_over(*, actor: Actor, conversation_id: UUID, note: str) -> Conversation:
    """Give a chat back into the queue, with a word for whoever has it next."""
    chat = _chat(conversation_id)
    check(actor=actor, action="conversations.chat.hand_over", state=chat.state, matter=chat.matter_id)
    policies.check_may_end(actor, chat.owner_id)
    words = plain_text(note, "note", "Write what whoever has it next needs to know.")
    before = chat.owner_id
    chat.state = policies.CHAT.next(chat.state, "hand_over")
    _give(actor, chat, before, None)
    made = HandOver.objects.create(conversation=chat, matter_id=chat.matter_id, by=actor.id, note=words, at=now())
    record(actor=actor, act=Act.COLLECTION, action="conversations.chat.note", subjects=[made], matter=chat.matter_id)
    _changed(actor, chat, "hand_over")
    return chat


@service
def end_chat(*, actor: Actor, conversation_id: UUID, left: bool = False, became: str = "") -> Conversation:
    """It is over; twice changes nothing. ``left``: the person went in a hurry, which may mean that it was not safe.

    ``became`` is what became of it. The force closes nothing without a word of that: ``Invalid`` when it is empty. It
    is the reason of the ledger's entry, as it is about the deed and not about the person.
    """
    chat = _chat(conversation_id)
    running = State.OPEN if chat.state == State.ENDED else chat.state  # first whether it is theirs at all
    check(actor=actor, action="conversations.chat.end", state=running, matter=chat.matter_id)
    if chat.state == State.ENDED:
        return chat
    reason = ""
    if actor.kind is ActorKind.STAFF:
        policies.check_may_end(actor, chat.owner_id)
        reason = plain_text(became, "became", "Write in a few words what became of it.")
    chat.state = policies.CHAT.next(chat.state, "end")
    chat.ended_at = now()
    chat.ended_by = Ended.FORCE if actor.kind is ActorKind.STAFF else Ended.LEFT if left else Ended.PERSON
    chat.unanswered_since = None
    if chat.owner_id is not None:
        _release(actor, chat, chat.owner_id)
    _changed(actor, chat, "end", reason)
    return chat


@service
def begin_report(*, actor: Actor, conversation_id: UUID, draft_id: UUID) -> Conversation:
    """A report of what was said has been begun under this draft. One chat, one report."""
    chat = _chat(conversation_id)
    check(actor=actor, action="conversations.chat.report", state=chat.state, matter=chat.matter_id)
    if chat.draft_id not in (None, draft_id):
        raise Conflict("A report of this chat was already begun. Go on with that one.")
    chat.draft_id = draft_id
    _changed(actor, chat, "report")
    return chat


@service
def report_made(*, actor: Actor, conversation_id: UUID) -> Conversation:
    """The report that was begun has been sent: both sides see it."""
    chat = _chat(conversation_id)
    check(actor=actor, action="conversations.chat.report", state=chat.state, matter=chat.matter_id)
    _changed(actor, chat, "reported")
    return chat


def _chat(conversation_id: UUID) -> Conversation:
    found = locked(conversation_id)
    if found.kind != Kind.CHAT:
        raise Conflict("This is not a chat. Write a message instead.")
    return found


def _is_one_of_many(actor: Actor, connection: str) -> bool:
    """Whether very many chats began here just now. Whoever is signed in is counted alone, wherever they are; where the
    connection is not known nobody is counted, as everybody would be taken for one."""
    who = str(actor.id) if actor.kind is ActorKind.CITIZEN else connection
    return bool(who) and STRANGERS.count(f"conversations.chat {who}", now()) > policies.PER_CONNECTION


def _introduce(chat: Conversation, name: str, contact: str) -> None:
    if name or contact:
        Introduction.objects.create(conversation=chat, matter_id=chat.matter_id, name=name, contact=contact)


def _about(text: str, field: str) -> str:
    words = " ".join(unturned(text).replace("\x00", "").split())
    if len(words) > _LONGEST_ABOUT:
        raise Invalid(f"Write at most {_LONGEST_ABOUT} characters.", field=field)
    return words


def _give(actor: Actor, chat: Conversation, before: UUID | None, after: UUID | None) -> None:
    """Whoever has a chat needs to know its matter, as long as they have it."""
    chat.owner_id = after
    if before is not None:
        _release(actor, chat, before)
    if after is not None:
        involve(actor=actor, matter=chat.matter_id, who=after, relation=Relation.ASSIGNED, ground=_ground(chat))


def _release(actor: Actor, chat: Conversation, who: UUID) -> None:
    release(actor=actor, matter=chat.matter_id, who=who, relation=Relation.ASSIGNED, ground=_ground(chat))


def _ground(chat: Conversation) -> str:
    return f"conversations.conversation:{chat.id}"


def _changed(actor: Actor, chat: Conversation, verb: str, reason: str = "") -> None:
    chat.save()
    record(
        actor=actor,
        act=Act.ALTERATION,
        action=f"conversations.chat.{verb}",
        subjects=[chat],
        matter=chat.matter_id,
        reason=reason,
    )
    tell_state(chat)
