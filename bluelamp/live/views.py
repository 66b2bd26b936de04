"""The one page of this room: a ticket for the event stream."""

from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from bluelamp.access.routes import Request, public
from bluelamp.access.selectors import session_ends
from bluelamp.core.errors import NotAllowed
from bluelamp.live import selectors, tickets


@public
@require_GET
@never_cache
def ticket(request: Request) -> HttpResponse:
    """A ticket for whoever is signed in or holds a receipt; 403 for everybody else."""
    key = request.session.session_key or ""
    try:
        text = tickets.issue(request.actor, session_ends(key=key), session=key, position=selectors.position())
    except NotAllowed as error:  # a script asks, so no page of ours answers
        return JsonResponse({"error": error.message, "code": error.code}, status=error.http_status)
    return JsonResponse({"ticket": text, "expires_in": int(tickets.VALID_FOR.total_seconds())})
