from django.utils.translation import gettext_lazy as _

from bluelamp.portal.what_if.helplines import CRIMESTOPPERS, VICTIM_SUPPORT
from bluelamp.portal.what_if.kinds._shared import CAMERAS, DIARY, INJURIES, NEXT
from bluelamp.portal.what_if.model import Kind, Line

KIND = Kind(
    code="8",
    order=80,
    title=_("Something stolen from a shop"),
    published="Shoplifting",
    report="shoplifting",
    safety=(Line(_("Do not stop them if it could hurt you. If they threaten anybody, call 999.")),),
    next=NEXT[:-1],
    keep=(
        Line(_("Save the recording of your own cameras today, from before they came in until after they left.")),
        Line(_("What was taken and its price, and what staff saw and did, each in their own words.")),
        *CAMERAS,
        INJURIES,
        DIARY,
    ),
    support=(VICTIM_SUPPORT, CRIMESTOPPERS),
)
