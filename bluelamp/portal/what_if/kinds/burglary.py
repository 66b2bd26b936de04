from django.utils.translation import gettext_lazy as _

from bluelamp.portal.what_if.helplines import VICTIM_SUPPORT
from bluelamp.portal.what_if.kinds._shared import CAMERAS, DIARY, INJURIES, NEXT
from bluelamp.portal.what_if.model import Kind, Line

KIND = Kind(
    code="1",
    order=10,
    title=_("A burglary: somebody broke in or got in"),
    published="Burglary",
    report="burglary",
    safety=(
        Line(_("If they may still be inside, do not go in. Call 999 from somewhere safe.")),
        Line(_("If it is not safe to stay there tonight, tell us: we can ask the council or a charity to help.")),
    ),
    next=(
        *NEXT[:2],
        Line(_("Chief constables agreed in 2022 that an officer goes to every burglary of a home.")),
        *NEXT[2:],
    ),
    keep=(
        Line(_("Do not tidy or clean before we have said that you can: traces are lost."), ("when=day", "when=week")),
        Line(_("Photograph the damage, and where they got in.")),
        Line(_("List what is gone with makes, serial numbers and pictures; block cards, telephones and keys.")),
        *CAMERAS,
        INJURIES,
        DIARY,
        Line(_("Tell your insurer soon; many want to know within days.")),
    ),
    support=(VICTIM_SUPPORT,),
)
