"""Cases, crimes and clocks, as far as the actor needs to know."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from uuid import UUID

from django.db.models import F, Q, QuerySet

from bluelamp.access.selectors import names_of, visible
from bluelamp.access.services import check
from bluelamp.contact.selectors import received_without
from bluelamp.contact.types import Received
from bluelamp.core.actor import Actor
from bluelamp.core.clock import LONDON, now, today
from bluelamp.core.errors import NotFound
from bluelamp.investigations import cancellations, outcomes, suspect_steps
from bluelamp.investigations.audit_rates import IN_TIME, Judged, findings
from bluelamp.investigations.enums import CaseState, CrimeState, Decision, Enhanced, ThingState
from bluelamp.investigations.hearings import Hearing
from bluelamp.investigations.models import (
    AuditItem,
    AuditJudgement,
    Case,
    Crime,
    Entitlement,
    Outcome,
    RecordingAudit,
    RecordingDecision,
    Recovery,
    SuspectStep,
)
from bluelamp.investigations.offences import name_of
from bluelamp.investigations.types import (
    AuditFile,
    Cancelled,
    CaseFile,
    CaseRow,
    Clock,
    Course,
    Ending,
    ItemFile,
    Owed,
    SampledItem,
    SuspectNews,
    Traced,
)
from bluelamp.investigations.victims_code import rule
from bluelamp.records.selectors import things_of_matters, things_said_in
from bluelamp.records.types import Thing

_LIST_LIMIT = 200
_AUDIT = "investigations.audit.read"
_OPEN_FIRST = F("done_at").asc(nulls_first=True)


def cases(*, actor: Actor, state: str = CaseState.OPEN) -> list[CaseRow]:
    """The cases the actor may see, those with the most urgent clock first. Four queries."""
    found = list(_readable_cases(actor).filter(state=state).order_by("-opened_at")[:_LIST_LIMIT])
    matters = {case.matter_id for case in found}
    titles: dict[UUID, list[str]] = defaultdict(list)
    for crime in Crime.objects.filter(matter_id__in=matters):
        titles[crime.matter_id].append(name_of(crime.offence))
    clocks = _running(matters)
    names = names_of(users={case.owner_id for case in found if case.owner_id})
    rows = [_row(case, titles[case.matter_id], clocks[case.matter_id], names) for case in found]
    return sorted(rows, key=lambda row: (row.next_due is None, row.next_due))


def case_file(*, actor: Actor, case_id: UUID) -> CaseFile:
    """Everything this room knows of a case; ``NotFound`` also when the actor has no need to know."""
    case = _readable_cases(actor).filter(pk=case_id).first()
    if case is None:
        raise NotFound("There is no case with this number that you can see.", field="case")
    crimes = tuple(Crime.objects.filter(matter_id=case.matter_id).order_by("recorded_at"))
    ended = tuple(Outcome.objects.filter(crime__in=crimes).order_by("at"))
    steps = tuple(case.suspect_steps.order_by("-happened_on", "-at"))
    notes, actions = tuple(case.notes.order_by("-at")), tuple(case.actions.order_by(_OPEN_FIRST, "due_on"))
    people = {n.by for n in notes} | {a.by for a in actions} | {o.by for o in ended} | {s.by for s in steps}
    people |= {crime.recorded_by for crime in crimes}
    names = names_of(users=people | ({case.owner_id} if case.owner_id else set()))
    clocks = tuple(_clock(entitlement, case.enhanced) for entitlement in _entitlements(case.matter_id))
    owner = names.get(case.owner_id, "") if case.owner_id else ""
    return CaseFile(
        case=case,
        crimes=crimes,
        outcomes=ended,
        cancelled=_cancellations(crimes),
        suspect_steps=steps,
        notes=notes,
        actions=actions,
        clocks=clocks,
        owner=owner,
        names=names,
    )


def cases_for_matters(*, actor: Actor, matters: Collection[UUID]) -> list[Case]:
    """The cases of several matters that the actor may see, oldest first."""
    return list(_readable_cases(actor).filter(matter_id__in=matters).order_by("opened_at"))


def case_by_reference(*, actor: Actor, reference: str) -> Case | None:
    """The case with this reference, if there is one that the actor may see."""
    return _readable_cases(actor).filter(reference=reference).first()


def crimes_for_matter(*, actor: Actor, matter_id: UUID) -> list[Crime]:
    """The crimes of a matter that the actor may see, oldest first."""
    return crimes_for_matters(actor=actor, matters=[matter_id])


def crimes_for_matters(*, actor: Actor, matters: Collection[UUID]) -> list[Crime]:
    """The same of several matters."""
    return list(_readable_crimes(actor).filter(matter_id__in=matters).order_by("recorded_at"))


def matter_of_reference(*, reference: str) -> UUID | None:
    """The id of the matter that a reference belongs to. Who may see that matter is for records to say."""
    return (
        Crime.objects.filter(reference=reference).values_list("matter_id", flat=True).first()
        or Case.objects.filter(reference=reference).values_list("matter_id", flat=True).first()
    )


def outcomes_of(*, actor: Actor, crimes: Collection[UUID]) -> list[Outcome]:
    """How some crimes ended, those that the actor may see, oldest first."""
    return list(Outcome.objects.filter(crime__in=_readable_crimes(actor).filter(pk__in=crimes)).order_by("at"))


def crime_reference(*, actor: Actor, crime_id: UUID) -> str:
    """The number of a crime that the actor may see. Raises ``NotFound``."""
    crime = _readable_crimes(actor).filter(pk=crime_id).first()
    if crime is None:
        raise NotFound("There is no crime with this number that you can see.", field="crime")
    return crime.reference


def course_of_matter(*, actor: Actor, matter_id: UUID) -> Course:
    """How it went with the crimes of a matter, for those who may see them; one query while there are none."""
    crimes = crimes_for_matter(actor=actor, matter_id=matter_id)
    if not crimes:
        return Course()
    outcome = Outcome.objects.filter(crime__in=crimes).order_by("at")
    steps = SuspectStep.objects.filter(matter_id=matter_id).order_by("at")
    owner = Case.objects.filter(matter_id=matter_id).values_list("owner_id", flat=True).first()
    return Course(
        crimes=tuple(crimes),
        cancelled=tuple(
            Cancelled(crime, one.at, cancellations.plain_words(one.because))
            for crime, one in _cancellations(crimes).items()
        ),
        endings=tuple(Ending(o.crime_id, o.at, outcomes.plain_words(o.code), outcomes.stops(o.code)) for o in outcome),
        suspects=tuple(_suspect_news(one) for one in steps),
        officer=names_of(users={owner}).get(owner, "") if owner else "",
    )


def _suspect_news(step: SuspectStep) -> SuspectNews:
    kind = suspect_steps.known(step.kind)
    plain = Hearing(step.sits_at, step.court).words(now()) if step.sits_at else kind.plain
    return SuspectNews(step.at, step.happened_on, plain, kind.at_court, kind.decided, kind.corrects)


def traced_for_matter(*, actor: Actor, matter_id: UUID) -> list[Traced]:
    """The things of a matter and what became of each, for whoever works on it. Four queries."""
    return _traced(actor, things_of_matters(actor=actor, matters=[matter_id]))


def traced_of_source(*, actor: Actor, matter_id: UUID, source: str) -> list[Traced]:
    """The same of the things that one source named, for whoever named them."""
    return _traced(actor, things_said_in(actor=actor, matter_id=matter_id, source=source))


def traced_for_matters(*, actor: Actor, matters: Collection[UUID]) -> list[Traced]:
    """Of several matters, those of which something is known."""
    found = _traced(actor, things_of_matters(actor=actor, matters=matters))
    return [one for one in found if one.state != ThingState.REPORTED]


def clocks_for_matter(*, actor: Actor, matter_id: UUID) -> list[Clock]:
    """What is owed to the victim of a matter, and by when."""
    readable = visible(Entitlement.objects.all(), actor=actor, action="investigations.entitlement.read")
    owed = list(readable.filter(matter_id=matter_id).order_by("started_on"))
    if not owed:
        return []
    enhanced = Case.objects.filter(matter_id=matter_id).values_list("enhanced", flat=True).first()
    return [_clock(one, enhanced or Enhanced.UNKNOWN) for one in owed]


def owner_for_matter(*, actor: Actor, matter_id: UUID) -> UUID | None:
    """The investigator's id, for those who may see the crime."""
    if not crimes_for_matter(actor=actor, matter_id=matter_id):
        return None
    return Case.objects.filter(matter_id=matter_id).values_list("owner_id", flat=True).first()


