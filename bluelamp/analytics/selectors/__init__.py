"""What is read of the published figures. Open data, so nobody's leave is asked. Counts only."""

from bluelamp.analytics.selectors.area_crime import MILE, MOST_POINTS, area, crime_near, find_areas
from bluelamp.analytics.selectors.outcomes import find_outcome_area, outcome_area, outcome_areas_held, record_of_type
from bluelamp.analytics.selectors.switch import Stopped, stopped
from bluelamp.analytics.selectors.warehouses import default_warehouse
from bluelamp.analytics.track_record import ENOUGH, FEWEST, MOST_COHORTS

__all__ = [
    "ENOUGH",
    "FEWEST",
    "MILE",
    "MOST_COHORTS",
    "MOST_POINTS",
    "Stopped",
    "area",
    "crime_near",
    "default_warehouse",
    "find_areas",
    "find_outcome_area",
    "outcome_area",
    "outcome_areas_held",
    "record_of_type",
    "stopped",
]
