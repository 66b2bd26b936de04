"""What a script that sent a message of ours is given."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from bluelamp.access.routes import Request
from bluelamp.access.selectors import names_of
from bluelamp.access.submitting import said
from bluelamp.conversations.types import Line


def said_alone(request: Request, message: Any, *, to: str) -> HttpResponse:
    """After a message of ours: the page, or its line for a script."""

    def line() -> HttpResponse:
        name = names_of(users={message.author}).get(message.author, "")
        return render(request, "desk/conversations/_said.html", {"lines": [Line(message, name)]})

    return said(request, number=message.number, to=to, line=line)
