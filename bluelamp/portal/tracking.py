"""What has happened with a report, in plain words and in order."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from bluelamp.contact import selectors as contact
from bluelamp.contact.enums import ReportState
from bluelamp.contact.models import Report
from bluelamp.core.actor import Actor
from bluelamp.incidents import selectors as incidents
from bluelamp.incidents.types import Progress
from bluelamp.investigations import selectors as investigations
from bluelamp.investigations.types import Clock
from bluelamp.journeys.facts import Facts
from bluelamp.journeys.selectors import read_answers


@dataclass(frozen=True, slots=True)
class Step:
    at: datetime
    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Tracking:
    """``now`` says where it stands, ``next`` what happens next; ``clocks`` what is owed and by when."""

    report: Report
    said: Facts
    steps: list[Step]
    now: str
    next: str
    crime_references: list[str]
    officer: str
    clocks: list[Clock]


def tracking(*, actor: Actor, report_id: UUID) -> Tracking:
    """Everything that the person who reported may know. Raises ``NotFound`` for anybody else."""
    report = contact.report(actor=actor, report_id=report_id)
    matter_id = report.matter_id
    crimes = investigations.crimes_for_matter(actor=actor, matter_id=matter_id)
    progress = incidents.progress_for_matter(actor=actor, matter_id=matter_id)
    endings = investigations.endings_for_matter(actor=actor, matter_id=matter_id)
    steps = [Step(report.received_at, _("We received your report"))]
    if report.graded_at:
        steps.append(Step(report.graded_at, _("We read your report and decided how to respond"), _grade(report)))
    for crime in crimes:
        text = _("The crime number is %(number)s. Your insurer may ask for it.") % {"number": crime.reference}
        steps.append(Step(crime.recorded_at, _("We recorded a crime"), text))
    for visit in progress:
        steps += _visit(visit)
    steps += [Step(ending.at, _("The investigation has ended"), ending.plain) for ending in endings]
    officer = investigations.officer_for_matter(actor=actor, matter_id=matter_id)
    now, after = _where(report, progress, bool(crimes), bool(endings), officer)
    return Tracking(
        report=report,
        said=read_answers(version=report.journey_version, answers=report.answers),
        steps=sorted(steps, key=lambda step: step.at, reverse=True),
        now=now,
        next=after,
        crime_references=[crime.reference for crime in crimes],
        officer=officer,
        clocks=investigations.clocks_for_matter(actor=actor, matter_id=matter_id),
    )


def _grade(report: Report) -> str:
    return {
        "P1": _("We decided to come at once."),
        "P2": _("We decided to come as soon as we can."),
        "P3": _("We will agree a time to visit you."),
        "P4": _("We can deal with this without a visit."),
    }.get(report.grade, _("Another organisation can help better with this. We have told you which."))


def _visit(visit: Progress) -> list[Step]:
    moments = (
        (visit.sent_at, _("We sent officers")),
        (visit.arrived_at, _("Officers arrived")),
        (visit.ended_at, _("Officers finished at the scene")),
    )
    return [Step(at, title) for at, title in moments if at]


def _where(report: Report, progress: list[Progress], recorded: bool, ended: bool, officer: str) -> tuple[str, str]:
    """Where it stands and what happens next, in one sentence each."""
    if ended:
        return _("The investigation has ended."), _("If you disagree, you can ask us to look again.")
    if report.state in {ReportState.RECEIVED, ReportState.IN_REVIEW}:
        return _("We have your report."), _("Somebody reads it and decides how to respond. This page will say what.")
    if any(visit.arrived_at is None and visit.ended_at is None and visit.sent_at for visit in progress):
        return _("Officers are on their way."), _("They will tell you what happens next.")
    if officer:
        return _("An officer is investigating."), _("They will tell you of each important step.")
    if recorded:
        return _("We are investigating."), _(
            "An officer will be named here. They will tell you of each important step."
        )
    return _("We have dealt with your report."), _("If something changes, tell us with your reference.")
