"""The messages of a matter, for whoever works on it: reading, answering, and saying that no answer is needed."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from bluelamp.access.routes import Request, route
from bluelamp.access.services import allowed
from bluelamp.access.submitting import submit
from bluelamp.contact import replies
from bluelamp.contact.selectors import correspondent
from bluelamp.conversations import selectors, services
from bluelamp.conversations.enums import State
from bluelamp.conversations.forms import MessageForm
from bluelamp.conversations.policies import last_shown
from bluelamp.core.errors import NotFound
from bluelamp.desk.conversations.sending import said_alone
from bluelamp.desk.records.pages import matter_card
from bluelamp.files import selectors as files
from bluelamp.files.responses import attachment
from bluelamp.flows.send_message import Written, send_message
from bluelamp.ledger.enums import Purpose

_READ = route(action="conversations.message.read", purpose=Purpose.VICTIM_CARE)


@require_GET
@_READ
def messages(request: Request, matter_id: UUID) -> HttpResponse:
    """What was said, and a form to say more."""
    chosen = replies.reply_text(request.GET.get("reply", ""), neutral=_neutral(request, matter_id))
    return _page(request, matter_id, MessageForm(initial={"text": chosen} if chosen else None))


@require_GET
@_READ
def latest(request: Request, matter_id: UUID) -> HttpResponse:
    """What was said alone, for the live refresh."""
    _check_reads(request, matter_id)
    shown = last_shown(request.GET.get("after", ""))
    return render(request, "desk/conversations/_said.html", _said(request, matter_id, after=shown))


@require_POST
@route(action="conversations.message.write", purpose=Purpose.VICTIM_CARE)
def write(request: Request, matter_id: UUID) -> HttpResponse:
    """Answer, or write first."""
    form = MessageForm(request.POST, request.FILES)

    sent: list[Any] = []

    def send() -> None:
        sent.append(send_message(actor=request.actor, matter_id=matter_id, written=Written.of(form)))

    if submit(form, send):
        return said_alone(request, sent[0], to=reverse("desk_conversations:messages", args=[matter_id]))
    return _page(request, matter_id, form)


@require_POST
@route(action="conversations.thread.settle", purpose=Purpose.VICTIM_CARE)
def settle(request: Request, matter_id: UUID) -> HttpResponse:
    """“This needs no answer.”"""
    found = selectors.thread(actor=request.actor, matter_id=matter_id)
    if found is None:
        raise NotFound("There are no messages here that you can see.")
    services.settle(actor=request.actor, conversation_id=found.id)
    return redirect("desk_conversations:messages", matter_id)


@require_GET
@_READ
def file(request: Request, matter_id: UUID, file_id: UUID) -> HttpResponseBase:
    """A file that was sent with a message."""
    _check_reads(request, matter_id)
    return attachment(request, files.stored_file(actor=request.actor, file_id=file_id), inline=True)


def _check_reads(request: Request, matter_id: UUID) -> None:
    if not allowed(actor=request.actor, action="conversations.message.read", matter=matter_id):
        raise NotFound("There are no messages here that you can see.")


def _neutral(request: Request, matter_id: UUID) -> bool:
    """Whether nothing may be written that others would understand; also for whoever may not know what they said."""
    if not allowed(actor=request.actor, action="contact.safe_contact.read"):
        return True
    person = correspondent(actor=request.actor, matter_id=matter_id)
    return person is None or replies.is_neutral(person.safe_contact)


def _said(request: Request, matter_id: UUID, *, after: int = 0) -> dict[str, object]:
    lines = selectors.messages_for_matter(actor=request.actor, matter_id=matter_id, after=after)
    if lines:
        last = lines[-1].message
        services.mark_read(actor=request.actor, conversation_id=last.conversation_id, number=last.number)
    return {"lines": lines, "matter_id": matter_id}


def _page(request: Request, matter_id: UUID, form: MessageForm) -> HttpResponse:
    _check_reads(request, matter_id)
    found = selectors.thread(actor=request.actor, matter_id=matter_id)
    context = {
        **_said(request, matter_id),
        "form": form,
        "replies": replies.REPLIES,
        "neutral": _neutral(request, matter_id),
        "card": matter_card(actor=request.actor, matter_id=matter_id),
        "thread_id": found.id if found else "",
        "unanswered": found.unanswered_since if found else None,
        "may_write": allowed(
            actor=request.actor, action="conversations.message.write", state=State.OPEN, matter=matter_id
        ),
        "may_settle": allowed(actor=request.actor, action="conversations.thread.settle", matter=matter_id),
    }
    return render(request, "desk/conversations/messages.html", context, status=422 if form.errors else 200)
