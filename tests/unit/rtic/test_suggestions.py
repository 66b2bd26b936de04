"""Whom an alert may concern: those on the incident, then those near, then the rest; nobody who could not read it."""

import pytest

from bluelamp.access.services import close_account
from bluelamp.core.errors import NotAllowed
from bluelamp.incidents import services as incidents
from bluelamp.incidents.models import Incident, Resource
from bluelamp.ledger.enums import Purpose
from bluelamp.ledger.reading import reading
from bluelamp.rtic.suggestions import concerned
from tests.factories.rooms import matter
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db


def incident(cast: Cast, latitude: float | None = 52.5, longitude: float | None = -1.8) -> Incident:
    return incidents.open_incident(
        actor=cast["call_taker"],
        matter_id=matter(),
        report_id=None,
        grade="P1",
        summary="Break-in.",
        nsir_class="crime",
        place_label="1 Lantern Row",
        latitude=latitude,
        longitude=longitude,
    )


def crew(cast: Cast, callsign: str, name: str) -> Resource:
    return incidents.add_resource(
        actor=cast["dispatcher"], callsign=callsign, kind="car", crew=[cast[name].id], skills=[]
    )


def suggested(cast: Cast, found: Incident | None) -> list[tuple[str, str]]:
    actor = cast["rtic_analyst"]
    with reading(actor=actor, purpose=Purpose.INTELLIGENCE, action="intelligence.alert.send"):
        rows = concerned(actor=actor, incident_id=found.id if found else None)
    return [(row.name, row.why) for row in rows]


def test_those_on_it_come_first_then_the_nearest(cast: Cast) -> None:
    found = incident(cast)
    crew(cast, "BC02", "responder2")
    sent = crew(cast, "BC09", "responder")
    assert suggested(cast, found) == [("BC02", "on duty"), ("BC09", "on duty")]
    incidents.report_position(actor=cast["responder"], latitude=52.51, longitude=-1.8)
    assert suggested(cast, found) == [("BC09", "1.1 km away"), ("BC02", "on duty")]
    incidents.report_position(actor=cast["responder2"], latitude=52.51, longitude=-1.8)
    incidents.dispatch(actor=cast["dispatcher"], incident_id=found.id, resource_id=sent.id)
    assert suggested(cast, found) == [("BC09", "on this incident"), ("BC02", "1.1 km away")]


def test_who_was_stood_down_is_on_it_no_more(cast: Cast) -> None:
    found = incident(cast)
    sent = incidents.dispatch(
        actor=cast["dispatcher"], incident_id=found.id, resource_id=crew(cast, "BC09", "responder").id
    )
    incidents.stand_down(actor=cast["dispatcher"], assignment_id=sent.id, reason="Needed elsewhere.")
    assert suggested(cast, found) == [("BC09", "on duty")]


def test_far_away_or_without_a_place_is_not_near(cast: Cast) -> None:
    crew(cast, "BC01", "responder")
    incidents.report_position(actor=cast["responder"], latitude=52.5, longitude=-1.8)
    assert suggested(cast, incident(cast, latitude=52.6)) == [("BC01", "on duty")]
    assert suggested(cast, incident(cast, latitude=None, longitude=None)) == [("BC01", "on duty")]
    assert suggested(cast, None) == [("BC01", "on duty")]


def test_only_whoever_can_read_an_alert_is_suggested(cast: Cast) -> None:
    off = crew(cast, "BC01", "responder")
    crew(cast, "BC02", "responder2")
    Resource.objects.filter(pk=off.pk).update(state="off_duty")
    assert [name for name, _ in suggested(cast, None)] == ["BC02"]
    close_account(actor=cast["administrator"], user_id=cast["responder2"].id, reason="Has left the force.")
    assert suggested(cast, None) == []


@pytest.mark.parametrize("name", ["detective", "citizen", "outsider"])
def test_who_may_not_see_the_board_is_told_nobody(cast: Cast, name: str) -> None:
    with pytest.raises(NotAllowed):
        concerned(actor=cast[name], incident_id=None)
