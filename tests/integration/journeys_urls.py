"""A door of its own for the tests of journeys, so that they need no other room."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import path

from bluelamp.access.routes import Request, public
from bluelamp.config import urls as house
from bluelamp.core.actor import Actor
from bluelamp.journeys import mounting
from bluelamp.journeys.types import JourneyDoor, Submitted

RECEIVED: list[Submitted] = []


def receive(*, actor: Actor, submitted: Submitted) -> str:
    RECEIVED.append(submitted)
    return f"/sent/{submitted.draft_id}"


@public
def sent(request: Request, draft_id: str) -> HttpResponse:
    return HttpResponse(f"Sent {draft_id}")


SENT_CODES: list[tuple[str, str, bool]] = []
REFUSED = "refused@example.com"  # an address that has had too many


def send_code(*, actor: Actor, draft_id: UUID, code: str, email: str, neutral: bool) -> bool:
    if email == REFUSED:
        return False
    SENT_CODES.append((code, email, neutral))
    return True


DOOR = JourneyDoor(name="ask", on_submit=receive)
POSTING_DOOR = JourneyDoor(name="narrow", on_submit=receive, send_code=send_code, offers=lambda slug: slug == "trial")
urlpatterns = [
    *house.urlpatterns,  # what layouts link to
    path("ask/", mounting.pages_of(DOOR)),
    path("narrow/", mounting.pages_of(POSTING_DOOR)),
    path("sent/<uuid:draft_id>", sent),
]
handler404 = "bluelamp.access.views.not_found"
