"""Who helps with what was reported: near where it was, and everywhere. People call them by themselves."""

from typing import TYPE_CHECKING, Any

from bluelamp.portal.what_if.kinds import kinds
from bluelamp.portal.what_if.kinds._shared import VICTIM_SUPPORT
from bluelamp.portal.what_if.model import Helper
from bluelamp.victims.near import area_at, near

if TYPE_CHECKING:
    from bluelamp.contact.models import Report


def help_near(report: "Report") -> dict[str, Any]:
    """What ``portal/_helping.html`` shows."""
    area = area_at(report.latitude, report.longitude)
    return {
        "area": area,
        "local": near(area=area, report=report.journey_slug),
        "national": national(report.journey_slug),
    }


def national(slug: str) -> list[Helper]:
    """For a kind of report, who is for it before who is for everybody."""
    own = [helper for kind in kinds() if kind.report == slug for helper in kind.support]
    return list(dict.fromkeys((*own, VICTIM_SUPPORT)))


def is_about_a_crime(slug: str) -> bool:
    """Whether there is anybody to name for such a report."""
    return any(kind.report == slug for kind in kinds())
