"""A door of its own for the tests of journeys, so that they need no other room."""

from django.http import HttpResponse
from django.urls import path

from bluelamp.access.routes import Request, public
from bluelamp.config import urls as house
from bluelamp.core.actor import Actor
from bluelamp.journeys.types import JourneyDoor, Submitted

RECEIVED: list[Submitted] = []


def receive(*, actor: Actor, submitted: Submitted) -> str:
    RECEIVED.append(submitted)
    return f"/sent/{submitted.draft_id}"


@public
def sent(request: Request, draft_id: str) -> HttpResponse:
    return HttpResponse(f"Sent {draft_id}")


DOOR = JourneyDoor(name="ask", on_submit=receive)
urlpatterns = [
    *house.urlpatterns,  # what layouts link to
    path("ask/", DOOR.urls),
    path("sent/<uuid:draft_id>", sent),
]
handler404 = "bluelamp.access.views.not_found"
