"""Pages are sent compressed; files are sent as they are kept."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class LightPagesMiddleware(GZipMiddleware):
    """Django's own, with random length against guessing what is compressed (BREACH), for pages alone.

    Photographs and video gain nothing, and a part of a file that was asked for must stay that part.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        return super().process_response(request, response) if is_page and not response.streaming else response
