"""Where a chat stands and what whoever looks may do about it: the parts of its page that change with its state."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bluelamp.access.routes import Request
from bluelamp.access.selectors import names_of
from bluelamp.access.services import may_ever
from bluelamp.contact.selectors import reports_for_matter
from bluelamp.conversations import policies, replies, selectors
from bluelamp.conversations.enums import State
from bluelamp.conversations.forms import MessageForm
from bluelamp.languages.offering import words_for
from bluelamp.languages.tongues import ENGLISH, Tongue, interpreter_for, tongue

if TYPE_CHECKING:
    from bluelamp.conversations.models import Conversation


class HandOverForm(forms.Form):
    note = forms.CharField(
        label=_("What does whoever has it next need to know?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=10_000,
        error_messages={"required": _("Write what whoever has it next needs to know.")},
    )


def is_desk(request: Request) -> bool:
    """Whether they answer chats; officers only read those of their matters."""
    return may_ever(actor=request.actor, action="conversations.queue.read")


def reply_tongue(found: "Conversation") -> Tongue:
    """The language in which suggested replies are put to whoever chats."""
    return tongue(words_for(language=found.language, section="replies")) or ENGLISH


def may_end(request: Request, found: "Conversation") -> bool:
    """Whether the page offers whoever looks to end the chat."""
    return is_desk(request) and found.state != State.ENDED and policies.may_end(request.actor, found.owner_id)


def standing_of(
    request: Request, found: "Conversation", *, form: MessageForm, hand_over: HandOverForm
) -> dict[str, Any]:
    """What ``_head``, ``_standing``, ``_answering`` and ``_about`` show: none of what was said."""
    actor, desk = request.actor, is_desk(request)
    notes = selectors.hand_overs(actor=actor, conversation_id=found.id) if desk else []
    return {
        "chat": found,
        "interpreter": interpreter_for(found.language),
        "introduced": selectors.introduction(actor=actor, conversation_id=found.id),
        "notes": notes,
        "became": selectors.became(actor=actor, conversation=found) if desk else "",
        "names": names_of(users={one for one in (found.owner_id, *(note.by for note in notes)) if one}),
        "form": form,
        "hand_over": hand_over,
        "replies": replies.REPLIES,
        "reply_tongue": reply_tongue(found),
        "mine": found.owner_id == actor.id and found.state == State.OPEN,
        "may_take": desk and policies.can_take(actor, found.state, found.owner_id),
        "may_end": may_end(request, found),
        "reports": reports_for_matter(actor=actor, matter_id=found.matter_id) if found.draft_id else [],
        "may_report": may_ever(actor=actor, action="conversations.chat.report"),
    }
