"""Messages between the person who reported and the police, on the pages of their report."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from bluelamp.access.routes import Request
from bluelamp.access.submitting import said, submit
from bluelamp.contact.selectors import report
from bluelamp.conversations import selectors
from bluelamp.conversations.forms import MessageForm
from bluelamp.conversations.policies import last_shown
from bluelamp.conversations.services import mark_read
from bluelamp.conversations.types import Line
from bluelamp.files import selectors as files
from bluelamp.files.responses import attachment
from bluelamp.flows.send_message import Written, send_message
from bluelamp.live.selectors import position
from bluelamp.portal.owning import own_report


@never_cache
@require_http_methods(["GET", "POST"])
@own_report
def messages(request: Request, report_id: UUID) -> HttpResponse:
    """What was said, and a form to say more."""
    newest = position()
    found = report(actor=request.actor, report_id=report_id)
    form = MessageForm(request.POST or None, request.FILES or None)
    sent: list[Any] = []
    if request.method == "POST" and submit(form, lambda: sent.append(_send(request, form, found.matter_id))):
        context = {"lines": [Line(sent[0], "")], "report": found}
        return said(
            request,
            number=sent[0].number,
            to=f"{request.path}#written",
            line=lambda: render(request, "portal/_said.html", context),
        )
    lines = selectors.messages_for_matter(actor=request.actor, matter_id=found.matter_id)
    context = {"report": found, "lines": lines, "form": form, "live_since": newest, "thread_id": _thread(lines)}
    response = render(request, "portal/messages.html", context, status=422 if form.errors else 200)
    _read(request, lines)
    return response


@never_cache
@require_GET
@own_report
def latest(request: Request, report_id: UUID) -> HttpResponse:
    """What was said after a number, for the live page."""
    found = report(actor=request.actor, report_id=report_id)
    shown = last_shown(request.GET.get("after", ""))
    lines = selectors.messages_for_matter(actor=request.actor, matter_id=found.matter_id, after=shown)
    response = render(request, "portal/_said.html", {"lines": lines, "report": found})
    _read(request, lines)
    return response


@require_GET
@own_report
def file(request: Request, report_id: UUID, file_id: UUID) -> HttpResponseBase:
    """A file that one of them sent."""
    report(actor=request.actor, report_id=report_id)
    return attachment(request, files.stored_file(actor=request.actor, file_id=file_id), inline=True)


def _send(request: Request, form: MessageForm, matter_id: UUID) -> Any:
    return send_message(actor=request.actor, matter_id=matter_id, written=Written.of(form))


def _read(request: Request, lines: list[Line]) -> None:
    if lines:
        last = lines[-1].message
        mark_read(actor=request.actor, conversation_id=last.conversation_id, number=last.number)


def _thread(lines: list[Line]) -> str:
    return str(lines[0].message.conversation_id) if lines else ""
