"""Chats until they end, and messages that nobody has answered."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bluelamp.contact.types import Waiting
from bluelamp.conversations import selectors
from bluelamp.conversations.enums import Kind
from bluelamp.core.actor import Actor
from bluelamp.desk.contact.sources._registry import Line
from bluelamp.records.selectors import references_of


class Conversations:
    name, title, label = "conversations", gettext_lazy("Chats and messages"), "conversations.conversation"
    news = "conversation.state"

    def waiting(self, *, actor: Actor) -> list[Waiting]:
        return [Waiting(*place) for place in selectors.waiting_places(actor=actor)]

    def lines(self, *, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, Line]:
        found = selectors.waiting_by_id(actor=actor, ids=ids)
        matters = references_of(actor=actor, matters={one.matter_id for one in found.values()})
        return {
            conversation_id: Line(
                reference=_("Chat") if one.kind == Kind.CHAT else _("Messages"),
                more=matters.get(one.matter_id, ""),
                risk=one.risk,
                reasons=one.reasons,
                since=one.since,
                channel=str(Kind(one.kind).label),
                href=_page(one.kind, conversation_id, one.matter_id),
            )
            for conversation_id, one in found.items()
        }


def _page(kind: str, conversation_id: UUID, matter_id: UUID) -> str:
    if kind == Kind.CHAT:
        return reverse("desk_conversations:conversation", args=[conversation_id])
    return reverse("desk_conversations:messages", args=[matter_id])


SOURCE = Conversations()
