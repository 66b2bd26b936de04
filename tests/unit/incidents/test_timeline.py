"""What this room tells of a matter: when it was asked to come, came and left, and nothing of the log."""

import pytest

from bluelamp.core.actor import Actor
from bluelamp.incidents import services, timeline
from bluelamp.incidents.models import Incident
from bluelamp.records.timeline import Entry
from tests.factories.records import looking
from tests.plugins.cast import Cast
from tests.unit.incidents.test_services import opened, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("heard_by_somebody")]


def told(actor: Actor, incident: Incident) -> list[Entry]:
    with looking(actor):
        return list(timeline.entries(actor=actor, matters=frozenset({incident.matter_id})))


def test_each_step_is_told_when_it_has_happened(cast: Cast) -> None:
    assignment, desk, crew = sent(cast), cast["dispatcher"], cast["responder"]
    incident = assignment.incident
    opening = f"Incident {incident.reference} opened as {incident.grade}"
    assert [entry.text for entry in told(desk, incident)] == [opening]
    for step in (services.accept, services.travel, services.arrive):
        step(actor=crew, assignment_id=assignment.id)
    arrived = f"Officers arrived at incident {incident.reference}"
    assert [entry.text for entry in told(desk, incident)] == [opening, arrived]
    services.result(actor=crew, incident_id=incident.id, code="crime", text="He hid in the loft.")
    found = told(desk, incident)
    assert [entry.text for entry in found] == [
        opening,
        arrived,
        f"Incident {incident.reference} resulted: Crime dealt with",
    ]
    assert [entry.at for entry in found] == sorted(entry.at for entry in found)


def test_what_was_written_in_the_log_stays_there_and_others_are_told_nothing(cast: Cast) -> None:
    incident = opened(cast)
    services.add_note(actor=cast["dispatcher"], incident_id=incident.id, text="Key under the mat.")
    assert "Key under the mat" not in repr(told(cast["dispatcher"], incident))
    for who in ("responder", "detective", "analyst", "citizen"):
        assert told(cast[who], incident) == []
