"""What stands around every public page."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import override

from bluelamp.core.actor import Actor, ActorKind
from bluelamp.languages import words
from bluelamp.languages.tongues import TONGUES
from bluelamp.languages.types import Spoken
from bluelamp.ui.addresses import address
from bluelamp.ui.types import Frame, Link, Tongue


def public_frame(request: HttpRequest) -> Frame:
    """The way to report, to track and out."""
    links = (
        (_("Report"), "portal:gate"),
        (_("Track a report"), "portal:track"),
        (_("My reports"), "account:reports"),
        (_("Talk to us"), "portal:chat"),
        (_("Crime near you"), "portal:area"),
    )
    spoken: Spoken = getattr(request, "spoken", Spoken())
    return Frame(
        lang=spoken.shown.tag,
        direction=spoken.shown.direction,
        tongues=_tongues(request, spoken),
        about_language=_about(spoken),
        service=settings.BLUELAMP_FORCE_NAME,
        who=_follows(request),
        home=address("portal:home"),
        nav=tuple(Link(text=t, href=address(n), current=request.path == address(n)) for t, n in links),
        footer=(
            Link(text=_("Accessibility"), href=address("portal:accessibility")),
            Link(text=_("Privacy"), href=address("portal:privacy")),
            Link(text=_("Hide that you were here"), href=f"{address('portal:privacy')}#hide"),
            Link(text=_("Staff"), href=address("access:sign-in")),
        ),
    )


def _tongues(request: HttpRequest, spoken: Spoken) -> tuple[Tongue, ...]:
    """Each language by its own name; choosing one comes back to this page."""
    here = urlencode({"to": request.get_full_path() if request.method == "GET" else request.path})
    return tuple(
        Tongue(
            text=known.name,
            lang=known.tag,
            direction=known.direction,
            href=f"{reverse('portal:language', args=[known.code])}?{here}",
            current=known == spoken.shown,
        )
        for known in TONGUES
    )


def _about(spoken: Spoken) -> Tongue | None:
    """What somebody must know of the language of this page, in the language that they chose."""
    if spoken.wanted == spoken.shown and not spoken.awaiting:
        return None
    with override(spoken.wanted.code):
        said = _(words.AWAITING if spoken.awaiting else words.NOT_HERE)
    return Tongue(text=said, lang=spoken.wanted.tag, direction=spoken.wanted.direction)


def _follows(request: HttpRequest) -> str:
    """Whose live news this browser may hear; nobody's for somebody who has not said who they are."""
    actor: Actor | None = getattr(request, "actor", None)
    return "" if actor is None or actor.kind is ActorKind.PUBLIC else str(actor.id)
