"""Statements without the questions that led to them."""

from uuid import UUID

from bluelamp.contact.models import Report
from bluelamp.core.actor import Actor
from bluelamp.core.ids import new_id
from bluelamp.evidence.enums import Method, ReadBy
from bluelamp.evidence.models import Statement, StatementVersion
from bluelamp.evidence.services import begin_statement
from bluelamp.evidence.types import NewStatement, Signing, Witness
from bluelamp.flows.seal_statement import seal_statement
from bluelamp.ledger.reading import writing
from tests.factories.rooms import received

CONTACT = {"address": "1 Lantern Row", "phone": "01632 960 001"}


def new_statement(text: str = "I saw it.", *, report_id: UUID | None = None, **witness: object) -> NewStatement:
    """What somebody called Sam Okafor answered."""
    who = Witness.of({"name": "Sam Okafor", **witness})
    return NewStatement(
        draft_id=new_id(),
        journey_version="0" * 64,
        answers={},
        text=text,
        witness=who,
        contact=CONTACT,
        report_id=report_id,
    )


def drafted(text: str = "I saw it.", *, report: Report | None = None) -> Statement:
    """A statement that waits for its witness, who sent ``report``."""
    of = report or received()
    new = new_statement(text, report_id=of.id)
    return begin_statement(actor=Actor.receipt(of.id), matter_id=of.matter_id, new=new)


def signing(statement_id: UUID, **changes: object) -> Signing:
    """Of the words as they stand now."""
    with writing():
        edition = Statement.objects.values_list("edition", flat=True).get(pk=statement_id)
    said: dict[str, object] = {"edition": edition, "signature": "Sam Okafor", "method": Method.ONLINE}
    return Signing(**(said | {"read_by": ReadBy.WITNESS} | changes))  # type: ignore[arg-type]  # checked by the dataclass


def signed(statement: Statement) -> StatementVersion:
    """As its witness signs it."""
    assert statement.report_id is not None
    actor = Actor.receipt(statement.report_id)
    return seal_statement(actor=actor, statement_id=statement.id, signing=signing(statement.id))
