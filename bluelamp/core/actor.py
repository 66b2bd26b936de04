"""Who is acting. Every service and selector takes one, so that nothing happens without somebody to name."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID, uuid5

from bluelamp.core.roles import Role

# Jobs and the anonymous public need stable ids so that a ledger entry can name them years later.
_FIXED = UUID("6e0b1a5e-0000-5000-8000-b1ce1a3b0000")


class ActorKind(StrEnum):
    STAFF = "staff"
    CITIZEN = "citizen"
    RECEIPT = "receipt"
    DEVICE = "device"
    PARTNER = "partner"
    JOB = "job"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something that reads or writes. Holds ids only, so it is safe to log."""

    kind: ActorKind
    id: UUID
    roles: frozenset[Role] = frozenset()
    teams: frozenset[UUID] = frozenset()

    @classmethod
    def job(cls, name: str) -> "Actor":
        """The system itself, under the name of the job that runs."""
        return cls(ActorKind.JOB, uuid5(_FIXED, name), frozenset({Role.JOB}))

    @classmethod
    def public(cls) -> "Actor":
        """Somebody who has not said who they are."""
        return cls(ActorKind.PUBLIC, uuid5(_FIXED, "public"), frozenset({Role.PUBLIC}))

    @classmethod
    def receipt(cls, report_id: UUID) -> "Actor":
        """Somebody who proved that they hold the receipt of one report."""
        return cls(ActorKind.RECEIPT, report_id, frozenset({Role.CITIZEN}))

    @classmethod
    def citizen(cls, account_id: UUID) -> "Actor":
        """Somebody who is signed in to an account of their own."""
        return cls(ActorKind.CITIZEN, account_id, frozenset({Role.CITIZEN}))

    @property
    def identities(self) -> frozenset[UUID]:
        """Every id under which this actor can be related to a matter: itself and its teams."""
        return self.teams | {self.id}
