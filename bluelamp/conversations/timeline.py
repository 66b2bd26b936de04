"""What this room adds to the timeline of a matter: that people wrote, and when chats began and ended."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from bluelamp.conversations.selectors import chats_for_matters, threads_for_matters
from bluelamp.core.actor import Actor
from bluelamp.records.timeline import Entry
from bluelamp.records.types import Ref


def entries(*, actor: Actor, matters: frozenset[UUID]) -> Iterator[Entry]:
    """Two queries; what was said is read on its own page."""
    for thread in threads_for_matters(actor=actor, matters=matters):
        yield Entry(at=thread.begun_at, text=_("Messages began"), subject=Ref.of(thread))
    for chat in chats_for_matters(actor=actor, matters=matters):
        yield Entry(at=chat.begun_at, text=_("Chat began"), subject=Ref.of(chat))
        if chat.ended_at is not None:
            yield Entry(at=chat.ended_at, text=_("Chat ended"), subject=Ref.of(chat))
