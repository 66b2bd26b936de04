"""From what is told of somebody or something to the row that is kept: tidied, whole, and refused where it cannot be."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.core.errors import Invalid
from bluelamp.core.ids import new_id
from bluelamp.core.places import grid, hexes
from bluelamp.core.places.addresses import Address
from bluelamp.core.places.grid import Position
from bluelamp.records.models import Person, Place
from bluelamp.records.rows import fits, person_columns, place_columns, row_of
from bluelamp.records.types import Born, Details, PersonDetails, PlaceDetails, VehicleDetails

PARIS = Position(48.8566, 2.3522)


@given(st.floats(50.0, 58.0), st.floats(-5.0, 1.5))
def test_degrees_grid_and_cells_agree(latitude: float, longitude: float) -> None:
    columns = place_columns(PlaceDetails(position=Position(latitude, longitude)))
    place = Place(**columns)
    assert place.easting is not None
    assert place.northing is not None
    back = grid.to_position(place.easting, place.northing)
    assert hexes.metres_between(latitude, longitude, *back) < 2  # rounding to a metre each way
    assert place.h3_9 == hexes.cell_at(latitude, longitude, 9)
    assert hexes.metres_between(latitude, longitude, *hexes.centre(str(place.h3_9))) < 250
    assert hexes.metres_between(latitude, longitude, *hexes.centre(str(place.h3_7))) < 1_700


def test_a_place_without_a_point_has_no_cells_and_none_without_an_address_has_a_street() -> None:
    by_address = place_columns(PlaceDetails(address=Address(building="12", street="Lantern Row", postcode="B2 4LP")))
    assert by_address["street"] == "Lantern Row"
    assert not {"latitude", "easting", "h3_9", "h3_7"} & by_address.keys()
    assert "street" not in place_columns(PlaceDetails(position=Position(52.4796, -1.9026)))


@pytest.mark.parametrize(
    ("born", "between"),
    [
        (None, (None, None)),
        (Born.on(date(1990, 2, 1)), (date(1990, 2, 1), date(1990, 2, 1))),
        (Born(date(1990, 1, 1), date(1990, 12, 31)), (date(1990, 1, 1), date(1990, 12, 31))),
    ],
)
def test_a_birth_is_kept_as_the_days_between_which_it_was(
    born: Born | None, between: tuple[date | None, date | None]
) -> None:
    columns = person_columns(PersonDetails(family="Lamplighter", born=born))
    assert (columns["born_from"], columns["born_to"]) == between


def test_a_row_is_tidied_and_says_who_recorded_it() -> None:
    who, key = new_id(), new_id()
    row = row_of(PersonDetails(given="  Sam ", family="Lamplighter\u202e"), recorded_by=who, id=key)
    assert isinstance(row, Person)
    assert (row.given, row.family, row.recorded_by, row.pk) == ("Sam", "Lamplighter", who, key)


@pytest.mark.parametrize(
    ("details", "fit"),
    [
        (PersonDetails(family="Lamplighter"), True),
        (PersonDetails(), False),
        (PlaceDetails(position=PARIS), False),
        (PlaceDetails(name="The old mill"), True),
        (VehicleDetails(vrm="AB12 CDE"), True),
        (VehicleDetails(), False),
    ],
)
def test_what_cannot_be_kept_does_not_fit_and_is_refused_by_its_part(details: Details, *, fit: bool) -> None:
    assert fits(details) is fit
    if not fit:
        with pytest.raises(Invalid) as refused:
            row_of(details, recorded_by=new_id())
        assert refused.value.field
