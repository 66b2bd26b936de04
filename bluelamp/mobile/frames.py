"""What stands around every page of the phone."""

from typing import cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from bluelamp.access.routes import Request
from bluelamp.ui.types import Frame, Link


def phone_frame(request: HttpRequest) -> Frame:
    """The officer's name, their work and the way out, at the thumb."""
    asked = cast("Request", request)
    if asked.staff is None:
        return Frame(sign_in=reverse("access:sign-in"))
    work = reverse("mobile:work")
    return Frame(
        home=work,
        nav=(
            Link(text=_("My work"), href=work, current=request.path == work, icon="work"),
            Link(text=_("All desks"), href=reverse("access:home"), icon="home"),
        ),
        person=asked.staff.display_name,
        who=str(asked.staff.pk),
        sign_out=reverse("access:sign-out"),
    )
