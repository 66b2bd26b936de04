"""From what was said to records: each as what they said it is, and nothing that a record cannot hold."""

from typing import Any

import pytest

from bluelamp.flows.telling import Telling
from bluelamp.journeys.data import Json
from bluelamp.journeys.types import Fact, Facts, Means
from bluelamp.records.enums import Basis, LinkKind, Precision, PropertyKind
from bluelamp.records.types import PersonDetails, PlaceDetails, PropertyDetails, VehicleDetails

HOME: Json = {"known": "exact", "line1": "1 Lantern Row", "town": "", "postcode": "B4 7AP"}


def said(means: Means, value: Json, *, affirms: bool = True, items: tuple[Facts, ...] = ()) -> Fact:
    lines = (value,) if isinstance(value, str) else ()
    return Fact(str(means), "", "text", means, value, lines, (means,) if affirms else (), items)


def telling(*facts: Fact) -> Telling:
    return Telling(Facts(facts))


def records(*facts: Fact) -> list[tuple[LinkKind, Any]]:
    return [(one.kind, one.details) for one in telling(*facts).all()]


@pytest.mark.parametrize(
    ("part", "kind", "victim"),
    [
        ("victim", LinkKind.VICTIM_OF, True),
        ("witness", LinkKind.REPORTED, False),
        ("another", LinkKind.REPORTED, False),
        (None, LinkKind.REPORTED, False),
    ],
)
def test_whoever_tells_is_its_victim_only_when_they_say_so(part: Json, kind: LinkKind, victim: bool) -> None:
    name = said(Means.REPORTER_NAME, {"given": "Sam", "family": "Lark"})
    told = telling(name, *([said(Means.REPORTER_PART, part)] if part else []))
    assert told.from_victim is victim
    assert told.reporter is not None
    assert (told.reporter.kind, told.reporter.details) == (kind, PersonDetails(given="Sam", family="Lark"))


def test_a_suspect_is_somebodys_opinion_and_a_victim_is_not() -> None:
    told = telling(said(Means.VICTIM_NAME, "my neighbour"), said(Means.SUSPECT_NAME, "Red Cap")).all()
    assert [(one.kind, one.basis, one.details) for one in told] == [
        (LinkKind.VICTIM_OF, Basis.FACT, PersonDetails(known_as="my neighbour")),
        (LinkKind.SUSPECT_OF, Basis.OPINION, PersonDetails(known_as="Red Cap")),
    ]


@pytest.mark.parametrize("name", [{}, "", None, {"given": " ", "family": ""}])
def test_nobody_is_recorded_without_a_name(name: Json) -> None:
    assert records(said(Means.REPORTER_NAME, name), said(Means.SUSPECT_NAME, name)) == []


def test_what_is_longer_than_a_record_is_cut_and_never_refused() -> None:
    [(_, person), (_, thing)] = records(
        said(Means.REPORTER_NAME, {"given": "S" * 300, "family": "L" * 300}),
        said(Means.PROPERTY_LOST, "yes"),
        said(Means.ACCOUNT, "A purse. " * 300, affirms=False),
    )
    assert (len(person.given), len(person.family)) == (100, 100)
    assert thing.description.startswith("A purse.")
    assert len(thing.description) <= 500


@pytest.mark.parametrize(
    ("place", "precision", "exact"),
    [
        ({"lat": "52.48", "lon": "-1.89"}, Precision.POINT, True),
        (HOME, Precision.POSTCODE, True),
        ({"known": "near", "near_code": "ward:E05011130"}, Precision.AREA, False),  # nowhere to go to
        ({"known": "near", "near_code": "ward:E99999999"}, None, False),
        ({"known": "near", "near": "by the canal"}, None, False),
        ({"lat": "48.85", "lon": "2.35"}, None, False),  # not in Great Britain: no record can hold it
        (None, None, False),
    ],
)
def test_a_place_is_as_exact_as_it_was_said(place: Json, precision: Precision | None, exact: bool) -> None:
    told = telling(said(Means.PLACE, place))
    details = told.place.details if told.place else None
    assert isinstance(details, PlaceDetails) == (precision is not None)
    if isinstance(details, PlaceDetails):
        assert details.precision == precision
        assert (details.address is not None) == (place == HOME)
    assert (told.exact_place() is not None) == exact


def test_what_was_taken_is_described_and_of_a_kind_that_there_is() -> None:
    items = tuple(
        Facts(tuple(said(means, value) for means, value in item.items()))
        for item in (
            {Means.PROPERTY_KIND: "cycle", Means.PROPERTY_DETAIL: "Orange", Means.PROPERTY_SERIAL: "ab 1"},
            {Means.PROPERTY_KIND: "balloon", Means.PROPERTY_VALUE: "640.50"},
            {},
        )
    )
    found = records(said(Means.PROPERTY, [], items=items))
    assert found == [
        (LinkKind.STOLEN_IN, PropertyDetails(description="Orange", kind=PropertyKind.CYCLE, serial_number="ab 1")),
        (LinkKind.STOLEN_IN, PropertyDetails(description="balloon", value=64_050)),
        (LinkKind.STOLEN_IN, PropertyDetails(description="Property")),
    ]


@pytest.mark.parametrize(
    ("mark", "looks", "vehicle"),
    [
        ("AB12 CDE", "Blue van", VehicleDetails(vrm="AB12 CDE", model="Blue van")),
        ("I do not remember it", "Blue van", VehicleDetails(model="Blue van")),
        ("", "Blue van " * 20, VehicleDetails(model=("Blue van " * 20)[:60])),
        ("AB12 CDE", "", VehicleDetails(vrm="AB12 CDE")),
        ("I do not remember it", "", None),
        ("", "", None),
    ],
)
def test_a_vehicle_that_was_taken_is_found_by_its_mark_or_by_its_looks(
    mark: str, looks: str, vehicle: VehicleDetails | None
) -> None:
    facts = [said(Means.VEHICLE_TAKEN, "yes")]
    facts += [said(Means.VEHICLE_REGISTRATION, mark)] if mark else []
    facts += [said(Means.VEHICLE_DETAIL, looks)] if looks else []
    assert records(*facts) == ([(LinkKind.STOLEN_IN, vehicle)] if vehicle else [])


def test_a_vehicle_that_was_not_taken_was_there_once_for_each_mark() -> None:
    found = records(
        said(Means.VEHICLE_TAKEN, "no", affirms=False),
        said(Means.VEHICLE_REGISTRATION, "AB12 CDE"),
        said(Means.VEHICLE_REGISTRATION, ""),
        said(Means.VEHICLE_REGISTRATION, None),
        said(Means.VEHICLE_REGISTRATION, "far too long to be a mark"),
        said(Means.VEHICLE_REGISTRATION, "XY99 ZZZ"),
    )
    assert found == [(LinkKind.INVOLVED_IN, VehicleDetails(vrm=mark)) for mark in ("AB12 CDE", "XY99 ZZZ")]


@pytest.mark.parametrize(
    ("means", "kind"), [(Means.PROPERTY_LOST, LinkKind.LOST_IN), (Means.PROPERTY_FOUND, LinkKind.FOUND_IN)]
)
def test_what_was_lost_or_found_is_what_the_account_says(means: Means, kind: LinkKind) -> None:
    account = said(Means.ACCOUNT, "A brown purse", affirms=False)
    assert records(said(means, "yes"), account) == [(kind, PropertyDetails(description="A brown purse"))]
    assert records(said(means, "no", affirms=False), account) == []
    assert records(said(means, "yes")) == [], "a thing that nobody described is no record"
