import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bluelamp.core.errors import Invalid
from bluelamp.core.places.grid import grid_reference, parse_grid_reference, to_grid, to_position


@pytest.mark.parametrize(
    ("latitude", "longitude", "east", "north"),
    [
        # Ordnance Survey's Caister water tower, "A guide to coordinate systems in Great Britain", annexe C
        (52.65798, 1.71607, 651409.8, 313177.4),
        (52.48044, -1.90345, 406653.6, 286948.4),  # Council House, Victoria Square, Birmingham
    ],
)
def test_agrees_with_ordnance_survey_within_five_metres(
    latitude: float, longitude: float, east: float, north: float
) -> None:
    point = to_grid(latitude, longitude)
    assert point.east == pytest.approx(east, abs=5)
    assert point.north == pytest.approx(north, abs=5)


@settings(deadline=None)
@given(st.floats(380_000, 430_000), st.floats(270_000, 310_000))
def test_there_and_back_within_a_centimetre(east: float, north: float) -> None:
    again = to_grid(*to_position(east, north))
    assert again.east == pytest.approx(east, abs=0.01)
    assert again.north == pytest.approx(north, abs=0.01)


@pytest.mark.parametrize(
    ("east", "north", "digits", "reference"),
    [
        (406653, 286948, 6, "SP 066 869"),
        (651409, 313177, 10, "TG 51409 13177"),
        (216600, 771200, 8, "NN 1660 7120"),  # Ben Nevis
        (0, 0, 2, "SV 0 0"),
        (450000, 1150000, 4, "HU 50 50"),  # Shetland
    ],
)
def test_references(east: float, north: float, digits: int, reference: str) -> None:
    assert grid_reference(east, north, digits=digits) == reference


@settings(deadline=None)
@given(st.floats(0, 699_999), st.floats(0, 1_299_999), st.sampled_from([2, 4, 6, 8, 10]))
def test_a_reference_is_read_back_to_its_square(east: float, north: float, digits: int) -> None:
    corner = parse_grid_reference(grid_reference(east, north, digits=digits))
    side = 10 ** (5 - digits // 2)
    assert 0 <= east - corner.east < side
    assert 0 <= north - corner.north < side


@pytest.mark.parametrize(
    "text",
    [
        "",
        "SP",
        "SP 066 86",
        "SPP 066 868",
        "II 066 868",
        "S1 12 34",
        "SP 06\N{FULLWIDTH DIGIT SIX} 868",
        "SP" + "1" * 12,
    ],
)
def test_what_is_not_a_reference_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match="like SP 066 868"):
        parse_grid_reference(text, field="where")


@pytest.mark.parametrize(("latitude", "longitude"), [(48.85, 2.35), (0.0, 0.0), (52.0, 179.0)])
def test_outside_great_britain_is_refused(latitude: float, longitude: float) -> None:
    with pytest.raises(Invalid, match="outside Great Britain"):
        to_grid(latitude, longitude)


def test_an_odd_number_of_digits_is_a_fault_of_the_program() -> None:
    with pytest.raises(ValueError, match="digits"):
        grid_reference(400_000, 300_000, digits=5)
