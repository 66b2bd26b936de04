"""Conversations and what was said in them, as far as the actor may see it."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from bluelamp.access.selectors import names_of, visible
from bluelamp.access.services import allowed, check
from bluelamp.conversations import dangers, hours
from bluelamp.conversations.enums import Ended, Kind, Side, State
from bluelamp.conversations.models import Concern, Conversation, HandOver, Introduction, Message, ReadMark
from bluelamp.conversations.types import Glimpse, Line, Place, Queue, Tab, Waiting
from bluelamp.core.actor import Actor
from bluelamp.core.clock import LONDON, now
from bluelamp.core.errors import NotFound
from bluelamp.ledger.enums import Act
from bluelamp.ledger.reading import subject
from bluelamp.ledger.selectors import account
from bluelamp.quant.waits import waited_at_most

_READ = "conversations.message.read"
_LATELY = timedelta(weeks=4)
_ENOUGH = 500  # waits
_FEWEST = 20  # answered ones, from which anything is said
_RUNNING = (State.WAITING, State.OPEN)
_HANDED_OVER = Q(kind=Kind.CHAT, state=State.WAITING, taken_at__isnull=False)
# When somebody began to wait. Whoever is handed over has waited since they came, and not since their last words.
_SINCE = Case(When(_HANDED_OVER, then="begun_at"), default=Coalesce("unanswered_since", "begun_at"))
# How far before equals of the same risk: who is there now cannot be called back later, and who was handed over was
# promised an answer already.
_AHEAD = Case(When(_HANDED_OVER, then=Value(2)), When(kind=Kind.CHAT, then=Value(1)), default=Value(0))
_GLIMPSE = 10  # words
_WIDEST = 90  # characters, where words are long or not parted by spaces


def conversation(*, actor: Actor, conversation_id: UUID) -> Conversation:
    """One of them; ``NotFound`` also without a need to know."""
    found = _readable(actor).filter(pk=conversation_id).first()
    if found is None:
        raise NotFound("There is no conversation here that you can see.", field="conversation")
    return found


def thread(*, actor: Actor, matter_id: UUID) -> Conversation | None:
    """The messages of a matter, when there are any and the actor may see them."""
    return _readable(actor).filter(matter_id=matter_id, kind=Kind.MESSAGES).first()


def chats_for_matters(*, actor: Actor, matters: Collection[UUID]) -> list[Conversation]:
    """The chats of some matters that the actor may see, oldest first."""
    return list(_readable(actor).filter(matter_id__in=matters, kind=Kind.CHAT).order_by("begun_at"))


def threads_for_matters(*, actor: Actor, matters: Collection[UUID]) -> list[Conversation]:
    """The threads of some matters that the actor may see."""
    return list(_readable(actor).filter(matter_id__in=matters, kind=Kind.MESSAGES).order_by("begun_at"))


def messages_for_matter(*, actor: Actor, matter_id: UUID, after: int = 0) -> list[Line]:
    """What was said in the messages of a matter after that number, oldest first."""
    found = thread(actor=actor, matter_id=matter_id)
    return [] if found is None else messages(actor=actor, conversation_id=found.id, after=after)


def messages(*, actor: Actor, conversation_id: UUID, after: int = 0) -> list[Line]:
    """What was said after that number, oldest first. Three queries at most."""
    readable = visible(Message.objects.all(), actor=actor, action=_READ)
    said = list(readable.filter(conversation_id=conversation_id, number__gt=after).order_by("number"))
    names = names_of(users={message.author for message in said if message.side == Side.FORCE})
    weighs = bool(said) and allowed(actor=actor, action="conversations.concern.decide")
    raised = Concern.objects.filter(conversation_id=conversation_id) if weighs else Concern.objects.none()
    concerns = {concern.message_id: concern for concern in raised}
    return [Line(message, names.get(message.author, ""), concerns.get(message.id)) for message in said]


def unread_for_matter(*, actor: Actor, matter_id: UUID) -> int:
    """How many messages of the other side the actor has not seen yet, without reading any."""
    found = thread(actor=actor, matter_id=matter_id)
    if found is None:
        return 0
    seen = ReadMark.objects.filter(conversation_id=found.id, who=actor.id).values_list("number", flat=True).first()
    return Message.objects.filter(conversation_id=found.id, number__gt=seen or 0).exclude(author=actor.id).count()


def waiting_places(*, actor: Actor) -> list[Place]:
    """Who waits for the force, also in chats that somebody has, who may have gone home. In any order; one query, and no
    row is loaded."""
    check(actor=actor, action="conversations.queue.read")
    rows = _waiting(_RUNNING).annotate(since=_SINCE, ahead=_AHEAD)
    return [Place(*row) for row in rows.values_list("risk", "since", "pk", "owner_id", "ahead", "kind", "matter_id")]


def waiting_by_id(*, actor: Actor, ids: Collection[UUID]) -> dict[UUID, Waiting]:
    """Some of these, as a page shows them. One query, none of what was said."""
    check(actor=actor, action="conversations.queue.read")
    return {row.id: _shown(row) for row in _waiting(_RUNNING).filter(pk__in=ids).annotate(since=_SINCE)}


def waiting(*, actor: Actor, kind: Kind | None = None) -> list[Waiting]:
    """Who waits for the force and is with nobody, of one kind or of both: the riskiest first, of equals whoever was
    handed over, then who is there now, then the oldest. One query, none of what was said."""
    check(actor=actor, action="conversations.queue.read")
    rows = _waiting([State.WAITING])
    wanted = rows if kind is None else rows.filter(kind=kind)
    return [_shown(row) for row in wanted.annotate(since=_SINCE).order_by("risk", _AHEAD.desc(), "since")]


def glimpses(*, actor: Actor, ids: Collection[UUID]) -> dict[UUID, Glimpse]:
    """By what some chats are told apart in a list. Three queries; what is read here is on the ledger by its id."""
    check(actor=actor, action="conversations.queue.read")
    about = visible(Introduction.objects.all(), actor=actor, action=_READ).filter(pk__in=ids)
    names = {one.pk: one.name for one in about}
    said = visible(Message.objects.all(), actor=actor, action=_READ)
    first = {one.conversation_id: one.text for one in said.filter(conversation__in=ids, number=1)}
    given = HandOver.objects.filter(conversation__in=ids, conversation__state=State.WAITING).order_by("at")
    notes = {one.conversation_id: one.note for one in given}  # the last one stays
    return {
        one: Glimpse(names.get(one, ""), _start(first.get(one, "")), _start(notes.get(one, "")))
        for one in {*names, *first, *notes}
    }


def _start(text: str) -> str:
    return Truncator(Truncator(text).words(_GLIMPSE)).chars(_WIDEST)


def _waiting(chats_in: Collection[State]) -> QuerySet[Conversation]:
    """Chats in these states, and messages that nobody has answered."""
    unanswered = Q(kind=Kind.MESSAGES, unanswered_since__isnull=False)
    return Conversation.objects.filter(Q(kind=Kind.CHAT, state__in=chats_in) | unanswered)


def _shown(row: Conversation) -> Waiting:
    return Waiting(
        conversation_id=row.id,
        matter_id=row.matter_id,
        kind=row.kind,
        state=row.state,
        risk=row.risk,
        reasons=_why(row),
        since=row.__dict__["since"],
        language=row.language,
        handed_over=row.kind == Kind.CHAT and row.state == State.WAITING and row.taken_at is not None,
    )


def _why(row: Conversation) -> tuple[str, ...]:
    """Why it stands where it does in the queue, in words."""
    many = [_("Many from one connection")] if row.one_of_many else []
    return (*many, *dangers.why(row.reasons))


def own_chats(*, actor: Actor) -> list[Tab]:
    """The chats that the actor has open, the riskiest first. One query."""
    check(actor=actor, action="conversations.queue.read")
    seen = ReadMark.objects.filter(conversation_id=OuterRef("pk"), who=actor.id).values("number")
    rows = Conversation.objects.filter(kind=Kind.CHAT, state=State.OPEN, owner_id=actor.id)
    marked = rows.annotate(seen=Coalesce(Subquery(seen), 0), unread=F("last_number") - F("seen"))
    return [Tab(row, row.__dict__["unread"]) for row in marked.order_by("risk", "begun_at")]


def running_chat(*, actor: Actor) -> Conversation | None:
    """The chat that a person has begun and nobody has ended."""
    rows = _readable(actor).filter(kind=Kind.CHAT, person_id=actor.id).exclude(state=State.ENDED)
    return rows.order_by("-begun_at").first()


def queue(*, actor: Actor, conversation: Conversation | None = None) -> Queue:
    """How long it may take: the place of a chat that waits, or how many wait now, and what others waited.

    What people waited is counted from chats begun within an hour of this time of day in the last four weeks.
    """
    check(actor=actor, action="conversations.chat.start")
    at = now()
    ahead = Conversation.objects.filter(kind=Kind.CHAT, state=State.WAITING)
    if conversation is not None:
        ahead = ahead.filter(_before(conversation))
    waits = _waits(at)
    half, most = (waited_at_most(waits, share) for share in (0.5, 0.9)) if _tells(waits) else (None, None)
    place = ahead.count() + (conversation is not None)
    return Queue(place, *(None if wait is None else timedelta(seconds=wait) for wait in (half, most)))


def _before(chat: Conversation) -> Q:
    """Who is answered before a chat that waits: as ``waiting`` puts them, so that nobody is told another place."""
    earlier, handed_over = Q(begun_at__lt=chat.begun_at), Q(taken_at__isnull=False)
    equals = handed_over | earlier if chat.taken_at is None else handed_over & earlier
    return Q(risk__lt=chat.risk) | (Q(risk=chat.risk) & equals)


def next_opening(*, actor: Actor) -> datetime | None:  # noqa: ARG001 - when we answer is for everybody to know
    """When somebody answers chats next: now, later, or None when nobody does within two months."""
    return hours.opening().next_open(now())


def owner_name(*, actor: Actor, conversation: Conversation) -> str:  # noqa: ARG001 - they talk to them
    """Who has the chat; empty when nobody has."""
    owner = conversation.owner_id
    return names_of(users={owner}).get(owner, "") if owner else ""


def _waits(at: datetime) -> list[tuple[float, bool]]:
    """Seconds that people waited for the first answer of a person, and whether it came, the newest first."""
    hour = at.astimezone(LONDON).hour
    rows = Conversation.objects.filter(kind=Kind.CHAT, begun_at__gt=at - _LATELY, begun_at__lte=at)
    near = rows.filter(begun_at__hour__in=[(hour + by) % 24 for by in (-1, 0, 1)]).order_by("-begun_at")
    found = near.values_list("begun_at", "taken_at", "ended_at")[:_ENOUGH]
    return [(((taken or ended or at) - begun).total_seconds(), taken is not None) for begun, taken, ended in found]


def _tells(waits: list[tuple[float, bool]]) -> bool:
    return sum(answered for _, answered in waits) >= _FEWEST


def introduction(*, actor: Actor, conversation_id: UUID) -> Introduction | None:
    """What the person said about themselves, if they did."""
    return visible(Introduction.objects.all(), actor=actor, action=_READ).filter(pk=conversation_id).first()


def hand_overs(*, actor: Actor, conversation_id: UUID) -> list[HandOver]:
    """Why a chat changed hands, newest first: for the desk alone."""
    check(actor=actor, action="conversations.queue.read")
    return list(HandOver.objects.filter(conversation_id=conversation_id).order_by("-at"))


def became(*, actor: Actor, conversation: Conversation) -> str:
    """What became of a chat that the force has ended, as whoever ended it said; empty for every other.

    It stands on the ledger, as the reason of the entry: for the desk alone.
    """
    check(actor=actor, action="conversations.queue.read")
    if conversation.ended_by != Ended.FORCE:
        return ""
    lines = account(subject=subject(conversation), act=Act.ALTERATION)
    return next((line.reason for line in lines if line.action == "conversations.chat.end"), "")


def _readable(actor: Actor) -> QuerySet[Conversation]:
    return visible(Conversation.objects.all(), actor=actor, action=_READ)
