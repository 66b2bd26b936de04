"""A wrong code counts like a wrong password: five of either lock the name for a quarter of an hour (django-axes)."""

from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest

from bluelamp.access.models import User


def may_try(request: HttpRequest, user: User) -> bool:
    """Whether the name is free; when it is not, the middleware answers with the page that says until when."""
    credentials = {"username": user.username}
    if AxesProxyHandler.is_allowed(request, credentials):
        return True
    request.__dict__.update(axes_locked_out=True, axes_credentials=credentials)
    return False


def failed(request: HttpRequest, user: User) -> None:
    """Count a wrong code."""
    user_login_failed.send(sender=__name__, credentials={"username": user.username}, request=request)
