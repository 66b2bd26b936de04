"""What proves custody, and what a witness statement is made of."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from bluelamp.evidence.enums import Method, ReadBy, StatementState
from bluelamp.ledger.selectors import AccountLine

if TYPE_CHECKING:
    from bluelamp.evidence.models import Statement, StatementVersion


@dataclass(frozen=True, slots=True)
class CustodyLine:
    """One ledger entry about an exhibit, with the name of who it was. ``line.place`` is its place in the seal."""

    line: AccountLine
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """Who states, as form MG11 asks. ``age`` only when under 18, with the appropriate ``adult``; ``reader`` read it to
    a witness who cannot; ``interpreter`` put it into the witness's ``language``."""

    name: str
    age: int | None = None
    occupation: str = ""
    adult: str = ""
    reader: str = ""
    language: str = ""
    interpreter: str = ""

    @classmethod
    def of(cls, kept: Mapping[str, object]) -> "Witness":
        """From what was kept, also by a version that knew other parts."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in kept.items() if name in known})  # type: ignore[arg-type]  # as kept

    def data(self) -> dict[str, object]:
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStatement:
    """A statement as it was first written from answers. ``contact`` is for the police alone and never disclosed."""

    draft_id: UUID
    journey_version: str
    answers: Mapping[str, object]
    text: str
    witness: Witness
    contact: Mapping[str, str]
    report_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """The act of signing. ``edition`` is what was read: no other words are signed."""

    edition: int
    signature: str
    method: Method
    read_by: ReadBy = ReadBy.WITNESS


@dataclass(frozen=True, slots=True)
class Printed:
    """A statement as PDF. ``pages`` is what its declaration says and what was counted in it."""

    content: bytes
    pages: int
    sha256: str
    declaration: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is about to be signed. ``before`` is the version that was signed already by the same press of the button."""

    statement: "Statement"
    at: datetime
    printed: Printed | None = None
    before: "StatementVersion | None" = None


@dataclass(frozen=True, slots=True)
class StatementFile:
    """A statement with every version that was signed, the latest first."""

    statement: "Statement"
    versions: list["StatementVersion"]

    @property
    def is_open(self) -> bool:
        """Whether there are words that wait for a signature."""
        return self.statement.state in {StatementState.DRAFT, StatementState.AMENDING}

    @property
    def latest(self) -> "StatementVersion | None":
        return self.versions[0] if self.versions else None


@dataclass(frozen=True, slots=True)
class Sealed:
    """What the bytes of a PDF are: which version of which statement, and its place on the ledger."""

    reference: str
    version: "StatementVersion"
    is_latest: bool
