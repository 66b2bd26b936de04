"""Who helps with what was reported: near where it was, and everywhere. People call them by themselves."""

from typing import TYPE_CHECKING, Any

from bluelamp.portal.what_if.helplines import CHILDLINE, VICTIM_SUPPORT
from bluelamp.portal.what_if.kinds import kinds
from bluelamp.portal.what_if.model import Helper
from bluelamp.victims.near import area_at, near

if TYPE_CHECKING:
    from bluelamp.contact.models import Report


ADULT = 18  # years


def help_near(report: "Report", age: int | None) -> dict[str, Any]:
    """What ``portal/_helping.html`` shows to somebody of this age, where we know it."""
    area = area_at(report.latitude, report.longitude)
    return {
        "area": area,
        "local": near(area=area, report=report.journey_slug, age=age),
        "national": national(report.journey_slug, age),
    }


def national(slug: str, age: int | None = None) -> list[Helper]:
    """For a kind of report, who is for it before who is for everybody; who is there for the young, for them alone and
    first."""
    young = (CHILDLINE,) if age is not None and age < ADULT else ()
    own = [helper for kind in kinds() if kind.report == slug for helper in kind.support]
    found = dict.fromkeys((*young, *own, VICTIM_SUPPORT))
    return [helper for helper in found if not helper.young or age is None or age < ADULT]


def is_about_a_crime(slug: str) -> bool:
    """Whether there is anybody to name for such a report."""
    return any(kind.report == slug for kind in kinds())
