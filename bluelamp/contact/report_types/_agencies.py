"""Services outside the force whose names, numbers and addresses change. Each force confirms them before use.

Read when the program starts: a report that was begun keeps the words it was begun with.
"""

from dataclasses import dataclass
from datetime import date

from bluelamp.core.clock import today


@dataclass(frozen=True, slots=True)
class Agency:
    """In use from ``since`` until the next of its kind."""

    name: str
    address: str
    phone: str
    since: date

    @property
    def tel(self) -> str:
        return f"tel:{self.phone.replace(' ', '')}"


# England, Wales and Northern Ireland. City of London Police replaced the first by the second on 4 December 2025.
NATIONAL_FRAUD = (
    Agency("Action Fraud", "https://www.actionfraud.police.uk/", "0300 123 2040", date(2013, 4, 1)),
    Agency("Report Fraud", "https://www.reportfraud.police.uk/", "0300 123 2040", date(2025, 12, 4)),
)


def in_use(line: tuple[Agency, ...], on: date | None = None) -> Agency:
    """The one of a line that is in use on a day, today when none is given."""
    day = on or today()
    return max((agency for agency in line if agency.since <= day), key=lambda agency: agency.since)
