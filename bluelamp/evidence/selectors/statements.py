"""Statements as far as the actor needs to know. A citizen sees those that they wrote with their own report, and never
what an officer took from somebody else in the same matter."""

from collections.abc import Collection
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet

from bluelamp.access.selectors import visible
from bluelamp.access.services import allowed, check
from bluelamp.core.actor import Actor, ActorKind
from bluelamp.core.clock import now
from bluelamp.core.errors import NotFound
from bluelamp.evidence.enums import StatementState
from bluelamp.evidence.models import Statement, StatementVersion
from bluelamp.evidence.statements.forms import form_of
from bluelamp.evidence.statements.printing import print_form
from bluelamp.evidence.types import Printed, Sealed, StatementFile
from bluelamp.files import selectors as files

if TYPE_CHECKING:
    from bluelamp.files.models import StoredFile

READ = "evidence.statement.read"


def statements_for_report(*, actor: Actor, report_id: UUID) -> list[StatementFile]:
    """What the sender of a report stated, the latest first. Two queries."""
    return _files(_readable(actor).filter(report_id=report_id))


def statements_for_matter(*, actor: Actor, matter_id: UUID) -> list[StatementFile]:
    """Every statement of a matter. Two queries."""
    return _files(_readable(actor).filter(matter_id=matter_id))


def statements_for_matters(*, actor: Actor, matters: Collection[UUID]) -> list[StatementFile]:
    """The same of several matters."""
    return _files(_readable(actor).filter(matter_id__in=matters))


def statement(*, actor: Actor, statement_id: UUID) -> StatementFile:
    """One statement with its versions; ``NotFound`` also without a need to know."""
    found = _files(_readable(actor).filter(pk=statement_id))
    if not found:
        raise NotFound("There is no statement with this number that you can see.", field="statement")
    return found[0]


def signed_version(*, actor: Actor, statement_id: UUID, number: int) -> StatementVersion:
    """One version as it was signed. Raises ``NotFound``."""
    found = statement(actor=actor, statement_id=statement_id)
    version = next((version for version in found.versions if version.number == number), None)
    if version is None:
        raise NotFound("There is no such version of this statement. Choose one from the list.", field="version")
    return version


def stored_file_of_version(*, actor: Actor, statement_id: UUID, number: int) -> "StoredFile":
    """The PDF that was signed; its bytes are checked against the hash as they leave."""
    version = signed_version(actor=actor, statement_id=statement_id, number=number)
    return files.stored_file(actor=actor, file_id=version.exhibit.stored_file_id)


def contact_of_witness(*, actor: Actor, statement_id: UUID) -> dict[str, str]:
    """How to reach the witness, for whoever works on the matter; nothing for anybody else."""
    found = statement(actor=actor, statement_id=statement_id).statement
    may = allowed(actor=actor, action="evidence.witness_contact.read", matter=found.matter_id)
    return dict(found.contact) if may else {}


def preview(*, actor: Actor, statement_id: UUID) -> Printed:
    """The form with the words as they are now, without a signature."""
    found = statement(actor=actor, statement_id=statement_id)
    return print_form(form_of(found.statement, number=len(found.versions) + 1, at=now()))


def sealed_as(*, actor: Actor, sha256: str) -> Sealed | None:
    """Which version these bytes are, if they are one that the actor may see."""
    check(actor=actor, action="evidence.statement.verify")
    mine = visible(StatementVersion.objects.all(), actor=actor, action=READ)
    version = mine.select_related("statement").filter(sha256=sha256.strip().lower()).first()
    if version is None:
        return None
    later = StatementVersion.objects.filter(statement_id=version.statement_id, number__gt=version.number)
    return Sealed(version.statement.reference, version, is_latest=not later.exists())


def _readable(actor: Actor) -> QuerySet[Statement]:
    found = visible(Statement.objects.all(), actor=actor, action=READ).exclude(state=StatementState.DISCARDED)
    if actor.kind is ActorKind.STAFF:
        return found
    own = found.filter(report_id=actor.id) if actor.kind is ActorKind.RECEIPT else found
    return own.filter(report_id__isnull=False)


def _files(found: QuerySet[Statement]) -> list[StatementFile]:
    rows = list(found.order_by("-begun_at", "-id"))
    versions = StatementVersion.objects.select_related("exhibit").filter(statement__in=[row.pk for row in rows])
    by_statement: dict[UUID, list[StatementVersion]] = {}
    for version in versions.order_by("-number") if rows else ():
        by_statement.setdefault(version.statement_id, []).append(version)
    return [StatementFile(row, by_statement.get(row.pk, [])) for row in rows]
