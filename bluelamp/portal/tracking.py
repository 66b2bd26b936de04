"""What has happened with a report, in plain words and in order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from bluelamp.accounts.selectors import kept_since
from bluelamp.contact import selectors as contact
from bluelamp.contact.enums import ReportState
from bluelamp.conversations.selectors import unread_for_matter
from bluelamp.core import clock
from bluelamp.core.actor import Actor
from bluelamp.core.clock import LONDON
from bluelamp.incidents import grades
from bluelamp.incidents import selectors as incidents
from bluelamp.incidents.types import Progress
from bluelamp.investigations import selectors as investigations
from bluelamp.investigations.types import Cancelled, Clock, Course, Ending, SuspectNews
from bluelamp.journeys.selectors import read_answers
from bluelamp.journeys.types import Facts
from bluelamp.portal.belongings import Belonging, belongings_of, news, rows
from bluelamp.portal.offers import Offer, Standing, offers
from bluelamp.ui.filters import date_words, time_words, weekday_words
from bluelamp.victims import selectors as victims
from bluelamp.victims.enums import Meeting, RequestKind, Settled
from bluelamp.victims.rules import review_days
from bluelamp.victims.types import Asked, Booked, Support

if TYPE_CHECKING:
    from bluelamp.contact.models import Report


@dataclass(frozen=True, slots=True)
class Step:
    at: datetime
    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that was sent with the report, as its answers name it."""

    id: UUID
    name: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Tracking:
    """``now`` says where it stands, ``next`` what happens next; ``clocks`` what is owed to the victim and by when;
    ``in_accounts`` since when it has been in accounts, for whoever holds its receipt."""

    report: "Report"
    said: Facts
    steps: list[Step]
    now: str
    next: str
    crime_references: list[str]
    officer: str
    clocks: list[Clock]
    support: Support
    offers: list[Offer]
    belongings: list[Belonging]
    in_accounts: list[datetime]

    @property
    def due(self) -> list[Clock]:
        """What is still owed, the first first."""
        running = [clock for clock in self.clocks if clock.entitlement.met_at is None]
        return sorted(running, key=lambda clock: clock.due or clock.entitlement.due_enhanced)

    @property
    def files(self) -> list[SentFile]:
        return files_of(self.said)

    @property
    def unread(self) -> list[UUID]:
        """What is owed and has been read when this page is open."""
        return [c.entitlement.id for c in self.clocks if c.rule.page_tells and c.entitlement.met_at is None]


def tracking(*, actor: Actor, report_id: UUID) -> Tracking:
    """Everything that the person who reported may know. Raises ``NotFound`` for anybody else."""
    report = contact.report(actor=actor, report_id=report_id)
    matter_id = report.matter_id
    # First the clocks: what is then read on this page includes whatever they are about.
    clocks = investigations.clocks_for_matter(actor=actor, matter_id=matter_id)
    course = investigations.course_of_matter(actor=actor, matter_id=matter_id)
    victim = course.happened_to(report.reporter_person_id, says_so=report.from_victim)
    gone = {one.crime_id: one for one in course.cancelled}
    standing = [crime for crime in course.crimes if crime.id not in gone]
    progress = incidents.progress_for_matter(actor=actor, matter_id=matter_id)
    steps = [Step(report.received_at, _("We received your report"))]
    if report.graded_at:
        steps.append(Step(report.graded_at, _("We read your report and decided how to respond"), _grade(report)))
    things = belongings_of(actor=actor, matter_id=matter_id, report_id=report_id)
    for crime in course.crimes:
        steps += _recorded(crime.recorded_at, crime.reference, gone.get(crime.id), insured=bool(things))
    for visit in progress:
        steps += _visit(visit)
    if victim:
        steps += _suspects(course.suspects)
    steps += [Step(*told) for told in news(things)]
    steps += [Step(ending.at, _("The investigation has ended"), str(ending.plain)) for ending in course.endings]
    closed = _closed({crime.id for crime in standing}, course.endings, cancelled=bool(gone))
    support = victims.support_of_matter(actor=actor, matter_id=matter_id)
    booked = victims.appointments_for_matter(actor=actor, matter_id=matter_id)
    talk = next((one for one in booked if one.open), None)
    next_talk = talk.starts_at if talk else None
    to_visit = _is_by_agreement(report) and closed is None and not any(visit.sent_at for visit in progress)
    to_agree = to_visit and next_talk is None
    asked = victims.requests_for_matter(actor=actor, matter_id=matter_id)
    steps += _reviewed(asked)
    now, after = (
        _under_review(asked, course)
        or (_at_court(course) if victim else None)
        or closed
        or _where(report, progress, bool(course.crimes), course.officer, to_agree=to_agree)
    )
    if talk and talk.starts_at >= clock.now():
        after = _booked(talk)
    unread = unread_for_matter(actor=actor, matter_id=matter_id)
    if unread:
        now, after = _("We have written to you."), _("Read it under “Messages”, and answer there if you want to.")
    standing_now = Standing(
        report=report,
        victim=victim or report.from_victim,
        support=support,
        next_talk=next_talk,
        unread=unread,
        to_visit=to_visit,
        recorded=bool(standing),
        closed=closed is not None and not _goes_on(asked, course),
        review_until=_review_until(course),
        requests=tuple(asked),
        rated=victims.has_rated(actor=actor, report_id=report_id, matter_id=matter_id),
    )
    return Tracking(
        report=report,
        said=read_answers(version=report.journey_version, answers=report.answers),
        steps=sorted(steps, key=lambda step: step.at, reverse=True),
        now=now,
        next=after,
        crime_references=[crime.reference for crime in standing],
        officer=course.officer,
        clocks=clocks if victim else [],
        support=support,
        belongings=rows(things),
        offers=offers(standing_now),
        in_accounts=kept_since(actor=actor, matter_id=matter_id),
    )


