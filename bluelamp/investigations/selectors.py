"""Cases, crimes and clocks, as far as the actor needs to know."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from bluelamp.access.selectors import names_of, visible
from bluelamp.access.services import check
from bluelamp.core.actor import Actor
from bluelamp.core.clock import LONDON, today
from bluelamp.core.errors import NotFound
from bluelamp.investigations.enums import CaseState, Enhanced
from bluelamp.investigations.models import Case, Crime, Entitlement, Outcome, RecordingDecision
from bluelamp.investigations.offences import offence
from bluelamp.investigations.outcomes import plain_words
from bluelamp.investigations.types import CaseFile, CaseRow, Clock, Ending
from bluelamp.investigations.victims_code import rule

_LIST_LIMIT = 200


def cases(*, actor: Actor, state: str = CaseState.OPEN) -> list[CaseRow]:
    """The cases the actor may see, those with the most urgent clock first. Four queries."""
    found = list(_readable_cases(actor).filter(state=state).order_by("-opened_at")[:_LIST_LIMIT])
    matters = {case.matter_id for case in found}
    titles: dict[UUID, list[str]] = defaultdict(list)
    for crime in Crime.objects.filter(matter_id__in=matters):
        titles[crime.matter_id].append(offence(crime.offence).title)
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
    outcomes = tuple(Outcome.objects.filter(crime__in=crimes).order_by("at"))
    notes, actions = tuple(case.notes.order_by("-at")), tuple(case.actions.order_by("done_at", "due_on"))
    people = (
        {n.by for n in notes} | {a.by for a in actions} | {o.by for o in outcomes} | {c.recorded_by for c in crimes}
    )
    names = names_of(users=people | ({case.owner_id} if case.owner_id else set()))
    clocks = tuple(_clock(entitlement, case.enhanced) for entitlement in _entitlements(case.matter_id))
    owner = names.get(case.owner_id, "") if case.owner_id else ""
    return CaseFile(case, crimes, outcomes, notes, actions, clocks, owner, names)


def case_for_matter(*, actor: Actor, matter_id: UUID) -> Case | None:
    """The case of a matter, if there is one that the actor may see."""
    return _readable_cases(actor).filter(matter_id=matter_id).first()


def crimes_for_matter(*, actor: Actor, matter_id: UUID) -> list[Crime]:
    """The crimes of a matter that the actor may see, oldest first."""
    readable = visible(Crime.objects.all(), actor=actor, action="investigations.crime.read", state_field="state")
    return list(readable.filter(matter_id=matter_id).order_by("recorded_at"))


def crime_reference(*, actor: Actor, crime_id: UUID) -> str:
    """The number of a crime that the actor may see. Raises ``NotFound``."""
    readable = visible(Crime.objects.all(), actor=actor, action="investigations.crime.read", state_field="state")
    crime = readable.filter(pk=crime_id).first()
    if crime is None:
        raise NotFound("There is no crime with this number that you can see.", field="crime")
    return crime.reference


def endings_for_matter(*, actor: Actor, matter_id: UUID) -> list[Ending]:
    """How the crimes of a matter ended, in a victim's words."""
    crimes = crimes_for_matter(actor=actor, matter_id=matter_id)
    return [Ending(o.at, o.code, plain_words(o.code)) for o in Outcome.objects.filter(crime__in=crimes).order_by("at")]


def clocks_for_matter(*, actor: Actor, matter_id: UUID) -> list[Clock]:
    """What is owed to the victim of a matter, and by when."""
    readable = visible(Entitlement.objects.all(), actor=actor, action="investigations.entitlement.read")
    enhanced = Case.objects.filter(matter_id=matter_id).values_list("enhanced", flat=True).first()
    return [
        _clock(e, enhanced or Enhanced.UNKNOWN) for e in readable.filter(matter_id=matter_id).order_by("started_on")
    ]


def officer_for_matter(*, actor: Actor, matter_id: UUID) -> str:
    """Name and number of the investigator, for those who may see the crime; empty while there is none."""
    if not crimes_for_matter(actor=actor, matter_id=matter_id):
        return ""
    owner = Case.objects.filter(matter_id=matter_id).values_list("owner_id", flat=True).first()
    return names_of(users={owner}).get(owner, "") if owner else ""


def decided_reports(*, actor: Actor, report_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Those of the reports that became a crime or have a reason why not: the rest is unreconciled."""
    check(actor=actor, action="investigations.audit.read")
    decided = RecordingDecision.objects.filter(report_id__in=list(report_ids)).values_list("report_id", flat=True)
    return frozenset(decided)


def overdue(*, actor: Actor) -> list[Clock]:
    """Clocks that ran out with nobody told; by the stricter date while enhanced rights are undecided."""
    readable = visible(Entitlement.objects.all(), actor=actor, action="investigations.entitlement.read")
    late = readable.filter(met_at=None, due_enhanced__lt=today()).order_by("due_enhanced")[:_LIST_LIMIT]
    enhanced = dict(Case.objects.filter(matter_id__in=[e.matter_id for e in late]).values_list("matter_id", "enhanced"))
    clocks = [_clock(e, enhanced.get(e.matter_id, Enhanced.UNKNOWN)) for e in late]
    return [clock for clock in clocks if clock.overdue]


def _readable_cases(actor: Actor) -> QuerySet[Case]:
    return visible(Case.objects.all(), actor=actor, action="investigations.case.read", state_field="state")


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
    )


def _clock(entitlement: Entitlement, enhanced: str) -> Clock:
    due = {Enhanced.YES: entitlement.due_enhanced, Enhanced.NO: entitlement.due_standard}.get(Enhanced(enhanced))
    latest = due or entitlement.due_enhanced
    done_on = entitlement.met_at.astimezone(LONDON).date() if entitlement.met_at else today()
    return Clock(entitlement, rule(entitlement.rule), due, overdue=done_on > latest)
