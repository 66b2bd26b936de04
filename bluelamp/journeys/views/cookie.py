"""The keys to drafts that this browser holds: one signed, HttpOnly cookie, apart from any session.

It lasts as long as a draft is kept without a change, so signing out or an expired session loses nothing.
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

COOKIE = "drafts"
_SALT = "bluelamp.journeys.drafts"
_MOST = 20  # about 60 bytes each; browsers refuse cookies over 4,096


def held(request: HttpRequest) -> list[Holder]:
    """The claims this browser can make, the latest first; none when the cookie is missing or was altered."""
    value = request.get_signed_cookie(COOKIE, default="", salt=_SALT) or ""
    pairs = (pair.split(".", 1) for pair in value.split("~") if "." in pair)
    return [Holder(UUID(hex=draft_id), key) for draft_id, key in pairs]


def holder_of(request: HttpRequest, draft_id: UUID) -> Holder:
    """This browser's claim to one draft, without a key when it holds none."""
    return next((holder for holder in held(request) if holder.draft_id == draft_id), Holder(draft_id))


def hold(request: HttpRequest, response: HttpResponseBase, holder: Holder) -> None:
    """Give the browser a key, and all it holds another 28 days."""
    others = [other for other in held(request) if other.draft_id != holder.draft_id]
    _write(response, [holder, *others] if holder.key else others)


def drop(request: HttpRequest, response: HttpResponseBase, draft_id: UUID) -> None:
    """Take one key away."""
    _write(response, [holder for holder in held(request) if holder.draft_id != draft_id])


def forget(request: Request, response: HttpResponseBase, draft_id: UUID) -> None:
    """Take one key away and make it worthless, wherever it was copied to."""
    with suppress(NoSuchDraft):  # no key of this device's opens it, or none any more
        services.forget_device(actor=request.actor, holder=holder_of(request, draft_id))
    drop(request, response, draft_id)


def _write(response: HttpResponseBase, holders: list[Holder]) -> None:
    if not holders:
        response.delete_cookie(COOKIE, samesite="Lax")
        return
    response.set_signed_cookie(
        COOKIE,
        "~".join(f"{holder.draft_id.hex}.{holder.key}" for holder in holders[:_MOST]),
        salt=_SALT,
        max_age=int(KEPT.total_seconds()),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
