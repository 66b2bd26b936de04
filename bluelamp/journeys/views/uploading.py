"""Handing in photos and other files by a plain form, or piece by piece with a script (``files.tus``)."""

from __future__ import annotations

from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, JsonResponse

from bluelamp.core.errors import BluelampError, NotFound
from bluelamp.files.arrivals import ENDPOINT, address_of
from bluelamp.files.responses import preview
from bluelamp.files.selectors import stored_file
from bluelamp.journeys import services, uploads
from bluelamp.journeys.definition import Files
from bluelamp.journeys.posted import Posted
from bluelamp.journeys.questions.base import as_items
from bluelamp.journeys.views.visit import Visit, draft_page


def files(visit: Visit, asked: Files) -> HttpResponse:
    """The files so far, a field for more, and a button to go on. A file chosen and not uploaded goes along too."""
    if not visit.posting:
        return _page(visit, asked, {})
    removing = visit.posted.one("remove")
    if removing:
        services.remove_item(actor=visit.actor, holder=visit.holder, name=asked.name, item_id=removing)
        return visit.go("question", name=asked.name)
    if stopping := visit.posted.one("stop"):
        uploads.drop(holder=visit.holder, question=asked, upload_id=stopping)
        return visit.go("question", name=asked.name)
    chosen = visit.request.FILES.getlist(asked.name)
    errors = _take_in(visit, asked, chosen)
    uploading = visit.posted.one("go") == "upload"
    if uploading and not chosen:
        errors = {asked.name: str(asked.nothing_chosen)}
    if not errors and not uploading:
        errors = services.answer(actor=visit.actor, holder=visit.holder, name=asked.name, posted=Posted())
        if not errors:
            return visit.go_on(asked.name, visit.again())
    return _page(visit, asked, errors) if errors else visit.go("question", name=asked.name)


def _take_in(visit: Visit, asked: Files, chosen: list[UploadedFile[bytes]]) -> dict[str, str]:
    """Each file on its own, so that a bad one never takes the good ones with it."""
    problems: list[str] = []
    for upload in chosen:
        try:
            errors = services.attach_file(
                actor=visit.actor,
                holder=visit.holder,
                name=asked.name,
                chunks=upload.chunks(),
                filename=upload.name or "",
            )
            problems += errors.values()
        except BluelampError as error:
            if error.field != "file":
                raise
            problems.append(error.message)
    return {asked.name: " ".join(problems)} if problems else {}


def _page(visit: Visit, asked: Files, errors: dict[str, str]) -> HttpResponse:
    items = as_items(visit.again().get(asked.name))
    shown = {"items": items, "unfinished": uploads.unfinished(holder=visit.holder, question=asked)}
    return visit.render("files", errors, question=asked, back=visit.back_from(asked.name), endpoint=ENDPOINT, **shown)


@draft_page
def ticket(visit: Visit, name: str) -> HttpResponse:
    """For the page's script: leave to send, and what has not arrived whole."""
    asked = visit.journey.question(name)
    if not isinstance(asked, Files):
        raise NotFound("This question asks for no files.")
    begun = [
        {"url": address_of(one.upload_id), "name": one.name, "length": one.length, "modified": one.modified}
        for one in uploads.unfinished(holder=visit.holder, question=asked)
    ]
    text = uploads.ticket(actor=visit.actor, holder=visit.holder, question=asked)
    return JsonResponse({"ticket": text, "limit": asked.max_resumable_bytes, "unfinished": begun})


@draft_page
def small_picture(visit: Visit, name: str, item_id: str) -> HttpResponse:
    """What somebody has just sent, so that they see that it is the right one."""
    for item in as_items(visit.answers.get(name)):
        if item.get("id") == item_id and "file" in item:
            return preview(
                visit.request, stored_file(actor=uploads.sender_of(visit.actor), file_id=UUID(str(item["file"])))
            )
    raise NotFound("This file is not on your list any more.")
