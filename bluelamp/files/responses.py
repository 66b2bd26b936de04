"""Sending a file to a browser so that it can only be looked at or saved, never run."""

from collections.abc import Iterator

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from bluelamp.access.routes import Request
from bluelamp.core.errors import NotFound
from bluelamp.files import names, previews, ranges, selectors
from bluelamp.files.errors import PicturesBusy
from bluelamp.files.models import StoredFile
from bluelamp.files.types import PHOTOS, SOUNDS, VIDEOS

# What a browser shows without a plug-in or a script engine. A PDF has one, so it is always saved.
SHOWN_IN_PAGE = PHOTOS | VIDEOS | SOUNDS
_POLICY = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox"

_LOCKED = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",  # personal data: every look is a look at the ledger's door
}


def attachment(request: Request, stored: StoredFile, *, inline: bool = False) -> HttpResponseBase:
    """The file, or the part that ``Range`` asks for (206; 416 when there is no such part).

    ``inline`` shows pictures, sound and video in the page; any other type is saved all the same.
    """
    whole = ranges.Part(0, stored.size - 1)
    try:
        part = _asked(request, stored)
    except ranges.NoSuchPart:
        return _dressed(HttpResponse(status=416), stored, {"Content-Range": f"bytes */{stored.size}"})
    sent = part or whole
    body: Iterator[bytes] = selectors.open_bytes(actor=request.actor, stored=stored, first=sent.first, last=sent.last)
    headers = {
        "Content-Type": stored.media_type,
        "Content-Length": str(sent.length),
        "Content-Disposition": _disposition(stored, inline=inline),
    }
    if part is not None:
        headers["Content-Range"] = f"bytes {part.first}-{part.last}/{stored.size}"
    status = 200 if part is None else 206
    if request.method == "HEAD":
        return _dressed(HttpResponse(status=status), stored, headers)
    return _dressed(StreamingHttpResponse(body, status=status), stored, headers)


def preview(request: Request, stored: StoredFile) -> HttpResponse:
    """A small picture of the file, without what the original says of place and camera; 404 when there is none, 503
    when too many are asked for: a page shows the file's name beside it in any case."""
    try:
        found = previews.preview(actor=request.actor, stored=stored)
    except PicturesBusy as busy:  # without a page around it: a browser reads none where it wanted a picture
        return HttpResponse(
            busy.message, status=busy.http_status, content_type="text/plain", headers=_LOCKED | {"Retry-After": "5"}
        )
    if found is None:
        raise NotFound(_("This file has no small picture. Open the file itself."), field="file")
    response = HttpResponse(found, content_type="image/jpeg")
    for name, value in _LOCKED.items():
        response.headers[name] = value
    return response


def _asked(request: Request, stored: StoredFile) -> ranges.Part | None:
    if request.method not in {"GET", "HEAD"}:
        return None
    if request.headers.get("If-Range", _tag(stored)) != _tag(stored):
        return None
    return ranges.parse(request.headers.get("Range", ""), stored.size)


def made(content: bytes, media_type: str, name: str) -> HttpResponse:
    """What was made for its reader this moment and is kept nowhere, to be saved."""
    response = HttpResponse(content)
    disposition = content_disposition_header(as_attachment=True, filename=names.to_download(name, media_type))
    headers = {"Content-Type": media_type, "Content-Disposition": disposition or "attachment"}
    for key, value in (headers | _LOCKED).items():
        response.headers[key] = value
    return response


def _dressed(response: HttpResponseBase, stored: StoredFile, headers: dict[str, str]) -> HttpResponseBase:
    headers |= _LOCKED | {"Accept-Ranges": "bytes", "ETag": _tag(stored)}
    for name, value in headers.items():
        response.headers[name] = value
    return response


def _disposition(stored: StoredFile, *, inline: bool) -> str:
    shown = inline and stored.media_type in SHOWN_IN_PAGE
    name = names.to_download(stored.name, stored.media_type)
    return content_disposition_header(not shown, name) or "attachment"


def _tag(stored: StoredFile) -> str:
    return f'"{stored.sha256}"'
