"""A month of incidents that are over."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from bluelamp.core import places
from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id
from bluelamp.core.places.types import Place
from bluelamp.demo.invention import street
from bluelamp.demo.rhythm import Happening, happenings
from bluelamp.incidents.services import load_incidents
from bluelamp.incidents.types import PastIncident
from bluelamp.records.services import load_matters
from bluelamp.records.types import PastMatter

DAYS = 30
PER_DAY = 110


def load_month(*, actor: Actor, rng: Random, until: datetime) -> int:
    """Load them; how many."""
    areas = places.areas()
    weights = [1 + rng.expovariate(1.0) for _ in areas]  # some places see more than others, as everywhere
    past = list(happenings(rng, until=until, days=DAYS, per_day=PER_DAY))
    where = rng.choices(areas, weights, k=len(past))
    drawn = (_incident(rng, happening, area) for happening, area in zip(past, where, strict=True))
    rows = [row for row in drawn if row.resulted_at <= until]  # nothing is over before it has ended
    load_matters(actor=actor, rows=_matters(rows))
    return load_incidents(actor=actor, rows=rows)


def _incident(rng: Random, happening: Happening, area: Place) -> PastIncident:
    latitude, longitude = places.random_point(rng, area)
    target = {"P1": 9, "P2": 38, "P3": 1300, "P4": 0}[happening.grade]
    arrived = happening.at + timedelta(minutes=target * rng.lognormvariate(0, 0.4)) if target else None
    ended = (arrived or happening.at) + timedelta(minutes=rng.uniform(15, 120))
    return PastIncident(
        matter_id=new_id(),
        grade=happening.grade,
        nsir_class=happening.kind.nsir_class,
        summary=happening.kind.summary,
        place_label=f"{street(rng)}, {area.name}",
        latitude=latitude,
        longitude=longitude,
        opened_at=happening.at,
        arrived_at=arrived,
        resulted_at=ended,
        result_code=happening.kind.result,
    )


def _matters(rows: Sequence[PastIncident]) -> list[PastMatter]:
    return [
        PastMatter(id=row.matter_id, title=row.summary, opened_at=row.opened_at, closed_at=row.resulted_at)
        for row in rows
    ]
