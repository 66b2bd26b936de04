"""What people see of their own account."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A browser in which the account is signed in; ``here``: the one that asks."""

    id: UUID
    device: str
    way: str
    own_device: bool
    begun_at: datetime
    used_at: datetime
    here: bool


@dataclass(frozen=True, slots=True)
class OwnPasskey:
    """A passkey, by what made it and when."""

    id: UUID
    device: str
    made_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """``email``: the address, for its owner alone; empty without one. ``has_identity``: another service opens it."""

    id: UUID
    email: str
    tell_of_sign_ins: bool
    has_identity: bool
    passkeys: tuple[OwnPasskey, ...]

    @property
    def ways(self) -> int:
        return bool(self.email) + self.has_identity + len(self.passkeys)
