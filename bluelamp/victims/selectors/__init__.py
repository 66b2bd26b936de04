"""What victims were offered and wrote, as far as the actor needs to know."""

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
    "inbox",
    "overseen",
    "partner_email",
    "partner_name",
    "partners",
    "received",
    "referral_steps",
    "referrals",
    "support_of_matter",
]
