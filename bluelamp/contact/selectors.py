"""The queue, and reports and calls as far as the actor may see them."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Min, Q, QuerySet

from bluelamp.access.selectors import own_matters, visible
from bluelamp.access.services import check
from bluelamp.contact import likeness, policies
from bluelamp.contact.enums import CallOutcome, CallState, Channel, ReportState, Risk
from bluelamp.contact.models import Call, Escalation, Report, Settlement, Thrive
from bluelamp.contact.report_types import report_type, report_types
from bluelamp.contact.shift import Came
from bluelamp.contact.types import Candidate, Correspondent, Received, Sender, Sign, Waiting
from bluelamp.core.actor import Actor
from bluelamp.core.clock import today
from bluelamp.core.errors import NotFound
from bluelamp.journeys.selectors import read_answers
from bluelamp.journeys.types import Facts, Means

_WAITING = (ReportState.RECEIVED, ReportState.IN_REVIEW)
_RECEIVED = ("id", "received_at", "channel", "journey_slug")


def waiting_reports(*, actor: Actor) -> list[Waiting]:
    """Every report without a grade. One query, nothing personal: ``reports_by_id`` reads those that are shown."""
    check(actor=actor, action="contact.queue.read")
    rows = Report.objects.filter(state__in=_WAITING).values_list("risk", "received_at", "id", "taken_by")
    return [Waiting(*row) for row in rows]


def risks_of(*, actor: Actor, matters: Collection[UUID]) -> dict[UUID, str]:
    """The gravest risk of what was reported in some matters, graded or not. One query, nothing personal."""
    check(actor=actor, action="contact.queue.read")
    return dict(Report.objects.filter(matter_id__in=matters).values_list("matter_id").annotate(Min("risk")))


def reports_by_id(*, actor: Actor, ids: Collection[UUID]) -> dict[UUID, Report]:
    """Those that the actor may see."""
    return {report.id: report for report in _readable(actor).filter(pk__in=ids)}


def waiting_calls(*, actor: Actor, call_backs: bool) -> list[Waiting]:
    """Every call that nobody has dealt with yet; or else every one that was promised to be called back."""
    check(actor=actor, action="contact.queue.read")
    promised = Q(outcome=CallOutcome.CALL_BACK)
    rows = Call.objects.exclude(state=CallState.DONE).filter(promised if call_backs else ~promised)
    found = rows.values_list("risk", "started_at", "id", "taken_by", "call_back_by")
    return [Waiting(risk, since, which, whose, due=due) for risk, since, which, whose, due in found]


def calls_by_id(*, actor: Actor, ids: Collection[UUID]) -> dict[UUID, Call]:
    """Those that the actor may see."""
    return {call.id: call for call in _calls(actor).filter(pk__in=ids)}


def escalations(*, actor: Actor) -> dict[UUID, tuple[Escalation, ...]]:
    """What stands, by whom it is about, the earliest first."""
    check(actor=actor, action="contact.queue.read")
    found: defaultdict[UUID, list[Escalation]] = defaultdict(list)
    for one in Escalation.objects.filter(ended_at=None).order_by("raised_at", "rule"):
        found[one.subject_id].append(one)
    return {who: tuple(rows) for who, rows in found.items()}


def call(*, actor: Actor, call_id: UUID) -> Call:
    """One call; ``NotFound`` also without a need to know."""
    found = _calls(actor).filter(pk=call_id).select_related("report").first()
    if found is None:
        raise NotFound("There is no call with this number that you can see.", field="call")
    return found


def call_of_draft(*, actor: Actor, draft_id: UUID) -> Call | None:
    """The call by which a report is being taken."""
    check(actor=actor, action="contact.report.receive")
    return Call.objects.filter(draft_id=draft_id).first()


def calls_for_matters(*, actor: Actor, matters: Collection[UUID]) -> list[Call]:
    """Who called about some matters, as far as the actor may see, oldest first."""
    return list(_calls(actor).filter(matter_id__in=matters).order_by("started_at"))


def report(*, actor: Actor, report_id: UUID) -> Report:
    """One report; ``NotFound`` also without a need to know."""
    found = _readable(actor).filter(pk=report_id).first()
    if found is None:
        raise NotFound("There is no report with this number that you can see.", field="report")
    return found


def own_reports(*, actor: Actor) -> list[Report]:
    """The reports of somebody who is signed in, or of the holder of a receipt, the newest first."""
    matters = own_matters(actor=actor)
    return list(_readable(actor).filter(matter_id__in=matters).order_by("-received_at"))


def reports_for_matter(*, actor: Actor, matter_id: UUID) -> list[Report]:
    """The reports of a matter that the actor may see, oldest first."""
    return list(_readable(actor).filter(matter_id=matter_id).order_by("received_at"))


def reports_for_matters(*, actor: Actor, matters: Collection[UUID]) -> list[Report]:
    """The reports of several matters that the actor may see, oldest first."""
    return list(_readable(actor).filter(matter_id__in=matters).order_by("received_at"))


def signs_of(*, actor: Actor, matters: Collection[UUID]) -> dict[UUID, tuple[Sign, ...]]:
    """What the reports of some matters warn of, the gravest first; nothing for a matter without. One query.

    For whoever sends somebody or goes there: they need these words, and no more of what was reported.
    """
    rows = Report.objects.filter(matter_id__in=matters).only("matter_id", "risk_reasons").order_by("received_at")
    found: defaultdict[UUID, list[str]] = defaultdict(list)
    for row in visible(rows, actor=actor, action="contact.warning.read"):
        found[row.matter_id] += row.risk_reasons
    return {matter: policies.signs(reasons) for matter, reasons in found.items() if reasons}


def report_by_reference(*, actor: Actor, reference: str) -> Report | None:
    """The report with this reference, if there is one that the actor may see."""
    return _readable(actor).filter(reference=reference).first()


def matter_of_reference(*, reference: str) -> UUID | None:
    """The id of the matter that a reference belongs to. Who may see that matter is for records to say."""
    return Report.objects.filter(reference=reference).values_list("matter_id", flat=True).first()


def received_between(*, actor: Actor, start: datetime, end: datetime) -> list[Received]:
    """Every report received from ``start`` until before ``end``. One query, nothing personal."""
    check(actor=actor, action="contact.recording.read")
    rows = Report.objects.filter(received_at__gte=start, received_at__lt=end)
    return [Received(*row) for row in rows.values_list(*_RECEIVED)]


def received_without(*, actor: Actor, decided: "QuerySet[Any, Any]", before: datetime) -> list[Received]:
    """The reports received before a moment whose ids are not among ``decided``, the oldest first. One query."""
    check(actor=actor, action="contact.recording.read")
    rows = Report.objects.filter(received_at__lt=before).exclude(pk__in=decided).order_by("received_at")
    return [Received(*row) for row in rows.values_list(*_RECEIVED)]


def came(*, actor: Actor, start: datetime, end: datetime) -> list[Came]:
    """Every contact of a period with the minutes it took. Two queries, nothing personal.

    A report by telephone is one contact with its call: their minutes are added up where both were written down.
    """
    check(actor=actor, action="contact.shift.read")
    calls = Call.objects.filter(started_at__gte=start, started_at__lt=end).exclude(state=CallState.LIVE)
    fields = ("channel", "started_at", "minutes", "outcome", "report__minutes")
    found = [
        Came(
            channel,
            at,
            _both(minutes, graded) if outcome == CallOutcome.REPORT else minutes,
            outcome == CallOutcome.REPORT,
        )
        for channel, at, minutes, outcome, graded in calls.values_list(*fields)
    ]
    reports = Report.objects.filter(received_at__gte=start, received_at__lt=end, channel=Channel.WEB)
    found += [Came(*row, reported=True) for row in reports.values_list("channel", "received_at", "minutes")]
    return found


def report_of_draft(*, actor: Actor, draft_id: UUID) -> Report | None:
    """The report that a draft became, if it was sent. For the flow that sends it, which knows whose draft it is."""
    check(actor=actor, action="contact.report.receive")
    return Report.objects.filter(draft_id=draft_id).first()


def assessments(*, actor: Actor, report_id: UUID) -> list[Thrive]:
    """How a report was weighed, newest first. Not for the person who reported."""
    check(actor=actor, action="contact.assessment.read")
    found = report(actor=actor, report_id=report_id)
    return list(found.assessments.order_by("-at"))


def settlement(*, actor: Actor, report_id: UUID) -> Settlement | None:
    """How a report was dealt with where nobody went. Not for the person who reported."""
    check(actor=actor, action="contact.assessment.read")
    return Settlement.objects.filter(report=report(actor=actor, report_id=report_id)).first()


def correspondent(*, actor: Actor, matter_id: UUID) -> Correspondent | None:
    """Who reported a matter and how it is safe to reach them, as they answered; None without a report."""
    check(actor=actor, action="contact.safe_contact.read")
    found = Report.objects.filter(matter_id=matter_id).order_by("received_at").first()
    if found is None:
        return None
    return Correspondent(
        found.id, found.reference, found.safe_contact, found.reporter_person_id, says_victim=found.from_victim
    )


def sender(*, actor: Actor, report_id: UUID) -> Sender:
    """Whoever sent a report, as it speaks of them. Raises ``NotFound``."""
    return _sender(report(actor=actor, report_id=report_id))


def senders(*, actor: Actor, matter_id: UUID) -> list[Sender]:
    """The same of every report of a matter that the actor may see."""
    return [_sender(found) for found in reports_for_matter(actor=actor, matter_id=matter_id)]


def _sender(found: Report) -> Sender:
    kind = report_types().get(found.journey_slug)
    said = read_answers(version=found.journey_version, answers=found.answers)
    return Sender(
        report=found,
        statement_alone=kind is not None and kind.statement_alone,
        said=frozenset(said.affirmed()) | frozenset(kind.says if kind is not None else ()),
        age=_age(said, of_victim=found.from_victim),
    )


def _age(said: Facts, *, of_victim: bool) -> int | None:
    born = said.value(Means.REPORTER_BORN) or (said.value(Means.VICTIM_BORN) if of_victim else None)
    if not isinstance(born, str):
        return None
    day, at = date.fromisoformat(born), today()
    return at.year - day.year - ((at.month, at.day) < (day.month, day.day))


def _both(line: int | None, graded: int | None) -> int | None:
    return None if line is None or graded is None else line + graded


def _readable(actor: Actor) -> QuerySet[Report]:
    return visible(Report.objects.all(), actor=actor, action="contact.report.read", state_field="state")


def _calls(actor: Actor) -> QuerySet[Call]:
    return visible(Call.objects.all(), actor=actor, action="contact.call.read")


def likely_same(*, actor: Actor, report_id: UUID, limit: int = 10) -> list[Candidate]:
    """Reports that may be about the same thing, the likeliest first, as far as the actor may see; with the reasons.

    One query over the index of neighbourhood and time.
    """
    mine = report(actor=actor, report_id=report_id)
    told = _told(mine)
    if told is None:
        return []
    since, until = told.received_at - likeness.WINDOW, told.received_at + likeness.WINDOW
    rows = _readable(actor).filter(
        neighbourhood__in=likeness.around(mine.neighbourhood), received_at__range=(since, until)
    )
    others = ((other, _told(other)) for other in rows.exclude(matter_id=mine.matter_id).order_by("-received_at"))
    alike = ((other, likeness.alike(told, seen)) for other, seen in others if seen is not None)
    found = sorted(((other, like) for other, like in alike if like), key=lambda pair: likeness.rank(pair[1]))
    return [Candidate(other, like.metres, like.between, like.same_kind) for other, like in found[:limit]]


def is_known_nearby(*, actor: Actor, slug: str, latitude: float, longitude: float, at: datetime) -> bool:
    """Whether a report of this kind is known in the same neighbourhood and these days. For whoever is about to report.

    Always no for a kind where that there is one says something about a person; and reports that tell of a risk to
    somebody are never counted. Nothing of another's report is loaded or told.
    """
    check(actor=actor, action="contact.report.receive")
    if not report_type(slug).may_be_known:
        return False
    return Report.objects.filter(
        neighbourhood=likeness.neighbourhood(latitude, longitude),
        received_at__gte=likeness.since_whole_days(at),
        journey_slug=slug,
        risk=Risk.STANDARD,
    ).exists()


def _told(report: Report) -> likeness.Told | None:
    if report.latitude is None or report.longitude is None:
        return None
    return likeness.Told(report.journey_slug, report.received_at, report.latitude, report.longitude)