def files_of(said: Facts) -> list[SentFile]:
    """What somebody sent along. Other files of the matter are not theirs to see."""
    lists = (fact.value for fact in said if fact.kind == "files" and isinstance(fact.value, list))
    items = [item for kept in lists for item in kept if isinstance(item, dict)]
    return [SentFile(UUID(str(i["file"])), str(i["name"]), str(i["media_type"])) for i in items]


def _recorded(at: datetime, reference: str, cancelled: Cancelled | None, *, insured: bool) -> list[Step]:
    """That a crime was recorded, never without saying that it was cancelled, why, and what can be done about it.

    Of an insurer only where there are things: to somebody who was hurt it would be an insult.
    """
    number = {"number": reference}
    if cancelled is None:
        words = _("The crime number is %(number)s. Your insurer may ask for it.")
        text = (words if insured else _("The crime number is %(number)s.")) % number
        return [Step(at, _("We recorded a crime"), text)]
    why = f"{cancelled.plain} {_review()}"
    return [
        Step(at, _("We recorded a crime, which we cancelled later"), _("The crime number was %(number)s.") % number),
        Step(cancelled.at, _("We cancelled the crime %(number)s") % number, why),
    ]


def _review_until(course: Course) -> tuple[date, date] | None:
    """Until when the latest decision to stop can be reviewed; None where there is none."""
    return review_days(course.stopped_at.astimezone(LONDON).date()) if course.stopped_at else None


def _review() -> str:
    return _(
        "If you do not agree, you can ask us to look at the decision again, on this page or by calling 101. "
        "Do it within 3 months, if you can within 10 working days."
    )


def _suspects(news: Iterable[SuspectNews]) -> list[Step]:
    """What happened with a suspect or at court, and on which day if that was not the day it was written down."""
    return [
        Step(one.at, _title(one), str(one.plain) if one.corrects else f"{one.plain} {_when(one)}".strip())
        for one in news
    ]


def _title(one: SuspectNews) -> str:
    if one.corrects:
        return _("A correction")
    return _("News from court") if one.at_court else _("News of a suspect")


def _reviewed(asked: Iterable[Asked]) -> list[Step]:
    """That somebody asked for a review, and its answer, in the words that were written for them."""
    steps = []
    for one in asked:
        if one.kind == RequestKind.REVIEW:
            steps.append(Step(one.at, _("You asked us to look at a decision again")))
            if one.settled_at:
                title = {
                    Settled.AGAIN: _("We looked at the decision again, and go on with your case"),
                    Settled.STANDS: _("We looked at the decision again, and it stands"),
                }.get(Settled(one.outcome), _("We looked at the decision again"))
                steps.append(Step(one.settled_at, title, one.result))
    return steps


