"""What was said in a chat becomes a report: its form is begun with the words filled in, and somebody completes it."""

from typing import TYPE_CHECKING
from uuid import UUID

from bluelamp.access.services import allowed
from bluelamp.contact.enums import Channel
from bluelamp.contact.report_types import report_types
from bluelamp.conversations import selectors
from bluelamp.conversations import services as conversations
from bluelamp.conversations.enums import Ended, Side
from bluelamp.core.actor import Actor
from bluelamp.core.errors import Conflict, Invalid
from bluelamp.flows.submit_report import submit_report
from bluelamp.journeys.definition import LongText
from bluelamp.journeys.selectors import offered_journey
from bluelamp.journeys.services import answer, begin
from bluelamp.journeys.types import Holder, Known, Means, Submitted, suggested
from bluelamp.ledger.writing import service
from bluelamp.records.services import rename_matter

if TYPE_CHECKING:
    from bluelamp.conversations.models import Conversation

_ABOUT = "conversations.conversation:"
_CHANGE = "records.matter.change"


@service
def begin_chat_report(*, actor: Actor, conversation_id: UUID, slug: str) -> UUID:
    """Begin the form; the draft's id. One chat becomes one report: ``Conflict`` for a second."""
    if slug not in report_types():
        raise Invalid("Choose the form to fill in.", field="slug")
    holder = begin(actor=actor, slug=slug, about=f"{_ABOUT}{conversation_id}")
    chat = conversations.begin_report(actor=actor, conversation_id=conversation_id, draft_id=holder.draft_id)
    _fill_in(actor, holder, chat, slug)
    return holder.draft_id


@service
def submit_chat_report(*, actor: Actor, submitted: Submitted) -> UUID:
    """Receive the form as a report on the chat's own matter, so that whoever chatted follows it; the chat's id."""
    chat_id = UUID(submitted.about.removeprefix(_ABOUT))
    chat = selectors.conversation(actor=actor, conversation_id=chat_id)
    if chat.draft_id != submitted.draft_id:
        raise Conflict("This form no longer belongs to a chat. Open the chat, and go on from there.")
    submit_report(
        actor=actor, submitted=submitted, channel=Channel.CHAT, matter_id=chat.matter_id, language=chat.language
    )
    if allowed(actor=actor, action=_CHANGE, state="open", matter=chat.matter_id):
        rename_matter(actor=actor, matter=chat.matter_id, title=submitted.title)
    conversations.report_made(actor=actor, conversation_id=chat_id)
    return chat_id


def _fill_in(actor: Actor, holder: Holder, chat: "Conversation", slug: str) -> None:
    """Their own words as the account, and what they said about themselves. What does not fit is left to be asked."""
    introduced = selectors.introduction(actor=actor, conversation_id=chat.id)
    contact = introduced.contact if introduced and chat.ended_by != Ended.LEFT else ""
    known = Known(introduced.name if introduced else "", contact)
    lines = selectors.messages(actor=actor, conversation_id=chat.id)
    words = "\n\n".join(line.message.text for line in lines if line.message.side == Side.PERSON and line.message.text)
    for question in offered_journey(slug=slug):
        if isinstance(question, LongText) and question.says == Means.ACCOUNT:
            posted = question.form(words[: question.max])
        else:
            posted = suggested(question, known, careful=True)
        if posted.fields():
            answer(actor=actor, holder=holder, name=question.name, posted=posted)
