"""What victims are offered, agree to and write, and what becomes of it."""

from bluelamp.victims.models.appointment import Appointment
from bluelamp.victims.models.referral import PartnerOrganisation, Referral, ReferralStep, SupportAnswer

__all__ = ["Appointment", "PartnerOrganisation", "Referral", "ReferralStep", "SupportAnswer"]
