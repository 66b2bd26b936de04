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
class OwnAccount:
    """``email``: the address, for its owner alone; empty without one."""

    id: UUID
    email: str
    tell_of_sign_ins: bool
