"""What every answer says about itself, pages and static files alike, beside the content security policy."""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase

# Photographs and recordings come through file fields, which need none of these.
_POLICY = "Permissions-Policy"
_NOTHING = "geolocation=(), camera=(), microphone=(), payment=(), usb=(), browsing-topics=()"
_HEADERS = {
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
    _POLICY: _NOTHING,
}
_FAILED = 500
Response = TypeVar("Response", bound=HttpResponseBase)


def may_locate(response: Response) -> Response:
    """Let this one page ask where its device is: an officer's phone finds itself."""
    response.headers[_POLICY] = _NOTHING.replace("geolocation=()", "geolocation=(self)")
    return response


class HeadersMiddleware:
    """Stands outside WhiteNoise, so that static files carry the same headers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        if response.status_code >= _FAILED:
            # What failed has changed nothing: the form that is still open must be good when it is sent again, and would
            # not be with a new token in place of the one it was made with.
            response.cookies.clear()
        return response