def clock_of_case(*, actor: Actor, case_id: UUID, clock_id: UUID) -> Clock:
    """One thing that is owed to the victim of a case. Raises ``NotFound``."""
    case = _readable_cases(actor).filter(pk=case_id).first()
    found = Entitlement.objects.filter(pk=clock_id, matter_id=case.matter_id).first() if case else None
    if case is None or found is None:
        raise NotFound("Nothing of this kind is owed in a case that you can see.", field="clock")
    return _clock(found, case.enhanced)


def owed(*, actor: Actor) -> list[Owed]:
    """Victims nobody has told in time, by the stricter date while enhanced rights are undecided, and those whom no
    message can tell, in time or not; the most urgent first."""
    readable = visible(Entitlement.objects.filter(met_at=None), actor=actor, action="investigations.entitlement.read")
    late_or_by_hand = Q(due_enhanced__lt=today()) | ~Q(other_means="")
    running = list(readable.filter(late_or_by_hand).order_by("due_enhanced", "started_on")[:_LIST_LIMIT])
    matters = {entitlement.matter_id for entitlement in running}
    enhanced = dict(Case.objects.filter(matter_id__in=matters).values_list("matter_id", "enhanced"))
    clocks = [_clock(e, enhanced.get(e.matter_id, Enhanced.UNKNOWN)) for e in running]
    cases = {case.matter_id: case for case in _readable_cases(actor).filter(matter_id__in=matters)}
    return [
        Owed(clock, cases.get(clock.entitlement.matter_id))
        for clock in clocks
        if clock.overdue or clock.entitlement.other_means
    ]


