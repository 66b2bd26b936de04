"""What stands around every public page."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from bluelamp.core.actor import Actor, ActorKind
from bluelamp.ui.types import Frame, Link


def public_frame(request: HttpRequest) -> Frame:
    """The way to report, to track and out."""
    links = (
        (_("Report"), "portal:gate"),
        (_("Track a report"), "portal:track"),
        (_("My reports"), "account:reports"),
        (_("Talk to us"), "portal:chat"),
        (_("Crime near you"), "portal:area"),
    )
    return Frame(
        service=settings.BLUELAMP_FORCE_NAME,
        who=_follows(request),
        home=reverse("portal:home"),
        nav=tuple(Link(text=t, href=reverse(n), current=request.path == reverse(n)) for t, n in links),
        footer=(
            Link(text=_("Accessibility"), href=reverse("portal:accessibility")),
            Link(text=_("Privacy"), href=reverse("portal:privacy")),
            Link(text=_("Staff"), href=reverse("access:sign-in")),
        ),
    )


def _follows(request: HttpRequest) -> str:
    """Whose live news this browser may hear; nobody's for somebody who has not said who they are."""
    actor: Actor | None = getattr(request, "actor", None)
    return "" if actor is None or actor.kind is ActorKind.PUBLIC else str(actor.id)
