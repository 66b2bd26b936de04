"""What happened to reports of a type of crime, here or everywhere: what the page “what if” shows beside the rules.

A function of the type and the area alone. Nothing else that somebody says of a crime is in the data, so nothing else
can change a figure.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from bluelamp.analytics.cohorts import districts_in, fates
from bluelamp.analytics.enums import Basis, Kind, Level, Withheld
from bluelamp.analytics.forces import INVENTED, name_of
from bluelamp.analytics.manifest import Held
from bluelamp.analytics.months import month_of
from bluelamp.analytics.published_types import published_type, refusal, slug
from bluelamp.analytics.selectors.area_crime import find_areas
from bluelamp.analytics.selectors.switch import stopped
from bluelamp.analytics.selectors.warehouses import default_warehouse
from bluelamp.analytics.track_record import FEWEST, FOLLOW_UP, Fate, choose, mature, stages
from bluelamp.analytics.types import NoRecord, OutcomeArea, TrackRecord, Unit
from bluelamp.analytics.warehouse import Stamp, Warehouse
from bluelamp.core.errors import NotFound
from bluelamp.core.places import Place, PlaceKind, area_at

EVERYWHERE = OutcomeArea("", "")


def outcome_area(*, code: str, warehouse: Warehouse | None = None) -> OutcomeArea:
    """The district or force with this code, as ``find_outcome_area`` gives it; "" for everywhere. ``NotFound``."""
    target = warehouse or default_warehouse()
    found = _areas(target).get(slug(code)) if code else EVERYWHERE
    if found is None:
        raise NotFound("We hold no figures for this place.", field="area")
    return found


def find_outcome_area(*, text: str, warehouse: Warehouse | None = None) -> OutcomeArea | None:
    """The district around a postcode, or the district, town or force with this name; ``None`` when none is held."""
    target = warehouse or default_warehouse()
    areas = _areas(target)
    if exact := areas.get(slug(text)):
        return exact
    places = find_areas(text=text, limit=1, warehouse=target)
    return areas.get(slug(_district(places[0]))) if places else None


def _district(place: Place) -> str:
    """The district of a place: last of what the gazetteer names around it, or what its area is named after."""
    if place.kind is PlaceKind.DISTRICT:
        return place.name
    if place.within and place.kind is not PlaceKind.AREA:
        return place.within.rpartition(", ")[2]
    area = area_at(place.latitude, place.longitude)
    return area.name.rpartition(" ")[0] if area else ""


def outcome_areas_held(*, warehouse: Warehouse | None = None) -> bool:
    """Whether any place can be found."""
    return bool(_areas(warehouse or default_warehouse()))


def record_of_type(
    *, crime: str, area: OutcomeArea = EVERYWHERE, warehouse: Warehouse | None = None
) -> TrackRecord | NoRecord:
    """What happened to reports of the published type ``crime`` (a name or its slug) in ``area``, or why that is not
    said. With too few reports those of the force, then of all forces are counted, and the answer says so."""
    crime_type = published_type(crime)
    target = warehouse or default_warehouse()
    if why := refusal(crime_type):
        return NoRecord(crime_type, why)
    if stopped(warehouse=target):
        return NoRecord(crime_type, Withheld.STOPPED)
    return target.steadily(lambda: _record(target, target.stamp, crime_type, area))


@lru_cache(maxsize=1024)
def _record(target: Warehouse, _stamp: Stamp, crime_type: str, area: OutcomeArea) -> TrackRecord | NoRecord:
    cohorts, files = mature(_counted(target)), target.cohorts()
    if not cohorts or not files:
        return NoRecord(crime_type, Withheld.NOT_HELD)
    question = fates(files, cohorts, crime_type=crime_type, district=area.district, force=area.force, most=FOLLOW_UP)
    found = [Fate(force, here, Basis(basis), *rest) for force, here, basis, *rest in target.ask(question)]
    if not found:
        return NoRecord(crime_type, Withheld.NOT_HELD)
    levels = _levels(area)
    chosen = choose(found, levels, area.force)
    if chosen.cases < FEWEST:
        return NoRecord(crime_type, Withheld.TOO_FEW)
    forces = sorted({fate.force for fate in chosen.fates})
    return TrackRecord(
        crime_type=crime_type,
        area=_whose(chosen.level, area),
        level=chosen.level,
        narrowest=levels[0],
        basis=chosen.basis,
        cases=chosen.cases,
        first_month=month_of(min(fate.first for fate in chosen.fates)),
        last_month=month_of(max(fate.last for fate in chosen.fates)),
        stages=stages(chosen),
        forces=tuple(name_of(force) for force in forces),
        invented=INVENTED in forces,
    )


def _levels(area: OutcomeArea) -> Sequence[Level]:
    if area.district:
        return Level.AREA, Level.FORCE, Level.NATION
    return (Level.FORCE, Level.NATION) if area.force else (Level.NATION,)


def _whose(level: Level, area: OutcomeArea) -> OutcomeArea:
    if level is Level.FORCE:
        return OutcomeArea(area.force, name_of(area.force), area.force)
    return area if level is Level.AREA else EVERYWHERE


def _counted(target: Warehouse) -> Mapping[Unit, Held]:
    """Units of real forces; those made for a demonstration only where there are no others."""
    units = target.manifest.units
    real = {unit: held for unit, held in units.items() if unit.force != INVENTED}
    return real if any(unit.kind is Kind.STREET for unit in real) else units


def _areas(target: Warehouse) -> Mapping[str, OutcomeArea]:
    return target.steadily(lambda: _known_areas(target, target.stamp))


@lru_cache(maxsize=2)
def _known_areas(target: Warehouse, _stamp: Stamp) -> Mapping[str, OutcomeArea]:
    """By code every force, and every district under the force that reports most of it."""
    forces = {unit.force for unit in _counted(target) if unit.kind is Kind.STREET}
    best: dict[str, tuple[int, str]] = defaultdict(lambda: (0, ""))
    for district, force, reports in target.ask(districts_in(target.cohorts())) if target.cohorts() else ():
        if force in forces:
            best[district] = max(best[district], (reports, force))
    areas = {slug(force): OutcomeArea(slug(force), name_of(force), force) for force in forces}
    return areas | {slug(name): OutcomeArea(slug(name), name, force, name) for name, (_reports, force) in best.items()}
