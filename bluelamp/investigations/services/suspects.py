"""What happened to a suspect: the victim has a right to be told, and never whom it concerns."""

from datetime import date, timedelta
from uuid import UUID

from bluelamp.access.services import check
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now, today
from bluelamp.core.errors import Invalid
from bluelamp.core.ids import new_id
from bluelamp.core.text import plain_text
from bluelamp.investigations.events import SuspectStepTaken
from bluelamp.investigations.hearings import Hearing
from bluelamp.investigations.models import SuspectStep
from bluelamp.investigations.services.cases import lock_case, record_change, tell
from bluelamp.investigations.services.clocks import start_clocks
from bluelamp.investigations.suspect_steps import AFTER_FILING, StepKind, step_kind
from bluelamp.ledger.writing import sent_before, service
from bluelamp.live.news import announce

_LONGEST_AHEAD = timedelta(days=3 * 366)
_LONGEST_AGO = timedelta(days=366)  # further back it is a slip of the pen: a date that ought to have this year's number


@service
def record_suspect_step(
    *,
    actor: Actor,
    case_id: UUID,
    kind: str,
    happened_on: date,
    hearing: Hearing | None = None,
    client_id: UUID | None = None,
) -> SuspectStep:
    """Record what happened to a suspect, or at court; the clock for telling the victim runs from that day.

    What a court does is recorded after the case is filed, too; of a ``hearing`` when and where, once that is known. The
    same ``client_id`` again adds nothing. Raises ``Invalid`` naming the field.
    """
    case = lock_case(case_id)
    action = "investigations.court.record" if kind in AFTER_FILING else "investigations.case.work"
    check(actor=actor, action=action, state=case.state, matter=case.matter_id)
    known = sent_before(SuspectStep.objects.all(), client_id=client_id, case=case, by=actor.id)
    if known is not None:
        return known
    found = step_kind(kind, today())
    _check_day(happened_on)
    if hearing is not None:
        _check_hearing(found, hearing)
    step = SuspectStep.objects.create(
        case=case,
        matter_id=case.matter_id,
        kind=found.code,
        happened_on=happened_on,
        sits_at=hearing.sits_at if hearing else None,
        court=plain_text(hearing.court, "court", "Say which court.")[:200] if hearing else "",
        by=actor.id,
        at=now(),
        client_id=client_id or new_id(),
    )
    start_clocks(found.event, case.matter_id, step.id, happened_on)
    record_change(actor, "investigations.suspect.step", step, case)
    announce(SuspectStepTaken(step_id=step.id, case_id=case.id, matter_id=case.matter_id, kind=found.code))
    tell(case)
    return step


def _check_hearing(kind: StepKind, hearing: Hearing) -> None:
    if not kind.sets_day:
        raise Invalid("Only a hearing has a court and a day to come.", field="kind")
    if not now() < hearing.sits_at < now() + _LONGEST_AHEAD:
        raise Invalid("Say a day and a time that are still to come, within three years.", field="sits_on")


def _check_day(day: date) -> None:
    if day > today():
        raise Invalid("Say on which day it happened. It cannot be after today.", field="happened_on")
    if day < today() - _LONGEST_AGO:
        raise Invalid("Check the day: this is more than a year ago.", field="happened_on")
