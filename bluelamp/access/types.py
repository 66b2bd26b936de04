"""An account as those see it who look after accounts, and since when a matter is somebody's own."""

from dataclasses import dataclass
from datetime import datetime
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


@dataclass(frozen=True, slots=True)
class Owned:
    """That a matter is somebody's own, and on what ground."""

    who: UUID
    ground: str
    since: datetime
