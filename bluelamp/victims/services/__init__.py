"""Everything that is done for victims, and for them alone."""

from bluelamp.victims.services.partners import register_partner
from bluelamp.victims.services.referrals import (
    accept_referral,
    answer_support,
    chase_silent,
    decline_referral,
    open_referral,
    send_referral,
    withdraw_referral,
)

__all__ = [
    "accept_referral",
    "answer_support",
    "chase_silent",
    "decline_referral",
    "open_referral",
    "register_partner",
    "send_referral",
    "withdraw_referral",
]
