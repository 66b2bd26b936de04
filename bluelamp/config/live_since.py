"""Where the live feed stood before a page was read, so that the page's stream goes on from exactly there."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from bluelamp.live.selectors import position


class LiveSinceMiddleware:
    """One cheap query for each page of the staff saves a second reading of everything live on it.

    A part that a page fetches again has no use for it: the page's stream is open.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "GET" and "X-Live" not in request.headers and request.user.is_authenticated:
            request.__dict__["live_since"] = str(position())
        return self.get_response(request)
