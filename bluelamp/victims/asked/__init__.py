"""What victims are asked after their report: a journey each, about the report. Importing this registers them."""

from bluelamp.journeys import catalogue
from bluelamp.journeys.definition import Journey
from bluelamp.victims.asked.support import SUPPORT

JOURNEYS: dict[str, Journey] = {journey.slug: journey for journey in (SUPPORT,)}

for _journey in JOURNEYS.values():
    catalogue.register(_journey)
