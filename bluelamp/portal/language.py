"""Choosing the language of the public pages."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET

from bluelamp.access.routes import Request, public
from bluelamp.access.speaking import remember
from bluelamp.core.errors import NotFound
from bluelamp.languages.tongues import tongue


@require_GET
@public
def choose(request: Request, code: str) -> HttpResponse:
    """Back to the page somebody came from, in another language. The choice lasts until the browser is closed.

    A link, not a form: it changes nothing but what this browser is shown, and works wherever a link does.
    """
    if tongue(code) is None:
        raise NotFound("There is no such language. Go back and choose another.")
    to = request.GET.get("to", "")
    ours = to.startswith("/") and url_has_allowed_host_and_scheme(to, allowed_hosts=None)
    response = redirect(to if ours else "portal:home")
    remember(response, code)
    return response