def _under_review(asked: Iterable[Asked], course: Course) -> tuple[str, str] | None:
    """Where it stands when a decision to stop is looked at again, or was and did not stand."""
    last = max((one for one in asked if one.kind == RequestKind.REVIEW), key=lambda one: one.at, default=None)
    if last is None:
        return None
    if last.open:
        day = {"day": weekday_words(last.due_on)}
        return _("We are looking at the decision again."), _("You have our answer by %(day)s.") % day
    if not _goes_on([last], course):
        return None
    return _("We are looking at your case again."), _("The officer tells you of each important step.")


def _goes_on(asked: Iterable[Asked], course: Course) -> bool:
    """Whether a review found that it ended too early, and nobody has decided to stop since."""
    won = [one.settled_at for one in asked if one.outcome == Settled.AGAIN and one.settled_at]
    return bool(won) and not (course.stopped_at and course.stopped_at > max(won))


def _booked(talk: Booked) -> str:
    words = {
        Meeting.VISIT: _("An officer visits you on %(day)s at %(time)s."),
        Meeting.STATION: _("You are expected at a police station on %(day)s at %(time)s."),
        Meeting.CALL: _("We call you on %(day)s at %(time)s."),
    }[Meeting(talk.kind)]
    return words % {"day": weekday_words(talk.starts_at), "time": time_words(talk.starts_at)}


def _at_court(course: Course) -> tuple[str, str] | None:
    """Where it stands once a court has it: what it did last, for the victim alone. Not when it was decided to stop
    since."""
    last = next((one for one in reversed(course.suspects) if one.at_court or one.corrects), None)
    if last is None or (course.stopped_at and course.stopped_at > last.at):
        return None
    if last.corrects:
        return _("We told you something that was wrong."), str(last.plain)
    return _("A court has decided.") if last.decided else _("It is at court."), str(last.plain)


def _when(one: SuspectNews) -> str:
    if one.happened_on == one.at.astimezone(LONDON).date():
        return ""
    return _("This was on %(day)s.") % {"day": date_words(one.happened_on)}


def _grade(report: "Report") -> str:
    """What was decided, in words; nothing for a grade that has none, rather than something that may be untrue."""
    if report.state == ReportState.REFERRED:
        return _("Another organisation can help better with this than we can.")
    return {
        "P1": _("We decided to come at once."),
        "P2": _("We decided to come as soon as we can."),
        "P3": _("We will agree a time to visit you."),
        "P4": _("We can deal with this without a visit."),
    }.get(report.grade, "")


def _is_by_agreement(report: "Report") -> bool:
    return report.grade in grades.CODES and grades.grade(report.grade).agreed


def _visit(visit: Progress) -> list[Step]:
    moments = (
        (visit.sent_at, _("We sent officers")),
        (visit.arrived_at, _("Officers arrived")),
        (visit.ended_at, _("Officers finished at the scene")),
    )
    return [Step(at, title) for at, title in moments if at]


def _closed(standing: set[UUID], endings: Sequence[Ending], *, cancelled: bool) -> tuple[str, str] | None:
    """Where it stands when nothing more is investigated, and what can be done about it."""
    if cancelled and not standing:
        return _("We no longer treat this as a crime."), _("Below we say why, and what you can do if you do not agree.")
    if not standing or not standing <= {ending.crime_id for ending in endings}:
        return None
    stops = cancelled or any(ending.stops for ending in endings)
    return _("The investigation has ended."), _review() if stops else _(
        "If you disagree, you can ask us to look again."
    )


def _where(
    report: "Report", progress: list[Progress], recorded: bool, officer: str, *, to_agree: bool
) -> tuple[str, str]:
    """Where it stands and what happens next, in one sentence each."""
    if report.state in {ReportState.RECEIVED, ReportState.IN_REVIEW}:
        return _("We have your report."), _("Somebody reads it and decides how to respond. This page will say what.")
    if any(visit.arrived_at is None and visit.ended_at is None and visit.sent_at for visit in progress):
        return _("Officers are on their way."), _("They will tell you what happens next.")
    if to_agree:
        return _("We will agree a time to visit you."), _("Choose a time for our visit below, or call 101.")
    if officer:
        return _("An officer is investigating."), _("They will tell you of each important step.")
    if recorded:
        return _("We are investigating."), _(
            "An officer will be named here. They will tell you of each important step."
        )
    return _("We have dealt with your report."), _("If something changes, tell us with your reference.")
