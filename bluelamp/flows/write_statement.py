"""From a witness's answers to a statement, or to a trained officer where nobody should write alone."""

from typing import TYPE_CHECKING
from uuid import UUID

from bluelamp.contact import selectors as contact
from bluelamp.core.actor import Actor
from bluelamp.evidence.policies import Circumstances, why_not_alone
from bluelamp.evidence.services import ask_for_officer, begin_statement
from bluelamp.evidence.statements.composing import compose, contact_of, witness_of
from bluelamp.evidence.types import NewStatement
from bluelamp.journeys.types import Submitted
from bluelamp.ledger.writing import service

if TYPE_CHECKING:
    from bluelamp.evidence.models import Statement


@service
def write_statement(*, actor: Actor, report_id: UUID, submitted: Submitted) -> "Statement | None":
    """The first text of a statement; None when a trained officer was asked for instead.

    Decided again here, whatever the pages showed: no answer that was sent makes a child or an afraid witness write
    alone.
    """
    sender = contact.sender(actor=actor, report_id=report_id)
    report, ticked = sender.report, frozenset(_ticked(submitted))
    why = why_not_alone(Circumstances(sender.statement_alone, sender.said, applies=ticked, age=sender.age))
    if why:
        ask_for_officer(
            actor=actor,
            matter_id=report.matter_id,
            report_id=report.id,
            why=why,
            words=str(submitted.answers.get("suits", "")),
        )
        return None
    return begin_statement(actor=actor, matter_id=report.matter_id, new=_new(submitted, report_id=report.id))


@service
def take_statement(*, actor: Actor, matter_id: UUID, submitted: Submitted) -> "Statement":
    """The first text of a statement that an officer takes with the witness."""
    return begin_statement(actor=actor, matter_id=matter_id, new=_new(submitted))


def _new(submitted: Submitted, report_id: UUID | None = None) -> NewStatement:
    return NewStatement(
        draft_id=submitted.draft_id,
        journey_version=submitted.version,
        answers=submitted.answers,
        text=compose(submitted.facts),
        witness=witness_of(submitted.facts),
        contact=contact_of(submitted.facts),
        report_id=report_id,
    )


def _ticked(submitted: Submitted) -> list[str]:
    ticked = submitted.answers.get("applies")
    return [value for value in ticked if isinstance(value, str)] if isinstance(ticked, list) else []
