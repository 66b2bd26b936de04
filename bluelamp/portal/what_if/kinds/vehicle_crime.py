from django.utils.translation import gettext_lazy as _

from bluelamp.portal.what_if.helplines import VICTIM_SUPPORT
from bluelamp.portal.what_if.kinds._shared import CAMERAS, DIARY, INJURIES, NEXT
from bluelamp.portal.what_if.model import Kind, Line

KIND = Kind(
    code="2",
    order=20,
    title=_("A vehicle stolen, broken into or tampered with"),
    published="Vehicle crime",
    report="vehicle-crime",
    next=(
        *NEXT[:2],
        Line(_("A stolen vehicle goes on the Police National Computer, where number plate cameras look for it.")),
        *NEXT[2:],
    ),
    keep=(
        Line(_("Do not touch surfaces that they touched, inside or out."), ("when=day", "when=week")),
        Line(
            _("Have the registration, the vehicle's number and both keys at hand, and data of a tracker if it has one.")
        ),
        Line(_("Photograph damage and broken glass before you clear up.")),
        *CAMERAS,
        INJURIES,
        DIARY,
        Line(_("Tell your insurer, and DVLA if it does not come back.")),
    ),
    support=(VICTIM_SUPPORT,),
)
