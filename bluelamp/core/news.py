"""News between rooms: a fact in the past tense, carrying ids and codes but never personal data."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from bluelamp.core.clock import now
from bluelamp.core.ids import new_id


@dataclass(frozen=True, kw_only=True)
class Event:
    """Base of every announcement. Fields are UUID, str, int, bool, datetime or tuples of them."""

    event_id: UUID = field(default_factory=new_id)
    at: datetime = field(default_factory=now)
