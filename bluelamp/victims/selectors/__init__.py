"""What victims were offered and wrote, as far as the actor needs to know."""

from bluelamp.victims.selectors.appointments import (
    appointment,
    appointments,
    appointments_by_id,
    appointments_for_matter,
    due_appointments,
    slots_for,
)
from bluelamp.victims.selectors.referrals import (
    inbox,
    overseen,
    partner_email,
    partner_name,
    partners,
    received,
    referral_steps,
    referrals,
    support_of_matter,
)

__all__ = [
    "appointment",
    "appointments",
    "appointments_by_id",
    "appointments_for_matter",
    "due_appointments",
    "inbox",
    "overseen",
    "partner_email",
    "partner_name",
    "partners",
    "received",
    "referral_steps",
    "referrals",
    "slots_for",
    "support_of_matter",
]
