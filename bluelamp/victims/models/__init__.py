"""What victims are offered, agree to and write, and what becomes of it."""

from bluelamp.victims.models.appointment import Appointment
from bluelamp.victims.models.referral import PartnerOrganisation, Referral, ReferralStep, SupportAnswer
from bluelamp.victims.models.request import Satisfaction, VictimRequest

__all__ = [
    "Appointment",
    "PartnerOrganisation",
    "Referral",
    "ReferralStep",
    "Satisfaction",
    "SupportAnswer",
    "VictimRequest",
]
