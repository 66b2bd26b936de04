"""The keys to drafts that this browser holds: signed, HttpOnly cookies, apart from any session.

One lasts as long as a draft is kept without a change, so signing out or an expired session loses nothing. The other
holds the keys of ``quiet`` journeys until the browser is closed: whoever looks at the device later finds no way in.
"""

from contextlib import suppress
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from bluelamp.access.routes import Request
from bluelamp.journeys import services
from bluelamp.journeys.errors import NoSuchDraft
from bluelamp.journeys.models import KEPT
from bluelamp.journeys.types import Holder

COOKIE, QUIET = "drafts", "drafts-open"
_SALT = "bluelamp.journeys.drafts"
_MOST = 20  # about 60 bytes each; browsers refuse cookies over 4,096


def held(request: HttpRequest) -> list[Holder]:
    """The claims this browser can make, the latest first; none when a cookie is missing or was altered."""
    return [holder for cookie in (QUIET, COOKIE) for holder in _read(request, cookie)]


def holder_of(request: HttpRequest, draft_id: UUID) -> Holder:
    """This browser's claim to one draft, without a key when it holds none."""
    return next((holder for holder in held(request) if holder.draft_id == draft_id), Holder(draft_id))


def hold(request: HttpRequest, response: HttpResponseBase, holder: Holder, *, quiet: bool) -> None:
    """Give the browser a key: for 28 days, as all that it holds so, or until it is closed."""
    cookie = QUIET if quiet else COOKIE
    others = [other for other in _read(request, cookie) if other.draft_id != holder.draft_id]
    _write(response, cookie, [holder, *others] if holder.key else others)


def drop(request: HttpRequest, response: HttpResponseBase, draft_id: UUID) -> None:
    """Take one key away."""
    for cookie in (QUIET, COOKIE):
        holders = _read(request, cookie)
        left = [holder for holder in holders if holder.draft_id != draft_id]
        if left != holders:
            _write(response, cookie, left)


def forget(request: Request, response: HttpResponseBase, draft_id: UUID) -> None:
    """Take one key away and make it worthless, wherever it was copied to."""
    with suppress(NoSuchDraft):  # no key of this device's opens it, or none any more
        services.forget_device(actor=request.actor, holder=holder_of(request, draft_id))
    drop(request, response, draft_id)


def _read(request: HttpRequest, cookie: str) -> list[Holder]:
    value = request.get_signed_cookie(cookie, default="", salt=_SALT) or ""
    pairs = (pair.split(".", 1) for pair in value.split("~") if "." in pair)
    return [Holder(UUID(hex=draft_id), key) for draft_id, key in pairs]


def _write(response: HttpResponseBase, cookie: str, holders: list[Holder]) -> None:
    if not holders:
        response.delete_cookie(cookie, samesite="Lax")
        return
    response.set_signed_cookie(
        cookie,
        "~".join(f"{holder.draft_id.hex}.{holder.key}" for holder in holders[:_MOST]),
        salt=_SALT,
        max_age=None if cookie == QUIET else int(KEPT.total_seconds()),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
