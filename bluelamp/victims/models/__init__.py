"""What victims are offered, agree to and write, and what becomes of it."""

from bluelamp.victims.models.referral import PartnerOrganisation, Referral, ReferralStep, SupportAnswer

__all__ = ["PartnerOrganisation", "Referral", "ReferralStep", "SupportAnswer"]
