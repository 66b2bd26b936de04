"""What the page of a case brings together: of each room what its reader may see, and the steps that are theirs now."""

from typing import Any

import pytest

from bluelamp.core.errors import NotFound
from bluelamp.desk.cases.page import case_page
from bluelamp.investigations import services
from bluelamp.ledger.enums import Purpose
from bluelamp.ledger.reading import reading
from tests.plugins.world import Matter, World

pytestmark = pytest.mark.django_db

ROOMS = frozenset(
    {"reports", "exhibits", "statements", "incidents", "intelligence", "appointments", "victim_requests", "things"}
)
STEPS = frozenset({"can_work", "can_record_court", "can_tell", "can_take", "can_cancel", "may_support", "may_trace"})
WORKS = STEPS - {"can_take", "can_cancel"}


def page(world: World, name: str, of: Matter) -> dict[str, Any]:
    actor = world.people[name]
    with reading(actor=actor, purpose=Purpose.INVESTIGATION, action="test"):
        return case_page(actor=actor, case_id=of.ids["case_id"])


def steps(shown: dict[str, Any]) -> set[str]:
    return {name for name in STEPS if shown[name]}


@pytest.mark.parametrize(
    ("name", "rooms"),
    [
        ("detective", ROOMS | {"officers_wanted"}),
        ("supervisor", ROOMS | {"officers_wanted"}),
        ("responder", ROOMS),  # who finds a trained officer is for others
        ("crime_registrar", {"reports", "things"}),  # who counts crimes, and needs nothing else
    ],
)
def test_of_each_room_a_reader_is_shown_what_their_role_is_for(world: World, name: str, rooms: set[str]) -> None:
    shown = page(world, name, world.own)
    assert {room for room in ROOMS | {"officers_wanted"} if shown[room]} == rooms


def test_nothing_of_another_matter_is_brought_in(world: World) -> None:
    shown, ids = page(world, "supervisor", world.own), world.own.ids
    assert [report.id for report, _ in shown["reports"]] == [ids["report_id"]] == [shown["support_report"]]
    assert {incident.id for incident, _ in shown["incidents"]} == {ids["incident_id"], ids["scene"], ids["ended"]}
    assert ids["exhibit_id"] in {one.id for one in shown["exhibits"]}
    for room in ("exhibits", "intelligence", "officers_wanted"):
        assert {one.matter_id for one in shown[room]} == {ids["matter"]}, room
    assert all(log for incident, log in shown["incidents"] if incident.id == ids["ended"]), "with what was logged"


def test_the_steps_of_a_case_are_whose_it_is(world: World) -> None:
    assert steps(page(world, "detective", world.own)) == WORKS
    assert steps(page(world, "detective", world.other)) == WORKS | {"can_take"}  # a colleague's of the same team
    assert steps(page(world, "supervisor", world.own)) == {"can_take", "may_support", "may_trace"}
    assert steps(page(world, "responder", world.own)) == {"may_support", "may_trace"}
    assert steps(page(world, "crime_registrar", world.own)) == {"can_cancel"}


def test_of_a_case_that_is_filed_the_court_can_still_be_recorded_and_no_more_be_worked(world: World) -> None:
    ids = world.other.ids
    services.record_outcome(actor=world.people["detective2"], crime_id=ids["crime_id"], code=1, reason="CPS: charge.")
    assert steps(page(world, "detective", world.other)) == WORKS - {"can_work"}
    assert "can_take" in steps(page(world, "supervisor", world.other))


@pytest.mark.parametrize("name", ["detective2", "responder2", "call_taker", "exhibits_officer", "auditor", "citizen"])
def test_whoever_does_not_work_on_it_learns_nothing_of_it(world: World, name: str) -> None:
    with pytest.raises(NotFound):
        page(world, name, world.own)
