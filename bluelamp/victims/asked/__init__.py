"""What victims are asked after their report: a journey each, about the report. Importing this registers them."""

from bluelamp.journeys import catalogue
from bluelamp.journeys.definition import Journey
from bluelamp.victims.asked.more import MORE
from bluelamp.victims.asked.requests import HOW_WE_DID, REVIEW, STATEMENT, STOP
from bluelamp.victims.asked.support import SUPPORT

JOURNEYS: dict[str, Journey] = {
    journey.slug: journey for journey in (SUPPORT, MORE, STATEMENT, REVIEW, STOP, HOW_WE_DID)
}

for _journey in JOURNEYS.values():
    catalogue.register(_journey)