def unreconciled(*, actor: Actor) -> list[Received]:
    """Reports older than a day with neither a crime nor a reason why not, the oldest first. One query."""
    check(actor=actor, action=_AUDIT)
    decided = RecordingDecision.objects.exclude(report_id=None).values("report_id")
    return received_without(actor=actor, decided=decided, before=now() - IN_TIME)


def audits(*, actor: Actor) -> list[RecordingAudit]:
    """The latest audits of crime recording, the last drawn first."""
    check(actor=actor, action=_AUDIT)
    return list(RecordingAudit.objects.order_by("-drawn_at")[:_LIST_LIMIT])


def audit(*, actor: Actor, audit_id: UUID) -> AuditFile:
    """One of them with its findings. Three queries; nothing personal."""
    check(actor=actor, action=_AUDIT)
    found = RecordingAudit.objects.filter(pk=audit_id).first()
    if found is None:
        raise NotFound("There is no such audit.", field="audit")
    items = list(found.items.order_by("number"))
    said: dict[UUID, list[tuple[bool, bool, bool, str]]] = defaultdict(list)
    fields = ("item_id", "should_record", "was_recorded", "in_time", "right_class")
    for item_id, *rest in AuditJudgement.objects.filter(item__audit=found).order_by("at", "id").values_list(*fields):
        said[item_id].append(tuple(rest))
    return AuditFile(
        audit=found,
        items=tuple(SampledItem(item.id, item.number, len(said[item.id])) for item in items),
        findings=tuple(findings(_judged(item.stratum, said[item.id]) for item in items)),
    )


def audit_item(*, actor: Actor, item_id: UUID) -> ItemFile:
    """One report of a sample; its own page reads the report."""
    check(actor=actor, action="investigations.audit.judge")
    item = AuditItem.objects.filter(pk=item_id).first()
    if item is None:
        raise NotFound("There is no such report in an audit.", field="item")
    return ItemFile(
        item=item,
        crimes=tuple(_readable_crimes(actor).filter(report_id=item.report_id).order_by("recorded_at")),
        decisions=tuple(RecordingDecision.objects.filter(report_id=item.report_id).order_by("at")),
        judgements=tuple(item.judgements.order_by("at")),
    )


