"""The live picture on a map: what is drawn, what is old, and what stands in the list alone."""

from datetime import timedelta

import pytest

from bluelamp.core import clock
from bluelamp.core.ids import new_id
from bluelamp.incidents import policies, selectors
from bluelamp.incidents.models import Resource
from bluelamp.incidents.pictures import board_features
from bluelamp.incidents.services import add_resource, open_incident, report_position
from bluelamp.ledger.reading import writing
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db


def test_the_picture_says_when_a_crew_was_there_and_greys_the_old(cast: Cast) -> None:
    car = add_resource(actor=cast["dispatcher"], callsign="RA01", kind="car", crew=[cast["responder"].id])
    report_position(actor=cast["responder"], latitude=52.5, longitude=-1.8)

    def mark() -> dict[str, str]:
        (found,) = board_features(selectors.board(actor=cast["dispatcher"]), str)["features"]
        properties: dict[str, str] = found["properties"]
        return properties

    known_at = Resource.objects.get(pk=car.pk).position_at
    assert known_at is not None
    assert mark() | {"at": known_at.isoformat(), "tone": "info"} == mark()
    with clock.shifted(policies.OLD + timedelta(seconds=1)):
        assert mark()["tone"] == "none"


def test_an_incident_without_a_place_stands_in_the_list_and_says_so(cast: Cast) -> None:
    open_incident(
        actor=cast["dispatcher"],
        matter_id=new_id(),
        grade="P1",
        summary="Somebody called and hung up.",
        nsir_class="safety",
        place_label="Somewhere by the canal",
    )
    with writing():
        (found,) = board_features(selectors.board(actor=cast["dispatcher"]), str)["features"]
    assert found["geometry"] is None
    assert found["properties"]["what"] == "P1, Somewhere by the canal (not on the map)"
