"""How a door asks journeys, with their pages.

DOOR = JourneyDoor(name="report", on_submit=receive)
urlpatterns = [path("report/", mounting.pages_of(DOOR))]

def receive(*, actor: Actor, submitted: Submitted) -> str: ...  # store it, answer with the address of the receipt
"""

from django.urls import URLPattern

from bluelamp.journeys.types import JourneyDoor
from bluelamp.journeys.urls import patterns
from bluelamp.journeys.views.cookie import forget
from bluelamp.journeys.views.starting import ask

__all__ = ["ask", "forget", "pages_of"]


def pages_of(door: JourneyDoor) -> tuple[list[URLPattern], str, str]:
    """For ``path("report/", mounting.pages_of(DOOR))``."""
    return patterns(door), "journeys", door.name
