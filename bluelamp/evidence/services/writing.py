"""Writing a statement, until it is signed."""

from uuid import UUID

from bluelamp.access.services import check
from bluelamp.core.actor import Actor, ActorKind
from bluelamp.core.clock import now
from bluelamp.core.errors import Conflict, Invalid, NotFound
from bluelamp.core.ids import new_reference
from bluelamp.evidence import policies
from bluelamp.evidence.enums import StatementState
from bluelamp.evidence.errors import ReadOtherWords
from bluelamp.evidence.models import Statement, StatementVersion
from bluelamp.evidence.policies import STATEMENT
from bluelamp.evidence.statements.characters import printable
from bluelamp.evidence.statements.composing import LONGEST
from bluelamp.evidence.types import NewStatement
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service

WRITE = "evidence.statement.write"
_SHORTEST_REASON, _LONGEST_REASON = 3, 1000


@service
def begin_statement(*, actor: Actor, matter_id: UUID, new: NewStatement) -> Statement:
    """Keep a statement as it was written from answers. Raises ``Conflict`` when they were sent before."""
    check(actor=actor, action=WRITE, matter=matter_id)
    if Statement.objects.filter(draft_id=new.draft_id).exists():
        raise Conflict("These answers were sent before. Open the statement that was written from them.")
    if missing := policies.check_matches_age(new.witness.age, new.witness.adult):
        raise Invalid(missing, field="adult")
    if not new.witness.name.strip():
        raise Invalid("Enter the full name of the witness, in letters that can be printed.", field="name")
    statement = Statement.objects.create(
        reference=new_reference("WS"),
        matter_id=matter_id,
        report_id=new.report_id,
        draft_id=new.draft_id,
        journey_version=new.journey_version,
        answers=dict(new.answers),
        text=_words(new.text),
        witness=new.witness.data(),
        contact=dict(new.contact),
        taken_by=actor.id if actor.kind is ActorKind.STAFF else None,
    )
    _record(actor, Act.COLLECTION, "evidence.statement.begin", statement)
    return statement


@service
def edit_statement(*, actor: Actor, statement_id: UUID, text: str, edition: int) -> Statement:
    """Change the words before they are signed. ``edition`` is the one that the page showed; the same words twice
    change nothing."""
    statement = locked(actor, statement_id, WRITE)
    words = _words(text)
    if statement.text == words:
        return statement
    if statement.edition != edition:
        raise ReadOtherWords
    statement.state = STATEMENT.next(statement.state, "edit")
    statement.text = words
    _save(statement, "state", "text")
    _record(actor, Act.ALTERATION, "evidence.statement.edit", statement)
    return statement


@service
def amend_statement(*, actor: Actor, statement_id: UUID, reason: str) -> Statement:
    """Begin a correction. What was signed stays as it is; the correction becomes another version when it is signed."""
    statement = locked(actor, statement_id, WRITE)
    words = printable(reason).strip()
    if not _SHORTEST_REASON <= len(words) <= _LONGEST_REASON:
        raise Invalid("Say in a few words why you want to correct or add to it.", field="reason")
    if statement.state == StatementState.AMENDING:  # the same button again, or another page: there is one correction
        return statement
    statement.state = STATEMENT.next(statement.state, "amend")
    statement.reason = words
    _save(statement, "state", "reason")
    _record(actor, Act.ALTERATION, "evidence.statement.amend", statement)
    return statement


@service
def drop_amendment(*, actor: Actor, statement_id: UUID) -> Statement:
    """Leave it as it was signed. Twice changes nothing."""
    statement = locked(actor, statement_id, WRITE)
    if statement.state == StatementState.SIGNED:
        return statement
    statement.state = STATEMENT.next(statement.state, "drop_amendment")
    last = StatementVersion.objects.filter(statement=statement).latest("number")
    statement.text, statement.witness, statement.reason = last.text, last.witness, last.reason
    _save(statement, "state", "text", "witness", "reason")
    _record(actor, Act.ALTERATION, "evidence.statement.drop_amendment", statement)
    return statement


@service
def discard_statement(*, actor: Actor, statement_id: UUID) -> Statement:
    """Throw away what was never signed. Its words stay for the ledger's sake and are shown to nobody."""
    statement = locked(actor, statement_id, WRITE)
    if statement.state == StatementState.DISCARDED:
        return statement
    statement.state = STATEMENT.next(statement.state, "discard")
    _save(statement, "state")
    _record(actor, Act.ALTERATION, "evidence.statement.discard", statement)
    return statement


def locked(actor: Actor, statement_id: UUID, action: str) -> Statement:
    """The statement, locked until the transaction ends. Raises ``NotFound``, ``NotAllowed``."""
    statement = Statement.objects.select_for_update().filter(pk=statement_id).first()
    if statement is None or not policies.is_theirs(actor, statement.report_id):
        raise NotFound("There is no statement with this number that you can see.", field="statement")
    check(actor=actor, action=action, matter=statement.matter_id)
    return statement


def _words(text: str) -> str:
    words = printable(text).strip()
    if not words:
        raise Invalid("Write your statement: it cannot be empty.", field="text")
    if len(words) > LONGEST:
        raise Invalid(f"Write at most {LONGEST:,} characters. You wrote {len(words):,}.", field="text")
    return words


def _save(statement: Statement, *changed: str) -> None:
    statement.edition += 1
    statement.changed_at = now()
    statement.save(update_fields=["edition", "changed_at", *changed])


def _record(actor: Actor, act: Act, action: str, statement: Statement) -> None:
    record(actor=actor, act=act, action=action, subjects=[statement], matter=statement.matter_id)
