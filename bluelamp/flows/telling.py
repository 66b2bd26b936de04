"""What somebody told in a form, as the people, the place and the things that a record can hold."""

from collections.abc import Iterator
from typing import TypeGuard

from bluelamp.core.places.grid import Position
from bluelamp.journeys.types import Fact, Facts, Means, as_address, as_pence, as_whereabouts
from bluelamp.records.enums import Basis, LinkKind, Precision, PropertyKind
from bluelamp.records.rows import fits
from bluelamp.records.types import (
    Details,
    PersonDetails,
    PlaceDetails,
    PropertyDetails,
    Told,
    VehicleDetails,
)

# Records are shorter than what people may write. The whole words stay in the report; a long one never refuses it.
_NAME, _KNOWN_AS, _DESCRIPTION, _SERIAL, _LOOKS = 100, 100, 500, 60, 60


class Telling:
    """What was said, as records of one matter: those that a record can hold. The report has all the words, and a victim
    is never turned away over a registration mark."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.from_victim = facts.value(Means.REPORTER_PART) == "victim"
        part = LinkKind.VICTIM_OF if self.from_victim else LinkKind.REPORTED
        self.reporter = _person(facts.first(Means.REPORTER_NAME), part)
        self.place = _place(facts)

    def all(self) -> list[Told]:
        return [one for one in (self.reporter, *self._others(), self.place, *self._things()) if one]

    def exact_place(self) -> Position | None:
        """Where it was on a map, or None: the middle of a part of town is nowhere to go to."""
        if self.place is None or not isinstance(self.place.details, PlaceDetails):
            return None
        details = self.place.details
        return None if details.precision == Precision.AREA else details.position

    def _others(self) -> Iterator[Told | None]:
        """The person it happened to, and whoever they suspect: an opinion, not a fact."""
        yield _person(self.facts.first(Means.VICTIM_NAME), LinkKind.VICTIM_OF)
        yield _person(self.facts.first(Means.SUSPECT_NAME), LinkKind.SUSPECT_OF, Basis.OPINION)

    def _things(self) -> Iterator[Told | None]:
        """What was taken, lost or found, and vehicles."""
        facts, said = self.facts, self.facts.affirmed()
        yield from (_taken(item) for group in facts.of(Means.PROPERTY) for item in group.items)
        if Means.VEHICLE_TAKEN in said:
            yield _taken_vehicle(facts)
        else:
            marks = [fact.value for fact in facts.of(Means.VEHICLE_REGISTRATION)]
            yield from (_told(VehicleDetails(vrm=mark), LinkKind.INVOLVED_IN) for mark in marks if _is_said(mark))
        for means, kind in ((Means.PROPERTY_LOST, LinkKind.LOST_IN), (Means.PROPERTY_FOUND, LinkKind.FOUND_IN)):
            if means in said:
                yield _told(PropertyDetails(description=facts.text(Means.ACCOUNT)[:_DESCRIPTION]), kind)


def _told(details: Details, kind: LinkKind, basis: Basis = Basis.FACT) -> Told | None:
    return Told(details=details, kind=kind, basis=basis) if fits(details) else None


def _person(fact: Fact | None, kind: LinkKind, basis: Basis = Basis.FACT) -> Told | None:
    if fact is None:
        return None
    name = fact.value
    if not isinstance(name, dict) or not name:
        return _told(PersonDetails(known_as=str(name or "")[:_KNOWN_AS]), kind, basis)
    given, family = (str(name.get(part, ""))[:_NAME] for part in ("given", "family"))
    return _told(PersonDetails(given=given, family=family), kind, basis)


def _place(facts: Facts) -> Told | None:
    """Where it was, as exactly as was said: a position, an address, or nothing that can be put on a map."""
    value = facts.value(Means.PLACE)
    address, found = as_address(value), as_whereabouts(value)
    if address is None and found is None:
        return None
    details = PlaceDetails(
        address=address,
        position=Position(found.latitude, found.longitude) if found else None,
        precision=Precision(found.by) if found else Precision.POINT,
    )
    return _told(details, LinkKind.SCENE_OF)


def _taken(item: Facts) -> Told | None:
    kind, what = item.value(Means.PROPERTY_KIND), item.text(Means.PROPERTY_DETAIL)
    details = PropertyDetails(
        description=(what or item.text(Means.PROPERTY_KIND))[:_DESCRIPTION] or "Property",
        kind=PropertyKind(kind) if kind in PropertyKind.values else PropertyKind.OTHER,
        serial_number=item.text(Means.PROPERTY_SERIAL)[:_SERIAL],
        value=as_pence(item.value(Means.PROPERTY_VALUE)),
    )
    return _told(details, LinkKind.STOLEN_IN)


def _taken_vehicle(facts: Facts) -> Told | None:
    """By its mark, and by how it looks: also one without a mark, or with one that cannot be, can be found."""
    mark, looks = facts.text(Means.VEHICLE_REGISTRATION), facts.text(Means.VEHICLE_DETAIL)[:_LOOKS]
    marked = _told(VehicleDetails(vrm=mark, model=looks), LinkKind.STOLEN_IN) if mark else None
    return marked or (_told(VehicleDetails(model=looks), LinkKind.STOLEN_IN) if looks else None)


def _is_said(mark: object) -> TypeGuard[str]:
    return isinstance(mark, str) and bool(mark)
