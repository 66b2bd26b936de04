"""What stands around a staff page unless a door above says otherwise: who is here, their desks, a way out."""

from typing import cast

from django.http import HttpRequest
from django.urls import reverse

from bluelamp.access.home import desks_of, search_of
from bluelamp.access.routes import Request
from bluelamp.access.words import role_title
from bluelamp.ui.types import Frame, Link


def staff_frame(request: HttpRequest) -> Frame:
    """The bar of a signed-in member of staff."""
    asked = cast("Request", request)
    if asked.staff is None:
        return Frame(sign_in=reverse("access:sign-in"))
    shut = asked.staff.password_given  # nothing opens before they have a password of their own: see the middleware
    search = "" if shut else search_of(actor=asked.actor)
    desks = [] if shut else [(desk, reverse(desk.url_name)) for desk in desks_of(actor=asked.actor)]
    here = max((href for _, href in desks if request.path.startswith(href)), key=len, default="")
    return Frame(
        search=reverse(search) if search else "",
        home=reverse("access:home"),
        nav=tuple(Link(text=desk.title, href=href, current=href == here) for desk, href in desks),
        person=asked.staff.display_name,
        role=", ".join(role_title(role) for role in asked.staff.roles),
        who=str(asked.staff.pk),
        sign_out=reverse("access:sign-out"),
    )
