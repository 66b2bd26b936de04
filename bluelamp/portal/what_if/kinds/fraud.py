from django.utils.translation import gettext_lazy as _

from bluelamp.analytics.enums import Withheld
from bluelamp.portal.what_if.helplines import REPORT_FRAUD, VICTIM_SUPPORT
from bluelamp.portal.what_if.model import Kind, Line

KIND = Kind(
    code="17",
    order=170,
    title=_("Fraud or a scam, online or by telephone"),
    why_not=Withheld.NOT_PUBLISHED,
    report="fraud",
    is_crime=False,  # the national service records it, and owes what is owed
    safety=(
        Line(_("If money has just gone, call your bank at once: dial 159 or the number on your card.")),
        Line(_("If they are at the door, or on their way, call 999.")),
    ),
    next=(
        Line(_("Fraud is reported to the national service, which decides which force looks into it.")),
        Line(_("Your bank decides whether you get your money back, often within days.")),
        Line(_("We look after you ourselves when you are in danger or need help to be safe."), ("vulnerable=yes",)),
    ),
    keep=(
        Line(_("Messages, addresses, account numbers, receipts and times, as they came.")),
        Line(_("Do not let anybody “get your money back” for a fee: it is the same people again.")),
    ),
    support=(
        REPORT_FRAUD,
        VICTIM_SUPPORT,
    ),
)
