from django.utils.translation import gettext_lazy as _

from bluelamp.portal.what_if.helplines import VICTIM_SUPPORT
from bluelamp.portal.what_if.kinds._shared import CAMERAS, DIARY, INJURIES, NEXT
from bluelamp.portal.what_if.model import Kind, Line

KIND = Kind(
    code="5",
    order=50,
    title=_("A robbery: something taken with force or threats"),
    published="Robbery",
    report="robbery",
    safety=(Line(_("If they are still near, or somebody is hurt, call 999.")),),
    next=(
        *NEXT[:2],
        Line(_("When it has just happened we may search the area with you for those who did it."), ("when=day",)),
        *NEXT[2:],
    ),
    keep=(
        Line(_("Keep the clothes that you wore, unwashed, in a paper bag."), ("when=day", "when=week")),
        Line(
            _("Block your cards and telephone at once. Where a phone shows itself on a map, tell us. Do not go there.")
        ),
        Line(_("Write down today what they looked like, said and wore, and which way they went.")),
        *CAMERAS,
        INJURIES,
        DIARY,
    ),
    support=(VICTIM_SUPPORT,),
)
