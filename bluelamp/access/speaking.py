"""The language that a browser asks for, in a cookie that lasts until it is closed."""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase


def chosen(request: HttpRequest) -> str | None:
    """What this browser asked for, if it did; anything may stand there."""
    return request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)


def remember(response: HttpResponseBase, code: str) -> None:
    """Have the browser ask for a language from now on."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
