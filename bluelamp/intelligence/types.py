"""What analysts and officers are shown."""

from dataclasses import dataclass
from datetime import datetime

from bluelamp.intelligence.models import Alert


@dataclass(frozen=True, slots=True)
class MyAlert:
    """An alert as its recipient sees it. ``open`` while it wants an acknowledgement, ``new`` until it was shown."""

    alert: Alert
    grading: str
    acknowledged_at: datetime | None
    open: bool
    new: bool


@dataclass(frozen=True, slots=True)
class SentAlert:
    """An alert as the analyst follows it."""

    alert: Alert
    grading: str
    recipients: int
    seen: int
    acknowledged: int
    waiting_for: tuple[str, ...]
