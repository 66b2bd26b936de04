"""The one page of this room: a ticket for the event stream."""

from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from bluelamp.access.routes import Request, public
from bluelamp.live import tickets


@public
@require_GET
@never_cache
def ticket(request: Request) -> HttpResponse:
    """A ticket for whoever is signed in or holds a receipt; 403 for everybody else."""
    text = tickets.issue(
        request.actor, request.session.get_expiry_date(), session=request.session.session_key or ""
    )
    return JsonResponse({"ticket": text, "expires_in": int(tickets.VALID_FOR.total_seconds())})
