"""From a form to what is sent, and back to a script that sent it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from bluelamp.access.routes import Request
from bluelamp.access.selectors import names_of
from bluelamp.access.submitting import said
from bluelamp.conversations.forms import MessageForm
from bluelamp.conversations.types import Line
from bluelamp.flows.send_message import Attached


def attached(form: MessageForm) -> Attached | None:
    """The file of a form."""
    sent = form.cleaned_data["file"]
    return Attached(name=sent.name, chunks=sent.chunks()) if sent else None


def said_alone(request: Request, message: Any, *, to: str) -> HttpResponse:
    """After a message of ours: the page, or its line for a script."""

    def line() -> HttpResponse:
        name = names_of(users={message.author}).get(message.author, "")
        return render(request, "desk/conversations/_said.html", {"lines": [Line(message, name)]})

    return said(request, number=message.number, to=to, line=line)
