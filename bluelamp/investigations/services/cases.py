"""Opening a case, giving it to an investigator, and the victim's rights in it."""

from uuid import UUID

from django.db.models import Model

from bluelamp.access.enums import Relation
from bluelamp.access.selectors import able_to
from bluelamp.access.services import check, involve, release
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.errors import Invalid, NotFound
from bluelamp.core.ids import new_reference
from bluelamp.investigations import policies
from bluelamp.investigations.enums import CrimeState, Enhanced
from bluelamp.investigations.events import OfficerAssigned
from bluelamp.investigations.models import Action, Case, Crime, Outcome, SuspectStep
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service
from bluelamp.live.news import announce
from bluelamp.live.services import publish


@service
def open_case(*, actor: Actor, matter_id: UUID, owner_id: UUID | None = None, team_id: UUID | None = None) -> Case:
    """Open the investigation of a matter; a matter has one. Raises ``Invalid`` for an owner who cannot hold it."""
    check(actor=actor, action="investigations.case.open")
    if owner_id is not None:
        _check_can_hold(owner_id)
    known = Case.objects.filter(matter_id=matter_id).first()
    if known is not None:
        return known
    case = Case.objects.create(
        reference=new_reference("CA"), matter_id=matter_id, owner_id=owner_id, team_id=team_id, opened_at=now()
    )
    if team_id is not None:
        involve(actor=actor, matter=matter_id, who=team_id, relation=Relation.TEAM, ground=_ground(case))
    if owner_id is not None:
        involve(actor=actor, matter=matter_id, who=owner_id, relation=Relation.ASSIGNED, ground=_ground(case))
    record(actor=actor, act=Act.COLLECTION, action="investigations.case.open", subjects=[case], matter=matter_id)
    tell(case)
    return case


@service
def assign_case(*, actor: Actor, case_id: UUID, owner_id: UUID) -> Case:
    """Give a case to an investigator; the one before has it no longer as a reason to look.

    Raises ``Invalid`` for somebody who does not work here now or whose role cannot work on cases.
    """
    case = lock_case(case_id)
    check(actor=actor, action="investigations.case.assign", state=case.state, matter=case.matter_id)
    if case.owner_id == owner_id:
        return case
    _check_can_hold(owner_id)
    ground = _ground(case)
    if case.owner_id is not None:
        release(actor=actor, matter=case.matter_id, who=case.owner_id, relation=Relation.ASSIGNED, ground=ground)
    case.owner_id = owner_id
    case.save(update_fields=["owner_id"])
    involve(actor=actor, matter=case.matter_id, who=owner_id, relation=Relation.ASSIGNED, ground=ground)
    record_change(actor, "investigations.case.assign", case, f"access.user:{owner_id}")
    announce(OfficerAssigned(case_id=case.id, matter_id=case.matter_id, owner_id=owner_id))
    tell(case)
    return case


@service
def reopen_case(*, actor: Actor, matter_id: UUID) -> None:
    """Go on with a case that was filed: a review found that it ended too early. One that is open stays as it is."""
    check(actor=actor, action="investigations.case.reopen", matter=matter_id)
    case = Case.objects.select_for_update().filter(matter_id=matter_id).first()
    if case is None or "reopen" not in policies.CASE.actions(case.state):
        return
    case.state, case.filed_at = policies.CASE.next(case.state, "reopen"), None
    case.save(update_fields=["state", "filed_at"])
    record_change(actor, "investigations.case.reopen", case)
    tell(case)


@service
def assess_enhanced(*, actor: Actor, case_id: UUID, enhanced: str) -> Case:
    """Say whether the victim has enhanced rights (most serious crime, targeted, vulnerable or intimidated)."""
    case = lock_case(case_id)
    check(actor=actor, action="investigations.case.work", state=case.state, matter=case.matter_id)
    if enhanced not in Enhanced.values:
        raise Invalid("Say whether the victim has enhanced rights.", field="enhanced")
    case.enhanced = enhanced
    case.save(update_fields=["enhanced"])
    record_change(actor, "investigations.case.assess", case)
    return case


def _check_can_hold(owner_id: UUID) -> None:
    if not able_to(action="investigations.case.work", among=frozenset({owner_id})):
        raise Invalid(
            "Choose somebody who works here now and whose role works on cases, such as a detective.", field="owner"
        )


def _ground(case: Case) -> str:
    """Why owner and team need to know: this case alone. Another part of theirs in the matter outlasts it."""
    return f"investigations.case:{case.id}"


def lock_case(case_id: UUID) -> Case:
    """The case, for its transaction alone; raises ``NotFound``."""
    case = Case.objects.select_for_update().filter(pk=case_id).first()
    if case is None:
        raise NotFound("There is no case with this number.", field="case")
    return case


def file_if_ended(case: Case) -> None:
    """File a locked case when no crime of its matter that stands waits for its outcome."""
    waiting = Crime.objects.filter(matter_id=case.matter_id, state=CrimeState.RECORDED, outcomes=None)
    if "file" in policies.CASE.actions(case.state) and not waiting.exists():
        case.state, case.filed_at = policies.CASE.next(case.state, "file"), now()
        case.save(update_fields=["state", "filed_at"])


def record_change(actor: Actor, action: str, row: Case | Action | Outcome | SuspectStep, *others: Case | str) -> None:
    """The entry of a change in a case."""
    subjects: list[Model | str] = [row, *others]
    record(actor=actor, act=Act.ALTERATION, action=action, subjects=subjects, matter=row.matter_id)


def tell(case: Case) -> None:
    """Have the open pages of everybody who works on the matter look again."""
    publish(audience=f"colleagues:{case.matter_id}", kind="case", data={"case": str(case.id), "state": case.state})
