"""Talking to somebody now: plain forms that work without scripts, kept current by the live feed where there are any."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bluelamp.access.actors import hold_receipt
from bluelamp.access.origin import address_of
from bluelamp.access.routes import Request, public
from bluelamp.access.services import may_ever
from bluelamp.access.submitting import said, submit
from bluelamp.contact.selectors import report, reports_for_matter
from bluelamp.conversations import selectors, services
from bluelamp.conversations.enums import Kind, State
from bluelamp.conversations.forms import MessageForm, StartForm
from bluelamp.conversations.policies import last_shown
from bluelamp.conversations.selectors import next_opening
from bluelamp.conversations.types import Line
from bluelamp.core.actor import ActorKind
from bluelamp.core.clock import now
from bluelamp.core.errors import NotAllowed, NotFound
from bluelamp.files import selectors as files
from bluelamp.files.responses import attachment
from bluelamp.flows.send_message import Written, say_in_conversation
from bluelamp.live.selectors import position
from bluelamp.portal.forgetting import forget
from bluelamp.portal.frames import public_frame

P = ParamSpec("P")
_OWNERS = frozenset({ActorKind.RECEIPT, ActorKind.CITIZEN})


def own_chat(
    view: Callable[Concatenate[Request, UUID, P], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """A page of one chat. Whose it is, the selector or service decides; whoever holds none begins one."""

    @public
    @wraps(view)
    def page(request: Request, conversation_id: UUID, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.actor.kind not in _OWNERS:
            return redirect("portal:chat")
        try:
            return view(request, conversation_id, *args, **kwargs)
        except NotAllowed:  # somebody else's chat is answered like none at all
            raise NotFound("There is no conversation here that you can see.", field="conversation") from None

    return page


@never_cache
@require_http_methods(["GET", "POST"])
@public
def start(request: Request) -> HttpResponse:
    """999 first; then whether somebody is there, how long it may take, and a few words."""
    form = StartForm(request.POST or None, initial={"report": request.GET.get("report", "")})
    begun: list[UUID] = []
    if request.method == "POST" and submit(form, lambda: begun.append(_begin(request, form))):
        if request.actor.kind is ActorKind.PUBLIC:
            hold_receipt(request, begun[0])
        return redirect("portal:chat-room", begun[0])
    opens = next_opening(actor=request.actor)
    asks = may_ever(actor=request.actor, action="conversations.chat.start")
    context = {
        "form": form,
        "opens": opens,
        "is_open": opens is not None and opens <= now(),
        "queue": selectors.queue(actor=request.actor) if asks else None,
        "running": selectors.running_chat(actor=request.actor) if request.actor.kind in _OWNERS else None,
    }
    return render(request, "portal/chat_start.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
@own_chat
def chat(request: Request, conversation_id: UUID) -> HttpResponse:
    """What was said, where it stands, and a form to say more. A script that posts is given its line alone."""
    form = MessageForm(request.POST or None, request.FILES or None)
    sent: list[Any] = []
    if request.method == "POST" and submit(form, lambda: sent.append(_say(request, form, conversation_id))):
        alone = {"lines": [Line(sent[0], "")], "chat": {"id": conversation_id}}
        return said(
            request,
            number=sent[0].number,
            to=f"{request.path}#written",
            line=lambda: render(request, "portal/_said.html", alone),
        )
    newest = position()
    found = _chat(request, conversation_id)  # somebody else's is none, whatever the form says
    lines = selectors.messages(actor=request.actor, conversation_id=found.id)
    context = {"form": form, "lines": lines, "live_since": newest, **_state(request, found)}
    return render(request, "portal/chat.html", context, status=422 if form.errors else 200)


@never_cache
@require_GET
@own_chat
def latest(request: Request, conversation_id: UUID) -> HttpResponse:
    """What was said after a number, for the live page."""
    found = _chat(request, conversation_id)
    shown = last_shown(request.GET.get("after", ""))
    lines = selectors.messages(actor=request.actor, conversation_id=found.id, after=shown)
    return render(request, "portal/_said.html", {"lines": lines, "chat": found})


@never_cache
@require_GET
@own_chat
def state(request: Request, conversation_id: UUID) -> HttpResponse:
    """Where it stands and what can be done now, for the live page."""
    context = {"form": MessageForm(), **_state(request, _chat(request, conversation_id))}
    return render(request, "portal/chat_parts.html", context)


@require_GET
@own_chat
def file(request: Request, conversation_id: UUID, file_id: UUID) -> HttpResponseBase:
    """A file that one of them sent."""
    _chat(request, conversation_id)
    return attachment(request, files.stored_file(actor=request.actor, file_id=file_id), inline=True)


@require_POST
@own_chat
def end(request: Request, conversation_id: UUID) -> HttpResponse:
    """It is over. What was said can still be read here."""
    services.end_chat(actor=request.actor, conversation_id=conversation_id)
    return redirect("portal:chat-room", conversation_id)


@require_POST
@own_chat
def leave(request: Request, conversation_id: UUID) -> HttpResponse:
    """Out at once: the chat ends, this device forgets it and whoever is signed in, and another website opens."""
    services.end_chat(actor=request.actor, conversation_id=conversation_id, left=True)
    elsewhere = public_frame(request).quick_exit
    response = render(request, "portal/gone.html", {"elsewhere": elsewhere})
    forget(request, response)
    response["Refresh"] = f"0; url={elsewhere}"  # a redirect of a form to another website is refused by our own policy
    return response


@require_POST
@own_chat
def receipt(request: Request, conversation_id: UUID) -> HttpResponse:
    """From the chat to the receipt of the report that was made of it."""
    found = _chat(request, conversation_id)
    made = reports_for_matter(actor=request.actor, matter_id=found.matter_id)
    if not made:
        raise NotFound("No report has been made of this chat yet.")
    hold_receipt(request, made[0].id)
    return redirect("portal:sent")


def _begin(request: Request, form: StartForm) -> UUID:
    said: dict[str, Any] = {**form.cleaned_data}
    about = said.pop("report")
    matter_id = report(actor=request.actor, report_id=about).matter_id if about else None
    return services.start_chat(
        actor=request.actor, matter_id=matter_id, language=request.language, connection=address_of(request), **said
    ).id


def _chat(request: Request, conversation_id: UUID) -> Any:
    found = selectors.conversation(actor=request.actor, conversation_id=conversation_id)
    if found.kind != Kind.CHAT:
        raise NotFound("There is no chat here that you can see.")
    return found


def _say(request: Request, form: MessageForm, conversation_id: UUID) -> Any:
    return say_in_conversation(
        actor=request.actor, conversation_id=conversation_id, written=Written.of(form), kind=Kind.CHAT
    )


def _state(request: Request, found: Any) -> dict[str, Any]:
    waits = found.state == State.WAITING
    reports = reports_for_matter(actor=request.actor, matter_id=found.matter_id) if found.draft_id else []
    return {
        "chat": found,
        "queue": selectors.queue(actor=request.actor, conversation=found) if waits else None,
        "with_whom": selectors.owner_name(actor=request.actor, conversation=found),
        "reports": reports,
    }
