"""The demo's mailbox, and the supervisor's list of what could not be sent."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from bluelamp.access.routes import Request, public, route
from bluelamp.ledger.enums import Purpose
from bluelamp.notices import links, selectors, services


def _demo_only(view: Callable[[Request], HttpResponse]) -> Callable[[Request], HttpResponse]:
    """Not there at all outside the demo: real mail boxes belong to other people."""

    @wraps(view)
    def inside(request: Request) -> HttpResponse:
        if not settings.BLUELAMP_DEMO:
            raise Http404
        return view(request)

    return inside


@public
@_demo_only
def to_mailbox(request: Request) -> HttpResponse:  # noqa: ARG001 - Django's signature
    return redirect("notices:mailbox")


@public
@require_safe
@_demo_only
def mailbox(request: Request) -> HttpResponse:
    """Every email and text message that the demo would have sent, newest first; ``to`` asks for one address."""
    wanted = request.GET.get("to", "").strip()
    items = [item for item in selectors.mailbox(actor=request.actor) if wanted.casefold() in item.address.casefold()]
    return render(request, "notices/mailbox.html", {"items": items, "wanted": wanted})


@route(action="notices.notice.review", purpose=Purpose.SUPERVISION)
@require_safe
def unsent(request: Request) -> HttpResponse:
    """Who has to be reached another way, and why."""
    notices = selectors.unsent(actor=request.actor)
    found = {notice.recipient: links.link_to(notice.recipient) for notice in notices}
    context = {"notices": notices, "links": found, "again": "again" in request.GET}
    return render(request, "notices/unsent.html", context)


@route(action="notices.notice.try_again", purpose=Purpose.SUPERVISION)
@require_POST
def try_again(request: Request, notice_id: UUID) -> HttpResponse:
    services.try_again(actor=request.actor, notice_id=notice_id)
    return redirect(f"{reverse('unsent-notices:list')}?again=1")
