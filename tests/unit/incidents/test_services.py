"""From the call to the result, and what is refused on the way."""

from uuid import UUID

import pytest

from bluelamp.access.services import allowed
from bluelamp.core.errors import Conflict, IllegalTransition, Invalid, NotAllowed
from bluelamp.core.ids import new_id
from bluelamp.incidents import services
from bluelamp.incidents.models import Assignment, Incident, LogEntry, Resource
from bluelamp.ledger.reading import writing
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db


def opened(cast: Cast, grade: str = "P1") -> Incident:
    return services.open_incident(
        actor=cast["dispatcher"],
        matter_id=new_id(),
        grade=grade,
        summary="A window was broken and somebody is inside.",
        nsir_class="crime",
        place_label="1 Lantern Row",
        latitude=52.48,
        longitude=-1.89,
    )


def crew(cast: Cast, *names: str, callsign: str = "RA01") -> Resource:
    return services.add_resource(
        actor=cast["dispatcher"],
        callsign=callsign,
        kind="car",
        crew=[cast[name].id for name in names],
        latitude=52.49,
        longitude=-1.90,
    )


def sent(cast: Cast) -> Assignment:
    incident, resource = opened(cast), crew(cast, "responder")
    return services.dispatch(actor=cast["dispatcher"], incident_id=incident.id, resource_id=resource.id)


def state(incident_id: UUID) -> str:
    return Incident.objects.values_list("state", flat=True).get(pk=incident_id)


def test_the_whole_way(cast: Cast) -> None:
    assignment, officer = sent(cast), cast["responder"]
    assert assignment.predicted_minutes == pytest.approx(9.0, abs=1.5)
    for step, expected in (
        (services.accept, "assigned"),
        (services.travel, "attending"),
        (services.arrive, "on_scene"),
    ):
        step(actor=officer, assignment_id=assignment.id)
        assert state(assignment.incident_id) == expected
    services.result(actor=officer, incident_id=assignment.incident_id, code="crime", text="Statement taken.")
    assert state(assignment.incident_id) == "resulted"
    services.close(actor=cast["dispatcher"], incident_id=assignment.incident_id)
    assert state(assignment.incident_id) == "closed"
    assert Resource.objects.get(pk=assignment.resource_id).state == "available"


def test_a_crew_that_has_arrived_is_where_the_incident_is(cast: Cast) -> None:
    assignment = sent(cast)
    for step in (services.accept, services.travel):
        step(actor=cast["responder"], assignment_id=assignment.id)
    assert Resource.objects.get(pk=assignment.resource_id).latitude == 52.49
    services.arrive(actor=cast["responder"], assignment_id=assignment.id)
    there = Resource.objects.get(pk=assignment.resource_id)
    assert (there.latitude, there.longitude) == (52.48, -1.89)
    assert there.position_at is not None


def test_a_second_tap_is_no_error(cast: Cast) -> None:
    assignment = sent(cast)
    first = services.accept(actor=cast["responder"], assignment_id=assignment.id)
    again = services.accept(actor=cast["responder"], assignment_id=assignment.id)
    assert again.accepted_at == first.accepted_at
    resent = services.dispatch(
        actor=cast["dispatcher"], incident_id=assignment.incident_id, resource_id=assignment.resource_id
    )
    assert resent.id == assignment.id


def test_what_is_out_of_order_is_refused_with_what_is_possible(cast: Cast) -> None:
    assignment = sent(cast)
    with pytest.raises(IllegalTransition, match="Possible now: accept, release"):
        services.arrive(actor=cast["responder"], assignment_id=assignment.id)


def test_only_the_crew_reports_its_progress(cast: Cast) -> None:
    assignment = sent(cast)
    with pytest.raises(NotAllowed):
        services.accept(actor=cast["responder2"], assignment_id=assignment.id)


def test_a_committed_resource_cannot_be_sent_elsewhere(cast: Cast) -> None:
    assignment, other = sent(cast), opened(cast)
    with pytest.raises(Conflict, match="already been sent"):
        services.dispatch(actor=cast["dispatcher"], incident_id=other.id, resource_id=assignment.resource_id)


def test_the_crew_needs_to_know_until_it_is_stood_down(cast: Cast) -> None:
    assignment, officer = sent(cast), cast["responder"]

    def may_read() -> bool:
        return allowed(actor=officer, action="incidents.incident.read", matter=assignment.matter_id)

    assert may_read()
    services.stand_down(actor=cast["dispatcher"], assignment_id=assignment.id, reason="Nearer crew found.")
    assert not may_read()
    assert state(assignment.incident_id) == "open"


def test_a_note_sent_twice_stands_once(cast: Cast) -> None:
    assignment, note = sent(cast), new_id()
    for _ in range(2):
        services.add_note(
            actor=cast["responder"], incident_id=assignment.incident_id, text="Back door forced 🚪", client_id=note
        )
    with writing():
        assert LogEntry.objects.filter(kind="note").count() == 1


def test_the_number_of_somebody_elses_note_is_refused_in_words(cast: Cast) -> None:
    assignment, note = sent(cast), new_id()

    def write(name: str, incident: UUID) -> None:
        services.add_note(actor=cast[name], incident_id=incident, text="Back door forced.", client_id=note)

    write("responder", assignment.incident_id)
    for name, incident in (("dispatcher", assignment.incident_id), ("dispatcher", opened(cast).id)):
        with pytest.raises(Conflict, match="used before for something else"):
            write(name, incident)
    with writing():
        assert LogEntry.objects.filter(kind="note").count() == 1


@pytest.mark.parametrize("text", ["", "   ", "x" * 10_001, "nul\x00"])
def test_a_note_that_is_no_note_names_its_field(cast: Cast, text: str) -> None:
    incident = opened(cast)
    with pytest.raises(Invalid) as refused:
        services.add_note(actor=cast["dispatcher"], incident_id=incident.id, text=text)
    assert refused.value.field == "text"


def test_one_report_opens_one_incident_only(cast: Cast) -> None:
    assert opened(cast, "P4").target_at is None
    with pytest.raises(Invalid, match="grades"):
        opened(cast, "P9")
