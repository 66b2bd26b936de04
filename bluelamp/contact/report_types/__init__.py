"""What people can report: one file each. A new file here is a new report type, with no other change.

Every module of this package whose name does not begin with ``_`` defines ``REPORT = ReportType(...)``. It is found
when the program starts, offered to the public, walked from end to end by the tests, and checked: what is wrong with
it is said with the name of its file. docs/tutorial-add-a-report-type.md shows how to write one in half an hour.
"""

from collections.abc import Mapping

from bluelamp.contact.report_types._discovery import Fault, faults, found, report_faults
from bluelamp.contact.report_types._kinds import Kind
from bluelamp.contact.report_types._model import SOMEBODY_DECIDES, IncidentClass, Offence, OnlyHere, ReportType, Thrive
from bluelamp.core.errors import NotFound
from bluelamp.journeys import catalogue


def report_types() -> Mapping[str, ReportType]:
    """Every report type without a fault, by the slug of its journey, in alphabetical order."""
    return found(__name__, __path__)


def report_type(slug: str) -> ReportType:
    """Raises ``NotFound``."""
    try:
        return report_types()[slug]
    except KeyError:
        raise NotFound("There is no report of this type. Choose what to report from the list.") from None


def report_type_faults() -> list[Fault]:
    """What is wrong with the files in this package."""
    return faults(__name__, __path__)


__all__ = [
    "SOMEBODY_DECIDES",
    "Fault",
    "IncidentClass",
    "Kind",
    "Offence",
    "OnlyHere",
    "ReportType",
    "Thrive",
    "report_faults",
    "report_type",
    "report_type_faults",
    "report_types",
]

# Last, because the files import the names above from here.
from bluelamp.contact.report_types import _checks  # noqa: E402, F401 - registers the check

for _report in report_types().values():
    catalogue.register(_report.journey)
