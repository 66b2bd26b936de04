"""The desk decides: THRIVE, grade, incident, crime or the reason why not, case and exhibits, all or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from bluelamp.access.selectors import team_by_name
from bluelamp.contact import selectors as contact
from bluelamp.contact.enums import OTHER_AGENCY
from bluelamp.contact.services import assess_thrive, set_graded, settle_report
from bluelamp.contact.types import Settled
from bluelamp.core.actor import Actor
from bluelamp.core.errors import Conflict, Invalid
from bluelamp.evidence.services import exhibit_file
from bluelamp.files import selectors as files
from bluelamp.incidents import grades
from bluelamp.incidents.services import open_incident
from bluelamp.investigations.services import decide_not_to_record, open_case, record_crime
from bluelamp.ledger.writing import service
from bluelamp.records.selectors import victims_in

if TYPE_CHECKING:
    from bluelamp.contact.models import Report
    from bluelamp.incidents.models import Incident
    from bluelamp.investigations.models import Case, Crime


class AlreadyGraded(Conflict):
    """Somebody graded it before, perhaps the same person with the same button."""


_INVESTIGATORS = "Investigations"


@dataclass(frozen=True, slots=True)
class Grading:
    """What the desk decided. ``offence`` empty means that no crime is recorded, for ``not_recorded_because``.

    ``settled`` says what was done where nobody of ours goes: by another agency always, by us where the desk itself has
    dealt with it. Without it, a grade that needs no visit still opens an incident, which somebody has to settle.
    """

    grade: str
    levels: Mapping[str, str]
    words: str
    summary: str
    nsir_class: str
    offence: str = ""
    not_recorded_because: str = ""
    minutes: int | None = None
    settled: Settled | None = None


@dataclass(frozen=True, slots=True)
class Graded:
    report: "Report"
    incident: "Incident | None"
    crime: "Crime | None"
    case: "Case | None"


@service
def grade_report(*, actor: Actor, report_id: UUID, grading: Grading) -> Graded:
    """Grade a report, whatever follows from it included. Raises ``Invalid`` naming the field.

    The crime is recorded now, whatever the grade: on the victim's account, within 24 hours of the report
    (Home Office Crime Recording Rules).
    """
    if grading.grade not in (*grades.CODES, OTHER_AGENCY):
        raise Invalid("Choose a grade.", field="grade")
    if not grading.offence and not grading.not_recorded_because.strip():
        raise Invalid("Say why this is not recorded as a crime.", field="not_recorded_because")
    _check_settled(grading)
    report = contact.report(actor=actor, report_id=report_id)
    if report.graded_at is not None:
        raise AlreadyGraded(f"This report was graded {report.grade} before. Nothing was changed.")
    assess_thrive(actor=actor, report_id=report_id, levels=grading.levels, words=grading.words)
    if grading.settled is not None:
        settle_report(actor=actor, report_id=report_id, settled=grading.settled)
    graded = set_graded(actor=actor, report_id=report_id, grade=grading.grade, minutes=grading.minutes)
    incident = _incident(actor, report, grading)
    crime = _crime(actor, report, grading)
    case = _case(actor, report) if crime else None
    for stored in files.for_matter(actor=actor, matter_id=report.matter_id):
        exhibit_file(actor=actor, matter_id=report.matter_id, stored_file_id=stored.id, title=stored.name)
    return Graded(graded, incident, crime, case)


def _check_settled(grading: Grading) -> None:
    """Who goes settles nothing beforehand; who hands on says to whom, why, and how the person was told."""
    elsewhere, settled = grading.grade == OTHER_AGENCY, grading.settled
    if elsewhere and (settled is None or not settled.agency.strip()):
        raise Invalid("Name the agency that takes this over.", field="agency")
    if settled is None:
        return
    if not elsewhere and grades.grade(grading.grade).attended:
        said = {"resolution": settled.words, "agency": settled.agency, "told_how": settled.told_how}
        field = next((name for name, words in said.items() if words.strip()), "grade")
        raise Invalid("Somebody goes at this grade: leave this empty, or choose a grade without a visit.", field=field)
    if not elsewhere and settled.agency.strip():
        raise Invalid("Choose “Another agency”, or leave out which one.", field="agency")


def _incident(actor: Actor, report: "Report", grading: Grading) -> "Incident | None":
    if grading.settled is not None:
        return None
    return open_incident(
        actor=actor,
        matter_id=report.matter_id,
        report_id=report.id,
        grade=grading.grade,
        summary=grading.summary,
        nsir_class=grading.nsir_class,
        place_label=report.place_label or "Place not known",
        latitude=report.latitude,
        longitude=report.longitude,
    )


def _crime(actor: Actor, report: "Report", grading: Grading) -> "Crime | None":
    if not grading.offence:
        decide_not_to_record(
            actor=actor, report_id=report.id, matter_id=report.matter_id, reason=grading.not_recorded_because
        )
        return None
    return record_crime(
        actor=actor,
        matter_id=report.matter_id,
        report_id=report.id,
        offence=grading.offence,
        reported_at=report.received_at,
        victim_person_id=_victim(actor, report),
    )


def _victim(actor: Actor, report: "Report") -> UUID | None:
    """Whoever it happened to: the reporter if they said so, else whom they named. Who only saw it is no victim."""
    victims = victims_in(actor=actor, matter=report.matter_id)
    return report.reporter_person_id if report.reporter_person_id in victims else next(iter(victims), None)


def _case(actor: Actor, report: "Report") -> "Case":
    return open_case(actor=actor, matter_id=report.matter_id, team_id=team_by_name(name=_INVESTIGATORS))
