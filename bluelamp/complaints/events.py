"""What complaints announce."""

from dataclasses import dataclass
from uuid import UUID

from bluelamp.core.news import Event


@dataclass(frozen=True, kw_only=True)
class ComplaintMoved(Event):
    """Never about whom, nor by whom."""

    complaint_id: UUID
    matter_id: UUID
    state: str


@dataclass(frozen=True, kw_only=True)
class FootageSettled(Event):
    """What came of looking for a recording is known. Never whose it is."""

    footage_id: UUID
    matter_id: UUID
