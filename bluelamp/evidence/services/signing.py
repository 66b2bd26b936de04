"""Signing a statement: what is signed is printed, and the hash of the print stands on the ledger with who and how."""

from uuid import UUID

from bluelamp.access.selectors import names_of
from bluelamp.access.services import check
from bluelamp.core.actor import Actor, ActorKind
from bluelamp.core.clock import LONDON, now
from bluelamp.core.errors import Invalid, NotAllowed
from bluelamp.core.ids import new_id
from bluelamp.evidence.enums import Method, ReadBy
from bluelamp.evidence.errors import ReadOtherWords
from bluelamp.evidence.models import Exhibit, Statement, StatementVersion
from bluelamp.evidence.policies import STATEMENT
from bluelamp.evidence.services.writing import locked
from bluelamp.evidence.statements.characters import printable
from bluelamp.evidence.statements.forms import form_of
from bluelamp.evidence.statements.printing import print_form
from bluelamp.evidence.statements.wording import wording_on
from bluelamp.evidence.types import Prepared, Printed, Signing, Witness
from bluelamp.ledger.enums import Act
from bluelamp.ledger.services import record
from bluelamp.ledger.writing import service

SIGN = "evidence.statement.sign"
_LONGEST_SIGNATURE = 200


@service
def prepare(*, actor: Actor, statement_id: UUID, signing: Signing) -> Prepared:
    """Lock the statement and print what will be signed. ``Prepared.before`` when this was signed already: the button
    was pressed twice, or its answer was lost. Raises ``ReadOtherWords``, ``Invalid`` naming the field,
    ``PageCountDiffers``."""
    statement = locked(actor, statement_id, SIGN)
    before = StatementVersion.objects.filter(statement=statement, edition=signing.edition).first()
    at = now()
    if before is not None:
        return Prepared(statement, at, before=before)
    if statement.edition != signing.edition:
        raise ReadOtherWords
    STATEMENT.next(statement.state, "sign")  # refused before anything is printed
    _check_signature(actor, statement, signing)
    number = _next_number(statement)
    form = form_of(statement, number=number, signing=_clean(signing), at=at, officer=_officer(actor))
    record(actor=actor, act=Act.CONSULTATION, action="evidence.statement.print", subjects=[statement])
    return Prepared(statement, at, printed=print_form(form))


@service
def sign_statement(
    *, actor: Actor, prepared: Prepared, signing: Signing, printed: Printed, exhibit: Exhibit
) -> StatementVersion:
    """Keep what was signed as a version that never changes. Part of ``flows.seal_statement``, which made the exhibit
    from ``printed`` in the same transaction."""
    statement = prepared.statement
    check(actor=actor, action=SIGN, matter=statement.matter_id)
    if exhibit.sha256 != printed.sha256 or exhibit.matter_id != statement.matter_id:
        raise Invalid("What was kept is not what was signed. Sign the statement again.", field="statement")
    version_id = new_id()
    statement.state = STATEMENT.next(statement.state, "sign")
    statement.save(update_fields=["state"])
    entry = record(
        actor=actor,
        act=Act.COLLECTION,
        action="evidence.statement.sign",
        subjects=[statement, f"evidence.statementversion:{version_id}", exhibit],
        matter=statement.matter_id,
        reason=f"SHA-256 {printed.sha256}; {printed.pages} page(s); {Method(signing.method).value}",
    )
    return StatementVersion.objects.create(
        id=version_id,
        statement=statement,
        matter_id=statement.matter_id,
        number=_next_number(statement),
        edition=statement.edition,
        text=statement.text,
        witness=statement.witness,
        reason=statement.reason,
        wording=wording_on(prepared.at.astimezone(LONDON).date()).since,
        signature=_clean(signing).signature,
        method=signing.method,
        read_by=signing.read_by,
        signed_at=prepared.at,
        taken_by=actor.id if actor.kind is ActorKind.STAFF else None,
        pages=printed.pages,
        sha256=printed.sha256,
        exhibit=exhibit,
        entry_id=entry,
    )


def _check_signature(actor: Actor, statement: Statement, signing: Signing) -> None:
    if not signing.signature.strip():
        raise Invalid("Type your full name to sign.", field="signature")
    if len(signing.signature) > _LONGEST_SIGNATURE:
        raise Invalid(f"Type your name in at most {_LONGEST_SIGNATURE} characters.", field="signature")
    present = signing.method is Method.WITH_OFFICER
    if present != (actor.kind is ActorKind.STAFF):
        raise NotAllowed("Sign on your own page, or with the officer who is present on theirs.")
    reader = bool(Witness.of(statement.witness).reader)
    if reader != (signing.read_by is ReadBy.READER):
        raise Invalid("Say whether the statement was read by the witness or to them.", field="read_by")


def _clean(signing: Signing) -> Signing:
    signature = " ".join(printable(signing.signature).split())
    return Signing(
        edition=signing.edition, signature=signature, method=Method(signing.method), read_by=ReadBy(signing.read_by)
    )


def _next_number(statement: Statement) -> int:
    return StatementVersion.objects.filter(statement=statement).count() + 1


def _officer(actor: Actor) -> str:
    return names_of(users={actor.id}).get(actor.id, "") if actor.kind is ActorKind.STAFF else ""
