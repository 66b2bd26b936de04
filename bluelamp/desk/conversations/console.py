"""The console for chats: who waits, the chats that one has, and one of them open beside."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from bluelamp.access.routes import Request, route
from bluelamp.access.submitting import submit
from bluelamp.conversations import policies, replies, selectors, services
from bluelamp.conversations.enums import Kind
from bluelamp.conversations.forms import MessageForm
from bluelamp.core.errors import BluelampError, NotFound
from bluelamp.desk.conversations.sending import said_alone
from bluelamp.desk.conversations.standing import HandOverForm, is_desk, reply_tongue, standing_of
from bluelamp.desk.records.pages import matter_card
from bluelamp.flows.send_message import Written, say_in_conversation
from bluelamp.languages.tongues import ENGLISH, interpreter_for
from bluelamp.ledger.enums import Purpose

if TYPE_CHECKING:
    from bluelamp.conversations.models import Conversation

_QUEUE = route(action="conversations.queue.read", purpose=Purpose.CONTACT)
_READ = route(action="conversations.message.read", purpose=Purpose.CONTACT)
_DECISIONS = {"act": services.act_on_concern, "dismiss": services.dismiss_concern}


@require_GET
@_QUEUE
def console(request: Request) -> HttpResponse:
    """Who waits, and the chats of whoever looks."""
    return render(request, "desk/conversations/console.html", _lists(request))


@require_GET
@_QUEUE
def lists(request: Request) -> HttpResponse:
    """The lists alone, for the live refresh; ``open`` is the chat that stands beside them."""
    return render(request, "desk/conversations/_lists.html", _lists(request, request.GET.get("open", "")))


@require_GET
@_READ
def conversation(request: Request, conversation_id: UUID) -> HttpResponse:
    """One chat. The messages of a matter have their page with the matter."""
    found = selectors.conversation(actor=request.actor, conversation_id=conversation_id)
    if found.kind == Kind.MESSAGES:
        return redirect("desk_conversations:messages", found.matter_id)
    chosen = replies.reply_text(request.GET.get("reply", ""), language=reply_tongue(found).code)
    return _page(request, found, form=MessageForm(initial={"text": chosen} if chosen else None))


@require_GET
@_READ
def standing(request: Request, conversation_id: UUID) -> HttpResponse:
    """The parts of the page of a chat that change with its state, for the live refresh: nothing of what was said."""
    found = selectors.conversation(actor=request.actor, conversation_id=conversation_id)
    if found.kind == Kind.MESSAGES:
        return redirect("desk_conversations:messages", found.matter_id)
    context = standing_of(request, found, form=MessageForm(), hand_over=HandOverForm())
    return render(request, "desk/conversations/standing.html", context)


@require_GET
@_READ
def said(request: Request, conversation_id: UUID) -> HttpResponse:
    """What was said after a number, for the live page."""
    found = selectors.conversation(actor=request.actor, conversation_id=conversation_id)
    lines = _lines(request, found.id, after=policies.last_shown(request.GET.get("after", "")))
    return render(request, "desk/conversations/_said.html", {"lines": lines})


@require_GET
@_READ
def transcript(request: Request, conversation_id: UUID) -> HttpResponse:
    """What was said in a conversation, to be printed or handed over: as it is kept, with nothing around it."""
    found = selectors.conversation(actor=request.actor, conversation_id=conversation_id)
    context = {
        "chat": found,
        "lines": selectors.messages(actor=request.actor, conversation_id=found.id),
        "introduced": selectors.introduction(actor=request.actor, conversation_id=found.id),
        "matter": matter_card(actor=request.actor, matter_id=found.matter_id),
        "language": interpreter_for(found.language) or ENGLISH.english,
    }
    return render(request, "desk/conversations/transcript.html", context)


@require_POST
@route(action="conversations.message.write", purpose=Purpose.CONTACT)
def say(request: Request, conversation_id: UUID) -> HttpResponse:
    """Answer. A script that posts is given its line alone."""
    form = MessageForm(request.POST, request.FILES)

    sent: list[Any] = []
    if submit(form, lambda: sent.append(_say(request, form, conversation_id))):
        there = reverse("desk_conversations:conversation", args=[conversation_id])
        return said_alone(request, sent[0], to=f"{there}#id_text")
    found = selectors.conversation(actor=request.actor, conversation_id=conversation_id)  # none, without a need to know
    return _page(request, found, form=form)


@require_POST
@route(action="conversations.chat.take", purpose=Purpose.CONTACT)
def take(request: Request, conversation_id: UUID) -> HttpResponse:
    """“I am here.”"""
    try:
        services.take_chat(actor=request.actor, conversation_id=conversation_id)
    except BluelampError as error:
        found = selectors.conversation(actor=request.actor, conversation_id=conversation_id)
        return _page(request, found, form=MessageForm(), problem=error)
    return redirect("desk_conversations:conversation", conversation_id)


@require_POST
@route(action="conversations.chat.hand_over", purpose=Purpose.CONTACT)
def hand_over(request: Request, conversation_id: UUID) -> HttpResponse:
    """To whoever is free, with a word."""
    found = selectors.conversation(actor=request.actor, conversation_id=conversation_id)
    form = HandOverForm(request.POST)

    def give() -> None:
        services.hand_over(actor=request.actor, conversation_id=found.id, note=form.cleaned_data["note"])

    if submit(form, give):
        return redirect("desk_conversations:console")
    return _page(request, found, form=MessageForm(), hand_over=form)


@require_POST
@route(action="conversations.concern.decide", purpose=Purpose.SAFEGUARDING)
def concern(request: Request, concern_id: UUID, decision: str) -> HttpResponse:
    """What words of danger mean, by somebody who has read them."""
    decide = _DECISIONS.get(decision)
    if decide is None:
        raise NotFound("There is no such decision.")
    decided = decide(actor=request.actor, concern_id=concern_id)
    return redirect("desk_conversations:conversation", decided.conversation_id)


def _say(request: Request, form: MessageForm, conversation_id: UUID) -> Any:
    return say_in_conversation(actor=request.actor, conversation_id=conversation_id, written=Written.of(form))


def _lines(request: Request, conversation_id: UUID, *, after: int = 0) -> list[Any]:
    lines = selectors.messages(actor=request.actor, conversation_id=conversation_id, after=after)
    if lines:
        last = lines[-1].message
        services.mark_read(actor=request.actor, conversation_id=conversation_id, number=last.number)
    return list(lines)


def _lists(request: Request, chosen: str = "") -> dict[str, Any]:
    waiting, tabs = selectors.waiting(actor=request.actor, kind=Kind.CHAT), selectors.own_chats(actor=request.actor)
    ids = [*(one.conversation_id for one in waiting), *(tab.conversation.id for tab in tabs)]
    return {
        "waiting": [(one, interpreter_for(one.language)) for one in waiting],
        "tabs": tabs,
        "known": selectors.glimpses(actor=request.actor, ids=ids) if ids else {},
        "chosen": chosen,
    }


def _page(
    request: Request,
    found: "Conversation",
    *,
    form: MessageForm,
    hand_over: HandOverForm | None = None,
    problem: BluelampError | None = None,
) -> HttpResponse:
    lines = _lines(request, found.id)  # before the lists, which count what is unread
    context = {
        **(_lists(request, str(found.id)) if is_desk(request) else {"waiting": [], "tabs": [], "chosen": ""}),
        **standing_of(request, found, form=form, hand_over=hand_over or HandOverForm()),
        "lines": lines,
        "problem": problem,
        "card": matter_card(actor=request.actor, matter_id=found.matter_id),
    }
    refused = form.errors or (hand_over and hand_over.errors)
    status = problem.http_status if problem else 422 if refused else 200
    return render(request, "desk/conversations/conversation.html", context, status=status)
