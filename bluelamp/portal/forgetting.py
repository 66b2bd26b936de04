"""What a device forgets when somebody leaves a report or a chat: all that would open it again."""

from contextlib import suppress

from django.http import HttpResponse

from bluelamp.access.actors import drop_receipt
from bluelamp.access.routes import Request
from bluelamp.accounts import sessions
from bluelamp.contact.selectors import report
from bluelamp.core.actor import ActorKind
from bluelamp.core.errors import NotFound
from bluelamp.journeys import mounting
from bluelamp.portal import saving


def forget(request: Request, response: HttpResponse) -> None:
    """The receipt, and the key to the draft that the report was; or the whole sign-in."""
    if request.actor.kind is ActorKind.CITIZEN:
        sessions.end(request)
    if request.actor.kind is ActorKind.RECEIPT:
        with suppress(NotFound):  # a chat without a report; and whatever became of one, everybody may leave
            draft_id = report(actor=request.actor, report_id=request.actor.id).draft_id
            mounting.forget(request, response, draft_id)
    drop_receipt(request)
    saving.put_away(request)
