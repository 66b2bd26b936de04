"""Everything that is done for victims, and for them alone."""

from bluelamp.victims.services.appointments import (
    book,
    cancel_appointment,
    finish_appointment,
    move_appointment,
    take_appointment,
)
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
from bluelamp.victims.services.requests import rate_service, receive_request, settle_request, take_request

__all__ = [
    "accept_referral",
    "answer_support",
    "book",
    "cancel_appointment",
    "chase_silent",
    "decline_referral",
    "finish_appointment",
    "move_appointment",
    "open_referral",
    "rate_service",
    "receive_request",
    "register_partner",
    "send_referral",
    "settle_request",
    "take_appointment",
    "take_request",
    "withdraw_referral",
]
