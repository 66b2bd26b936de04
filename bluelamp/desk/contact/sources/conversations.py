"""Chats until they end, and messages that nobody has answered."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bluelamp.contact.selectors import reports_for_matters, risks_of
from bluelamp.contact.types import Waiting
from bluelamp.conversations import selectors
from bluelamp.conversations.enums import Kind
from bluelamp.conversations.types import Glimpse, Place
from bluelamp.conversations.types import Waiting as Shown
from bluelamp.core.actor import Actor
from bluelamp.desk.contact.sources._registry import Line
from bluelamp.records.selectors import references_of

if TYPE_CHECKING:
    from bluelamp.contact.models import Report

_UNKNOWN = Glimpse()


class Conversations:
    name, title, label = "conversations", gettext_lazy("Chats and messages"), "conversations.conversation"
    news = "conversation.state"

    def waiting(self, *, actor: Actor) -> list[Waiting]:
        """Messages with the risk of what was reported, where that is graver than the words; a chat by its words."""
        found = selectors.waiting_places(actor=actor)
        known = risks_of(actor=actor, matters={one.matter_id for one in found if one.kind != Kind.CHAT})
        return [Waiting(_gravest(one, known), one.since, one.id, one.owner_id, one.ahead) for one in found]

    def lines(self, *, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, Line]:
        found = selectors.waiting_by_id(actor=actor, ids=ids)
        matters = references_of(actor=actor, matters={one.matter_id for one in found.values()})
        chats = [one for one, what in found.items() if what.kind == Kind.CHAT]
        known = selectors.glimpses(actor=actor, ids=chats) if chats else {}
        written = {one.matter_id for one in found.values() if one.kind != Kind.CHAT}
        about, risks = _reports(actor, written), risks_of(actor=actor, matters=written)
        return {
            conversation_id: Line(
                reference=_title(one.kind, known.get(conversation_id, _UNKNOWN)),
                more=_more(known.get(conversation_id, _UNKNOWN), _about(about, one.matter_id, matters)),
                risk=_gravest(one, risks),
                reasons=(*one.reasons, *(about[one.matter_id].risk_reasons if one.matter_id in about else ())),
                since=one.since,
                channel=str(Kind(one.kind).label),
                href=_page(one.kind, conversation_id, one.matter_id),
            )
            for conversation_id, one in found.items()
        }


def _gravest(one: Place | Shown, risks: Mapping[UUID, str]) -> str:
    return one.risk if one.kind == Kind.CHAT else min(one.risk, risks.get(one.matter_id, one.risk))


def _reports(actor: Actor, matters: Collection[UUID]) -> "dict[UUID, Report]":
    """What people write about: their report by its matter, with what it warns of. One query, and none for chats."""
    return {one.matter_id: one for one in reports_for_matters(actor=actor, matters=matters)} if matters else {}


def _about(reports: "Mapping[UUID, Report]", matter_id: UUID, references: Mapping[UUID, str]) -> str:
    """The reference that the person has, else that of the matter."""
    return reports[matter_id].reference if matter_id in reports else references.get(matter_id, "")


def _title(kind: str, known: Glimpse) -> str:
    if kind != Kind.CHAT:
        return _("Messages")
    return _("Chat with %(name)s") % {"name": known.name} if known.name else _("Chat")


def _more(known: Glimpse, reference: str) -> str:
    """In quotation marks what somebody wrote: the words of a note or a stranger are never taken for ours."""
    note = _("Handed over: “%(note)s”") % {"note": known.note} if known.note else ""
    return " ".join(part for part in (note, f"“{known.words}”" if known.words else "", reference) if part)


def _page(kind: str, conversation_id: UUID, matter_id: UUID) -> str:
    if kind == Kind.CHAT:
        return reverse("desk_conversations:conversation", args=[conversation_id])
    return reverse("desk_conversations:messages", args=[matter_id])


SOURCE = Conversations()
