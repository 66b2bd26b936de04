"""An account as those see it who look after accounts."""

from dataclasses import dataclass
from uuid import UUID

from bluelamp.core.roles import Role


@dataclass(frozen=True, slots=True)
class Account:
    id: UUID
    username: str
    display_name: str
    collar_number: str
    roles: tuple[Role, ...]
    teams: tuple[str, ...]
    is_open: bool
    has_second_step: bool
    is_demo: bool  # of the cast, whose password stays
    version: int  # changes whenever their sessions are ended