def next_unjudged(*, actor: Actor, audit_id: UUID) -> UUID | None:
    """The next report of a sample that nobody has judged."""
    check(actor=actor, action="investigations.audit.judge")
    rows = AuditItem.objects.filter(audit_id=audit_id, judgements=None).order_by("number")
    return rows.values_list("id", flat=True).first()


def _judged(stratum: str, said: list[tuple[bool, bool, bool, str]]) -> Judged:
    """The first judgement counts; the second says whether it agrees on what should have been and the class."""
    if not said:
        return Judged(stratum)
    should, was, in_time, right_class = said[0]
    agreed = (said[1][0], said[1][3]) == (should, right_class) if len(said) > 1 else None
    return Judged(stratum, should, was, in_time, right_class, agreed)


def _readable_cases(actor: Actor) -> QuerySet[Case]:
    return visible(Case.objects.all(), actor=actor, action="investigations.case.read", state_field="state")


def _cancellations(crimes: Iterable[Crime]) -> dict[UUID, RecordingDecision]:
    """The decision that cancelled each of those that are cancelled."""
    gone = [crime.id for crime in crimes if crime.state == CrimeState.CANCELLED]
    if not gone:
        return {}
    decided = RecordingDecision.objects.filter(crime_id__in=gone, decision=Decision.CANCELLED).order_by("at")
    return {decision.crime_id: decision for decision in decided if decision.crime_id}


def _readable_crimes(actor: Actor) -> QuerySet[Crime]:
    return visible(Crime.objects.all(), actor=actor, action="investigations.crime.read", state_field="state")


def _traced(actor: Actor, things: list[Thing]) -> list[Traced]:
    ids = [one.link_id for one in things]
    readable = visible(Recovery.objects.filter(link_id__in=ids), actor=actor, action="investigations.thing.read")
    known = {row.link_id: row for row in readable} if ids else {}
    return [_one_traced(one, known.get(one.link_id)) for one in things]


def _one_traced(one: Thing, row: Recovery | None) -> Traced:
    traced = Traced(one.link_id, one.ref, one.title, one.number, one.how)
    if row is None:
        return traced
    return replace(
        traced,
        state=ThingState(row.state),
        found_on=row.found_on,
        found_at=row.found_at,
        where_kept=row.where_kept,
        returned_on=row.returned_on,
        returned_at=row.returned_at,
        handed_over=row.handed_over,
    )


def _entitlements(matter_id: UUID) -> QuerySet[Entitlement]:
    return Entitlement.objects.filter(matter_id=matter_id).order_by("started_on", "rule")


def _running(matters: set[UUID]) -> dict[UUID, list[Entitlement]]:
    clocks: dict[UUID, list[Entitlement]] = defaultdict(list)
    for entitlement in Entitlement.objects.filter(matter_id__in=matters, met_at=None):
        clocks[entitlement.matter_id].append(entitlement)
    return clocks


def _row(case: Case, titles: list[str], entitlements: list[Entitlement], names: dict[UUID, str]) -> CaseRow:
    clocks = [_clock(entitlement, case.enhanced) for entitlement in entitlements]
    dates = [clock.due or clock.entitlement.due_enhanced for clock in clocks]
    return CaseRow(
        case=case,
        crime_titles=tuple(titles),
        owner=names.get(case.owner_id, "") if case.owner_id else "",
        next_due=min(dates, default=None),
        overdue=any(clock.overdue for clock in clocks),
        by_hand=any(entitlement.other_means for entitlement in entitlements),
    )


def _clock(entitlement: Entitlement, enhanced: str) -> Clock:
    due = {Enhanced.YES: entitlement.due_enhanced, Enhanced.NO: entitlement.due_standard}.get(Enhanced(enhanced))
    if entitlement.due_standard == entitlement.due_enhanced:
        due = entitlement.due_standard  # whatever the victim's rights turn out to be
    latest = due or entitlement.due_enhanced
    done_on = entitlement.met_at.astimezone(LONDON).date() if entitlement.met_at else today()
    return Clock(entitlement, rule(entitlement.rule), due, overdue=done_on > latest)
