"""What is noted and done in a case."""

from datetime import date
from uuid import UUID

from bluelamp.access.services import check
from bluelamp.core.actor import Actor
from bluelamp.core.clock import now
from bluelamp.core.errors import Invalid, NotFound
from bluelamp.core.ids import new_id
from bluelamp.core.text import plain_text
from bluelamp.investigations.enums import NoteKind
from bluelamp.investigations.models import Action, CaseNote
from bluelamp.investigations.services.cases import lock_case, record_change
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import sent_before, service


@service
def add_note(*, actor: Actor, case_id: UUID, kind: str, text: str, client_id: UUID | None = None) -> CaseNote:
    """Write down a fact or an opinion, told apart. The same ``client_id`` again adds nothing."""
    case = lock_case(case_id)
    check(actor=actor, action="investigations.case.work", state=case.state, matter=case.matter_id)
    if kind not in NoteKind.values:
        raise Invalid("Say whether this is a fact or an opinion.", field="kind")
    known = sent_before(CaseNote.objects.all(), client_id=client_id, case=case, by=actor.id)
    if known is not None:
        return known
    note = CaseNote.objects.create(
        case=case,
        matter_id=case.matter_id,
        kind=kind,
        text=plain_text(text, "text", "Write the note."),
        by=actor.id,
        at=now(),
        client_id=client_id or new_id(),
    )
    record(actor=actor, act=Act.COLLECTION, action="investigations.note.add", subjects=[note], matter=case.matter_id)
    return note


@service
def add_action(
    *, actor: Actor, case_id: UUID, text: str, due_on: date | None = None, client_id: UUID | None = None
) -> Action:
    """Note something to be done. The same ``client_id`` again adds nothing."""
    case = lock_case(case_id)
    check(actor=actor, action="investigations.case.work", state=case.state, matter=case.matter_id)
    known = sent_before(Action.objects.all(), client_id=client_id, case=case, by=actor.id)
    if known is not None:
        return known
    action = Action.objects.create(
        case=case,
        matter_id=case.matter_id,
        text=plain_text(text, "text", "Say what is to be done."),
        due_on=due_on,
        by=actor.id,
        client_id=client_id or new_id(),
    )
    record_change(actor, "investigations.action.add", action)
    return action


@service
def complete_action(*, actor: Actor, action_id: UUID, result: str) -> Action:
    """Say what came of it. Done once is done."""
    action = Action.objects.select_for_update(of=("self",)).select_related("case").filter(pk=action_id).first()
    if action is None:
        raise NotFound("There is no action with this number.", field="action")
    check(actor=actor, action="investigations.case.work", state=action.case.state, matter=action.matter_id)
    if action.done_at is None:
        action.done_at, action.result = now(), plain_text(result, "result", "Say what came of it.")
        action.save(update_fields=["done_at", "result"])
        record_change(actor, "investigations.action.complete", action)
    return action
