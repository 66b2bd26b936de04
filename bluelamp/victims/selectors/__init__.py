"""What victims were offered and wrote, as far as the actor needs to know."""

from bluelamp.victims.selectors.appointments import (
    appointment,
    appointments,
    appointments_by_id,
    appointments_for_matter,
    due_appointments,
    slots_for,
    visits_agreed,
    where_now,
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
from bluelamp.victims.selectors.requests import (
    has_rated,
    request,
    requests,
    requests_by_id,
    requests_for_matter,
    satisfaction,
    waiting_requests,
)

__all__ = [
    "appointment",
    "appointments",
    "appointments_by_id",
    "appointments_for_matter",
    "due_appointments",
    "has_rated",
    "inbox",
    "overseen",
    "partner_email",
    "partner_name",
    "partners",
    "received",
    "referral_steps",
    "referrals",
    "request",
    "requests",
    "requests_by_id",
    "requests_for_matter",
    "satisfaction",
    "slots_for",
    "support_of_matter",
    "visits_agreed",
    "waiting_requests",
    "where_now",
]
