from django.utils.translation import gettext_lazy as _

from bluelamp.analytics.enums import Withheld
from bluelamp.portal.what_if.helplines import VICTIM_SUPPORT
from bluelamp.portal.what_if.kinds._shared import CAMERAS, DIARY, INJURIES, NEXT
from bluelamp.portal.what_if.model import Kind, Line

# Published as “Violence and sexual offences”, with rape, domestic abuse and stalking: any figure would be one of those.
KIND = Kind(
    code="10",
    order=100,
    title=_("An assault: somebody hit, hurt or threatened"),
    why_not=Withheld.MIXED,
    report="assault",
    why_words=_(
        "The published figures put assaults together with rape, domestic abuse and stalking. A figure for all of them "
        "would be wrong for an assault, and would be the odds of those, which we never give."
    ),
    safety=(Line(_("If somebody is badly hurt, or they are still near, call 999.")),),
    next=NEXT,
    keep=(
        INJURIES,
        Line(_("Keep the clothes that were worn, unwashed, in a paper bag."), ("when=day", "when=week")),
        *CAMERAS,
        DIARY,
        Line(
            _("Whoever was badly hurt may claim from the Criminal Injuries Compensation Authority, within two years.")
        ),
    ),
    support=(VICTIM_SUPPORT,),
)
