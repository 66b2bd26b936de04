"""From what is known of somebody or something to a row that is not yet saved."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any, Final
from uuid import UUID

from bluelamp.core.errors import Invalid
from bluelamp.core.places import grid, hexes
from bluelamp.records.models import ContactPoint, Organisation, Person, Place, PropertyItem, Record, Vehicle
from bluelamp.records.policies import (
    clean_contact,
    clean_organisation,
    clean_person,
    clean_place,
    clean_property,
    clean_vehicle,
)
from bluelamp.records.types import (
    ContactDetails,
    Details,
    OrganisationDetails,
    PersonDetails,
    PlaceDetails,
    PropertyDetails,
    VehicleDetails,
)


def person_columns(details: PersonDetails) -> dict[str, object]:
    """Column -> value of a description that has been cleaned."""
    born = details.born
    return {
        "given": details.given,
        "middle": details.middle,
        "family": details.family,
        "known_as": details.known_as,
        "born_from": born and born.earliest,
        "born_to": born and born.latest,
        "ethnicity": details.ethnicity,
        "language": details.language,
        "deceased": details.deceased,
        "died_on": details.died_on,
    }


def place_columns(details: PlaceDetails) -> dict[str, object]:
    """The same for a place. Raises ``Invalid`` for a position outside Great Britain."""
    columns: dict[str, object] = {"name": details.name, "uprn": details.uprn, "precision": details.precision}
    if details.address is not None:
        columns |= asdict(details.address)
    if details.position is not None:
        latitude, longitude = details.position
        east, north = grid.to_grid(latitude, longitude)
        columns |= {"latitude": latitude, "longitude": longitude, "easting": round(east), "northing": round(north)}
        columns |= {f"h3_{size}": hexes.cell_at(latitude, longitude, size) for size in (9, 7)}
    return columns


_ROWS: Final[dict[type[Details], tuple[type[Record], Callable[[Any], dict[str, object]]]]] = {
    PersonDetails: (Person, lambda details: person_columns(clean_person(details))),
    OrganisationDetails: (Organisation, lambda details: asdict(clean_organisation(details))),
    PlaceDetails: (Place, lambda details: place_columns(clean_place(details))),
    VehicleDetails: (Vehicle, lambda details: asdict(clean_vehicle(details))),
    PropertyDetails: (PropertyItem, lambda details: asdict(clean_property(details))),
    ContactDetails: (ContactPoint, lambda details: asdict(clean_contact(details))),
}


def row_of(details: Details, *, recorded_by: UUID, **given: object) -> Record:
    """The row, tidied, with what is ``given`` beside it. Raises ``Invalid`` naming the part."""
    model, columns = _ROWS[type(details)]
    return model(recorded_by=recorded_by, **columns(details), **given)


def fits(details: Details) -> bool:
    """Whether a record can hold it."""
    _, columns = _ROWS[type(details)]
    try:
        columns(details)
    except Invalid:
        return False
    return True
