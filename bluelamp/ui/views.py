"""The style guide: every part of the kit on real pages, to look at and to test. In the demonstration only.

``ui`` lies below ``access``, so the access rule of this view is set where it is mounted (config).
"""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from bluelamp.ui import samples

PAGES = ("staff", "public", "phone", "form", "404", "500", "csrf")


def styleguide(request: HttpRequest, page: str = "staff") -> HttpResponse:
    """One page of the style guide; 404 outside the demonstration."""
    if not settings.BLUELAMP_DEMO or page not in PAGES:
        raise Http404
    template = f"ui/{page}.html" if page.isdigit() or page == "csrf" else f"ui/styleguide/{page}.html"
    return render(request, template, samples.context(page))
