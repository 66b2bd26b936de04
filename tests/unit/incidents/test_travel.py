"""Who is soonest there, by how they go."""

import pytest

from bluelamp.incidents.enums import ResourceKind
from bluelamp.incidents.models import Incident, Resource
from bluelamp.incidents.travel import minutes_to

NEW_STREET = {"latitude": 52.4778, "longitude": -1.8989}
ASTON = {"latitude": 52.5042, "longitude": -1.8720}  # 3.5 km from there


def minutes(kind: ResourceKind, where: dict[str, float] = ASTON) -> float:
    found = minutes_to(Incident(**NEW_STREET), Resource(kind=kind, **where))
    assert found is not None
    return found


def test_wheels_overtake_a_bicycle_and_a_bicycle_whoever_walks() -> None:
    assert minutes(ResourceKind.CAR) == minutes(ResourceKind.VAN) < minutes(ResourceKind.BICYCLE)
    assert 15 < minutes(ResourceKind.BICYCLE) < 25
    assert 40 < minutes(ResourceKind.FOOT) < 60


def test_whoever_stands_next_to_it_is_there_first_without_a_car() -> None:
    here = {"latitude": 52.4779, "longitude": -1.8990}
    assert minutes(ResourceKind.FOOT, here) < minutes(ResourceKind.BICYCLE, here) < minutes(ResourceKind.CAR, here)


@pytest.mark.parametrize("unknown", ["latitude", "longitude"])
def test_from_or_to_a_place_that_nobody_knows_there_is_no_time(unknown: str) -> None:
    assert minutes_to(Incident(**NEW_STREET | {unknown: None}), Resource(kind=ResourceKind.CAR, **ASTON)) is None
    assert minutes_to(Incident(**NEW_STREET), Resource(kind=ResourceKind.CAR, **ASTON | {unknown: None})) is None
