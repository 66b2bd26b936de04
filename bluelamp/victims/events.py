"""What this room announces."""

from dataclasses import dataclass
from uuid import UUID

from bluelamp.core.news import Event


@dataclass(frozen=True, kw_only=True)
class ReferralSent(Event):
    """To the partner, whose workers find it in their inbox. Never who it is about."""

    referral_id: UUID
    matter_id: UUID
    partner_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReferralChased(Event):
    referral_id: UUID
    matter_id: UUID
    partner_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReferralAnswered(Event):
    """``answer`` is ``accepted`` or ``declined``."""

    referral_id: UUID
    matter_id: UUID
    partner_id: UUID
    answer: str


@dataclass(frozen=True, kw_only=True)
class SupportDeclined(Event):
    """They were offered support and did not want it."""

    consent_id: UUID
    matter_id: UUID


@dataclass(frozen=True, kw_only=True)
class AppointmentChanged(Event):
    """Booked, moved or cancelled; ``by_us`` when it was not the person themselves."""

    appointment_id: UUID
    matter_id: UUID
    state: str
    by_us: bool


@dataclass(frozen=True, kw_only=True)
class RequestSettled(Event):
    """``kind`` is a ``RequestKind``, ``outcome`` what came of it."""

    request_id: UUID
    matter_id: UUID
    kind: str
    outcome: str = ""  # of those that were under way before it was told
