"""The language of each page: what the reader chose, where it is there; English otherwise, and said so."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers

from bluelamp.access.speaking import chosen
from bluelamp.languages.offering import spoken
from bluelamp.languages.sections import section_of
from bluelamp.languages.tongues import ENGLISH, tongue
from bluelamp.languages.types import Spoken


class LanguageMiddleware:
    """A request has ``spoken`` from the moment its route is known, and ``language``, the code of what its reader chose,
    whether or not the page is there in it. What has no route is in English."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.__dict__.update(spoken=Spoken(), language=ENGLISH.code)
        with translation.override(settings.LANGUAGE_CODE):
            response = self.get_response(request)
        if chosen(request) is not None:
            response.headers.setdefault("Content-Language", request.__dict__["spoken"].shown.tag)
        patch_vary_headers(response, ["Cookie"])
        return response

    def process_view(
        self, request: HttpRequest, _view: Callable[..., Any], _args: tuple[Any, ...], given: dict[str, Any]
    ) -> HttpResponse | None:
        wanted = tongue(chosen(request) or "") or ENGLISH
        view = getattr(request.resolver_match, "view_name", "")
        found = spoken(wanted=wanted, section=section_of(view, given))
        request.__dict__.update(spoken=found, language=wanted.code)
        translation.activate(found.shown.code)  # until the override above ends
        return None
