"""Where crews are, told by their phones. The newest position of a crew is kept, and none before it."""

from datetime import timedelta

from bluelamp.access.services import check
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.errors import Invalid, NotFound
from bluelamp.incidents import policies
from bluelamp.incidents.enums import ResourceState
from bluelamp.incidents.models import Resource
from bluelamp.incidents.services.board import BOARD
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service
from bluelamp.live.services import publish


@service
def report_position(
    *, actor: Actor, latitude: float, longitude: float, accuracy: float = 0.0, age: timedelta = timedelta()
) -> bool:
    """Where the actor's crew is, told by one of them; whether it was kept.

    ``accuracy`` in metres. ``age`` is how long ago the phone found it, by its own clock, which may be wrong: so it
    is not asked what time it was. What is too old or too coarse, or comes too soon, is dropped without complaint.
    Raises ``NotFound`` for somebody whose crew is not on duty.
    """
    check(actor=actor, action="incidents.resource.report")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise Invalid("A position needs a latitude of -90 to 90 and a longitude of -180 to 180.", field="position")
    crew = Resource.objects.select_for_update().filter(crew__contains=[actor.id]).exclude(state=ResourceState.OFF_DUTY)
    resource = crew.order_by("callsign").first()
    if resource is None:
        raise NotFound("You are on no crew that is on duty, so your position is not taken.")
    found_at = now() - age
    if not policies.is_worth_keeping(resource.position_at, found_at, age=age, accuracy=accuracy):
        return False
    resource.latitude, resource.longitude, resource.position_at = latitude, longitude, found_at
    resource.save(update_fields=["latitude", "longitude", "position_at"])
    record(actor=actor, act=Act.COLLECTION, action="incidents.resource.report", subjects=[resource])
    publish(audience=BOARD, kind="position", data={"resource": str(resource.id)})
    return True
